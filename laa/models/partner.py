from django.db import models

from laa.models.base import NaturalKey, NaturalKeyQuerySet, uuid_field


class PartnerQuerySet(NaturalKeyQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def in_use(self):
        """Those that can be given something to do: not retired."""
        return self.filter(retired_on__isnull=True)


class Partner(NaturalKey):
    """An organisation that signed up, or a service within one (`part_of`)."""

    natural_key_fields = ("partnership__slug", "slug")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="partners")
    slug = models.SlugField(max_length=100)
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=30, blank=True)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="services"
    )
    retired_on = models.DateField(null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="laa_partner_slug",
                violation_error_message="This partnership already has a partner of that name.",
            ),
            models.CheckConstraint(
                condition=~models.Q(part_of=models.F("id")), name="laa_partner_not_part_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        return self.abbreviation or self.name

    @property
    def all_names(self) -> list[str]:
        """Its name first, then the abbreviation and the other names under which it is printed."""
        return [
            name for name in (self.name, self.abbreviation, *map(str, self.aliases.all())) if name
        ]


class PartnerAlias(NaturalKey):
    """Another name under which documents print a partner."""

    natural_key_fields = ("partnership__slug", "name")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "partner aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="laa_partner_alias_name",
                violation_error_message="This name already stands for a partner.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PartnerDistinction(models.Model):
    """Somebody said that a name is not this partner's, so that no page proposes it again."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="distinctions")
    name = models.CharField(max_length=200, help_text="As names are compared: in lower case.")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "name"], name="laa_partnerdistinction_once")
        ]

    def __str__(self) -> str:
        return f"“{self.name}” is not {self.partner}"


class PartnerJoin(models.Model):
    """Two rows for one body made one. `was` is the row that went, `moved` what it let go of.

    Taking the join back needs nothing else; then this row goes too.
    """

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    kept = models.ForeignKey(Partner, models.PROTECT, related_name="joins")
    was = models.JSONField()
    moved = models.JSONField(default=dict)
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-joined_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.was['name']}, joined to {self.kept}"
