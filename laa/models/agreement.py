from django.db import models

from laa.models.base import (
    NaturalKey,
    NaturalKeyQuerySet,
    Version,
    VersionQuerySet,
    starts_before_it_ends,
    version_constraints,
)
from laa.rules.vocabulary import RuleKind


class RatingRule(NaturalKey, Version):
    """How figures are rated: data, named and versioned, printed wherever it was used."""

    class Kind(models.TextChoices):
        TARGET_ONLY = RuleKind.TARGET_ONLY.value, "Target only"

    natural_key_fields = ("partnership__slug", "slug", "version")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="rating_rules")
    slug = models.SlugField()
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "slug", "version"]
        constraints = version_constraints("partnership", "slug")

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"


class AgreementQuerySet(NaturalKeyQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def covering(self, start, end):
        """The agreements whose term meets a stretch of time."""
        return self.filter(starts__lte=end, ends__gte=start)


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
    rating_rule = models.ForeignKey(RatingRule, models.PROTECT, related_name="agreements")
    strategy = models.CharField(
        max_length=200, blank=True, help_text="The longer-term strategy it puts into practice."
    )
    source = models.CharField(max_length=200, blank=True, help_text="The document it comes from.")

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
