from django.db import models

from laa.models.base import NaturalKey, NaturalKeyQuerySet


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

    objects = NaturalKeyQuerySet.as_manager()

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
