from django.db import models

from laa.models.base import (
    NaturalKey,
    OfPeriod,
    Version,
    VersionQuerySet,
    design_effect_field,
    figure_field,
    sample_field,
    somebody_was_asked,
    version_constraints,
)
from laa.models.series_break import SeriesBreak
from laa.rules.figures import with_unit
from laa.rules.vocabulary import STATES_WITH_A_NUMBER, FigureState

OUTTURN_STATES = STATES_WITH_A_NUMBER - {FigureState.FORECAST}


class FigureQuerySet(VersionQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def with_a_number(self):
        """The figures that are numbers; a forecast is not a figure yet."""
        return self.filter(value__isnull=False, state__in=sorted(OUTTURN_STATES))

    def with_next_break(self):
        """Adds `next_break`, the period of the first definition begun after it; None: none."""
        after = SeriesBreak.objects.filter(
            strand=models.OuterRef("strand"), period_start__gt=models.OuterRef("period_start")
        ).order_by("period_start")
        return self.annotate(next_break=models.Subquery(after.values("period")[:1]))


class Figure(NaturalKey, OfPeriod, Version):
    """A value for a strand and a period of its own, with a state. Revisions supersede it.

    `value` None is no number, and the state says why; a zero is a figure.
    """

    natural_key_fields = (
        "partnership__slug",
        "strand__indicator__slug",
        "strand__key",
        "period",
        "version",
    )

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="figures")
    strand = models.ForeignKey("laa.Strand", models.PROTECT, related_name="figures")
    state = models.CharField(max_length=20, choices=FigureState)
    value = figure_field()
    numerator = figure_field()
    denominator = figure_field()
    sample = sample_field()
    design_effect = design_effect_field()
    as_at = models.DateField(null=True, blank=True, help_text="When an estimate was made.")
    text = models.CharField(max_length=200, blank=True, help_text="As a document prints it.")
    is_illustrative = models.BooleanField(default=False, help_text="Invented for a demonstration.")

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["strand", "period_start", "version"]
        constraints = [
            *version_constraints("strand", "period"),
            somebody_was_asked(),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False)
                | ~models.Q(state__in=sorted(s for s in FigureState if s.has_number)),
                name="laa_figure_number_where_the_state_says_so",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "period_end"], name="laa_figure_of_partnership")
        ]

    @property
    def is_outturn(self) -> bool:
        """Whether it is a number that came about, and no forecast of one."""
        return self.value is not None and self.state in OUTTURN_STATES

    def __str__(self) -> str:
        return f"{self.strand} {self.period}: {self.text or self.value}"

    @property
    def said(self) -> str:
        """The value with its unit; "" where there is no number."""
        return with_unit(self.value, self.strand.indicator.unit)
