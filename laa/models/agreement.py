from django.db import models

from laa.models.base import (
    NaturalKey,
    NaturalKeyQuerySet,
    starts_before_it_ends,
)


class AgreementQuerySet(NaturalKeyQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def with_rule(self):
        """With what it takes to say which rule is in force."""
        return self.select_related("rating_rule", "adopted_rule__rule")


class Agreement(NaturalKey):
    """Partners' commitment to targets over a term."""

    class Kind(models.TextChoices):
        LOCAL_AREA_AGREEMENT = "laa", "Local area agreement"
        PROJECT_FUNDING = "project_funding", "Project funding"
        RECOVERY_PLAN = "recovery_plan", "Recovery plan"
        STRATEGY = "strategy", "Strategy"

    natural_key_fields = ("partnership__slug", "slug")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="agreements")
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    starts = models.DateField()
    ends = models.DateField()
    rating_rule = models.ForeignKey(
        "laa.RatingRule",
        models.PROTECT,
        related_name="agreements",
        help_text="The rule it came with; another may have been adopted since.",
    )
    strategy = models.CharField(
        max_length=200, blank=True, help_text="The longer-term strategy it puts into practice."
    )
    strategy_years = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="How many years the strategy looks forward from the agreement's start.",
    )
    source = models.CharField(max_length=200, blank=True, help_text="The document it comes from.")
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="laa_agreement_slug",
                violation_error_message="This partnership already has an agreement of that name.",
            ),
            starts_before_it_ends("starts", "ends", "The agreement ends before it starts."),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def strategy_ends_in(self) -> int | None:
        """The year to which the strategy looks forward; None where nobody said how far it does."""
        return self.strategy_years and self.starts.year + self.strategy_years

    @property
    def years(self) -> int:
        """Its own term in whole years."""
        return round(((self.ends - self.starts).days + 1) / 365.25)

    @property
    def rule_in_force(self):
        """The rule its promises are rated by, unless one has a rule of its own."""
        adopted = getattr(self, "adopted_rule", None)
        return adopted.rule if adopted else self.rating_rule


class Theme(NaturalKey):
    """A part of an agreement with a board of its own."""

    natural_key_fields = ("partnership__slug", "agreement__slug", "slug")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="themes")
    slug = models.SlugField(max_length=100)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "slug"],
                name="laa_theme_slug",
                violation_error_message="This agreement already has a theme of that name.",
            )
        ]

    def __str__(self) -> str:
        return self.name
