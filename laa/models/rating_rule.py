from django.db import models
from django.db.models import F, Q

from laa.models.base import NaturalKey, Version, VersionQuerySet, figure_field, version_constraints
from laa.rules import rating_rules
from laa.rules.vocabulary import BandUnit, Improvement, RuleKind

NO_BANDS = Q(
    tolerance__isnull=True,
    amber__isnull=True,
    better__isnull=True,
    improvement="",
    is_trajectory=False,
)


def not_negative(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}),
        name=f"laa_ratingrule_{name}_not_negative",
        violation_error_message="A band is 0 or more.",
    )


class RatingRuleQuerySet(VersionQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)


class RatingRule(NaturalKey, Version):
    """How figures are rated: data, named and versioned, printed wherever it was used.

    A band that is empty is no such band, which is not a band of nought.
    """

    Kind = RuleKind

    natural_key_fields = ("partnership__slug", "slug", "version")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="rating_rules")
    slug = models.SlugField()
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=RuleKind)
    measured_in = models.CharField(max_length=10, choices=BandUnit, default=BandUnit.PERCENT)
    tolerance = figure_field(help_text="Still on track: worse than the target by up to this.")
    amber = figure_field(help_text="At risk: worse than the target by up to this.")
    better = figure_field(help_text="Better than target: beyond it by more than this.")
    improvement = models.CharField(
        max_length=10,
        choices=Improvement,
        blank=True,
        help_text="What makes a figure beyond the bands at risk, not off track.",
    )
    is_trajectory = models.BooleanField(
        default=False, help_text="During the year the aim lies on a straight line to the target."
    )
    source = models.CharField(
        max_length=200, blank=True, help_text="Whose rule it is, and where they published it."
    )

    objects = RatingRuleQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "slug", "version"]
        constraints = [
            *version_constraints("partnership", "slug"),
            models.CheckConstraint(
                condition=Q(kind=RuleKind.BANDS) | NO_BANDS,
                name="laa_ratingrule_bands_of_a_rule_of_bands",
                violation_error_message="Only a rule of bands has bands.",
            ),
            models.CheckConstraint(
                condition=Q(amber__isnull=True)
                | Q(tolerance__isnull=True)
                | Q(amber__gte=F("tolerance")),
                name="laa_ratingrule_amber_beyond_tolerance",
                violation_error_message="Amber has to reach further than the tolerance.",
            ),
            *(not_negative(name) for name in ("tolerance", "amber", "better")),
        ]

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"

    @property
    def rule(self) -> rating_rules.Rule:
        """The rule as the rules of the trade take it."""
        return rating_rules.Rule(
            name=self.name,
            version=self.version,
            kind=RuleKind(self.kind),
            measured_in=BandUnit(self.measured_in),
            tolerance=self.tolerance,
            amber=self.amber,
            better=self.better,
            improvement=Improvement(self.improvement),
            is_trajectory=self.is_trajectory,
        )

    @property
    def terms(self) -> list[str]:
        return rating_rules.terms(self.rule)


class AdoptedRule(models.Model):
    """A rule in force: which, since when, who adopted it and why. The audit trail has the rest.

    A row apart from what it is adopted for, so that loading an agreement as printed leaves it.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    rule = models.ForeignKey(RatingRule, models.PROTECT, related_name="+")
    reason = models.TextField()
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey("laa.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class AgreementRule(AdoptedRule):
    """The rule an agreement adopted in place of the one it came with."""

    agreement = models.OneToOneField(
        "laa.Agreement", models.CASCADE, related_name="adopted_rule", primary_key=True
    )

    class Meta:
        ordering = ["agreement"]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.rule}"


class CommitmentRule(AdoptedRule):
    """The rule one promise goes by, whatever the rest of its agreement does."""

    commitment = models.OneToOneField(
        "laa.Commitment", models.CASCADE, related_name="own_rule", primary_key=True
    )

    class Meta:
        ordering = ["commitment"]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.rule}"
