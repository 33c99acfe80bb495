"""Everything about one promise on one page, as it was signed off."""

from dataclasses import dataclass
from decimal import Decimal

from laa.charts.trend import Mark, trend
from laa.models import Baseline, Commitment, Figure, Flag, Rating, Strand, Target
from laa.queries.dashboard import rating_words
from laa.rules import figures, periods
from laa.rules.vocabulary import CellState, Comparison, FigureState, Outlook


@dataclass
class StrandStory:
    """One strand's history: what was promised, what happened, what it meant."""

    commitment: Commitment
    strand: Strand
    baseline: Baseline | None
    targets: list[Target]
    ratings: list[Rating]
    forecasts: list[Figure]

    def said(self, value: Decimal | None) -> str:
        return figures.with_unit(value, self.commitment.indicator.unit)

    @property
    def last_rated(self) -> Rating | None:
        return next((r for r in reversed(self.ratings) if r.rating != "not_rated"), None)

    @property
    def rating_label(self) -> str:
        rated = self.last_rated
        return rating_words(rated.rating, rated.period) if rated else ""

    @property
    def against_baseline(self) -> str:
        """What is said beside the rating, never instead of it."""
        says = {
            Comparison.BETTER: "Better than baseline",
            Comparison.SAME: "The same as the baseline",
            Comparison.WORSE: "Worse than baseline",
            Comparison.NOT_COMPARABLE: "Not comparable with the baseline",
        }
        return says.get(self.last_rated.against_baseline, "") if self.last_rated else ""

    @property
    def last_rated_said(self) -> str:
        """ "44 days for Q3 2008/09 against *42 days"."""
        rated = self.last_rated
        return (
            f"{self.said(rated.figure_value)} for {rated.when.short_label} "
            f"against {rated.target_text}"
        )

    @property
    def outlook(self) -> str:
        latest = self.ratings[-1] if self.ratings else None
        return Outlook(latest.outlook).label if latest and latest.outlook else ""

    @property
    def history(self) -> list[dict]:
        return [
            {
                "period": rating.when.short_label,
                "figure": self._figure_said(rating),
                "target": rating.target_text,
                "rating": rating.rating,
                "label": self._label(rating),
                "against": Comparison(rating.against_baseline).label,
                "commentary": rating.commentary or rating.outlook_reason,
                "outlook": rating.get_outlook_display() if rating.outlook else "",
                "is_illustrative": rating.is_illustrative,
                "rule": f"{rating.rule_name} (version {rating.rule_version})",
            }
            for rating in reversed(self.ratings)
        ]

    def _figure_said(self, rating: Rating) -> str:
        if rating.figure_value is not None:
            return self.said(rating.figure_value)
        return FigureState(rating.figure_state).label

    def _label(self, rating: Rating) -> str:
        if rating.rating == "not_rated":
            return f"Not rated: {rating.get_because_display()}"
        return rating_words(rating.rating, rating.period)

    @property
    def promised(self) -> list[dict]:
        return [
            {
                "period": target.when.short_label,
                "text": target.text or "blank",
                "state": CellState(target.state).label,
                "is_waiting": target.is_waiting,
            }
            for target in self.targets
        ]

    def chart(self):
        """Figures against target and baseline, by period; empty where there is no number."""
        actual = {r.period: r.figure_value for r in self.ratings if r.figure_value is not None}
        forecast = {f.period: f.value for f in self.forecasts if f.period not in actual}
        target = {
            t.period: t.value
            for t in self.targets
            if t.value is not None and t.when.kind != periods.PeriodKind.SPAN
        }
        keys = {*actual, *forecast, *target}
        ordered = sorted((periods.period(key) for key in keys), key=lambda p: (p.end, p.start))
        marks = [
            Mark(p.short_label, actual.get(p.key), target.get(p.key), forecast.get(p.key))
            for p in ordered
        ]
        reference = self.commitment.indicator.reference
        title = f"{reference} {self.strand.label}".strip() + ": figures against target"
        return trend(
            marks,
            identifier=f"chart-{self.strand.key}",
            title=title,
            description=self._describe(marks),
            baseline=self.baseline.value if self.baseline else None,
        )

    def _describe(self, marks: list[Mark]) -> str:
        said = [f"{m.label}: {self.said(m.actual)}" for m in marks if m.actual is not None]
        aims = [f"{m.label}: {self.said(m.target)}" for m in marks if m.target is not None]
        return (
            f"Figures: {'; '.join(said) or 'none yet'}. Targets: {'; '.join(aims) or 'none'}. "
            "The table below holds the same."
        )


@dataclass
class IndicatorPage:
    commitment: Commitment
    stories: list[StrandStory]
    flags: list[Flag]


def indicator_page(commitment: Commitment) -> IndicatorPage:
    """The page's content in six queries whatever the number of strands and periods."""
    strands = list(commitment.indicator.strands.all())
    baselines = {b.strand_id: b for b in Baseline.objects.current().filter(commitment=commitment)}
    targets = list(Target.objects.current().filter(commitment=commitment).order_by("period_start"))
    ratings = list(
        Rating.objects.current()
        .filter(commitment=commitment)
        .order_by("period_end", "round__period_end", "pk")
    )
    forecasts = list(
        Figure.objects.current().filter(strand__in=strands, state=FigureState.FORECAST)
    )
    flags = list(Flag.objects.open().filter(commitment=commitment).select_related("strand"))
    stories = [
        StrandStory(
            commitment,
            strand,
            baselines.get(strand.pk),
            [t for t in targets if t.strand_id == strand.pk],
            [r for r in ratings if r.strand_id == strand.pk],
            [f for f in forecasts if f.strand_id == strand.pk],
        )
        for strand in strands
    ]
    return IndicatorPage(commitment, stories, flags)
