"""Everything about one promise on one page, as it was signed off."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from laa.actions.cells import Cells
from laa.catalogue.wording import difference
from laa.charts.trend import Mark, Series, trend
from laa.models import Baseline, Commitment, Figure, Flag, Rating, Strand, Target
from laa.queries.travel import Leg, directions, projection_said
from laa.queries.words import rated_target_said, words_of
from laa.rules import figures, periods
from laa.rules.targets import Resolved
from laa.rules.vocabulary import Because, CellState, Comparison, FigureState, Outlook
from laa.rules.vocabulary import Rating as Word
from laa.rules.wording import Difference


@dataclass
class StrandStory:
    """One strand's history: what was promised, what happened, what it meant."""

    commitment: Commitment
    strand: Strand
    baseline: Baseline | None
    targets: list[Target]
    come_to: list[Resolved]
    ratings: list[Rating]
    forecasts: list[Figure]
    loaded: list[Figure]

    def said(self, value: Decimal | None) -> str:
        return figures.with_unit(value, self.commitment.indicator.unit)

    def _target_said(self, rating: Rating) -> str:
        return rated_target_said(rating, self._unit)

    @property
    def _unit(self) -> str:
        return self.commitment.indicator.unit

    @property
    def last_due(self) -> Rating | None:
        """The newest word on a figure that was due; as on the dashboard, none stands in for it."""
        return next((r for r in reversed(self.ratings) if r.because != Because.NOT_DUE), None)

    @property
    def last_rated(self) -> Rating | None:
        due = self.last_due
        return due if due and due.rating != Word.NOT_RATED else None

    @property
    def why_not(self) -> str:
        """Why there is no rating, and of which period."""
        due = self.last_due
        if due is None:
            return "Not rated yet."
        return f"Not rated: {due.get_because_display()} ({due.when.short_label})."

    @property
    def rating_label(self) -> str:
        rated = self.last_rated
        return words_of(rated) if rated else ""

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
            f"{figures.marked(self.said(rated.figure_value), rated.is_illustrative)} "
            f"for {rated.when.short_label} "
            f"against {self._target_said(rated)}"
        )

    @property
    def outlook(self) -> str:
        latest = self.ratings[-1] if self.ratings else None
        return Outlook(latest.outlook).label if latest and latest.outlook else ""

    @property
    def values(self) -> dict[str, Decimal]:
        """The outturns by period: what was signed off, and history that was loaded."""
        loaded = {f.period: f.value for f in self.loaded if f.value is not None}
        rated = {
            r.period: r.figure_value
            for r in self.ratings
            if r.figure_value is not None and r.figure_state != FigureState.FORECAST
        }
        return loaded | rated

    @property
    def directions(self) -> list[Leg]:
        return directions(self.commitment.indicator, self.values)

    @property
    def projection(self) -> str:
        """Beside the owner's word, never instead of it."""
        targets = list(zip(self.targets, self.come_to, strict=True))
        return projection_said(self.commitment.indicator, self.values, targets)

    @property
    def history(self) -> list[dict]:
        return [
            {
                "round": rating.round.when.short_label,
                "period": rating.when.short_label,
                "figure": self._figure_said(rating),
                "target": self._target_said(rating),
                "rating": rating.rating,
                "label": self.label_of(rating),
                "against": Comparison(rating.against_baseline).label,
                "commentary": rating.commentary or rating.outlook_reason,
                "outlook": rating.get_outlook_display() if rating.outlook else "",
                "is_illustrative": rating.is_illustrative and rating.figure_value is not None,
                "rule": f"{rating.rule_name} (version {rating.rule_version})",
            }
            for rating in reversed(self.ratings)
        ]

    def _figure_said(self, rating: Rating) -> str:
        if rating.figure_value is not None:
            return self.said(rating.figure_value)
        return FigureState(rating.figure_state).label

    def label_of(self, rating: Rating) -> str:
        """The rating in words: met or missed once the year is over, and why there is none."""
        if rating.rating == Word.NOT_RATED:
            return f"Not rated: {rating.get_because_display()}"
        return words_of(rating)

    @property
    def past(self) -> list[dict]:
        """Loaded history, newest first."""
        rows = sorted(self.loaded, key=lambda figure: figure.period_end, reverse=True)
        return [
            {
                "period": figure.when.short_label,
                "figure": self.said(figure.value),
                "source": " ".join(filter(None, (figure.reason, figure.text))),
            }
            for figure in rows
        ]

    @property
    def baseline_when(self) -> str:
        """The period the baseline is of, where the document prints one."""
        period = self.baseline.period if self.baseline else ""
        return periods.period(period).short_label if period else ""

    @property
    def baseline_said(self) -> str:
        return self.said(self.baseline.value) if self.baseline else ""

    @property
    def promised(self) -> list[dict]:
        return [
            {
                "period": target.when.short_label,
                "text": target.text or "blank",
                "state": CellState(target.state).label,
                "is_waiting": target.is_waiting,
                "comes_to": self._comes_to(resolved),
                "working": resolved.working,
                "warnings": resolved.warnings,
            }
            for target, resolved in zip(self.targets, self.come_to, strict=True)
        ]

    def _comes_to(self, resolved: Resolved) -> str:
        if resolved.value is None:
            return f"awaiting {resolved.waits_for}" if resolved.waits_for else ""
        said = self.said(resolved.value)
        return said if resolved.upper is None else f"{said} to {self.said(resolved.upper)}"

    @property
    def has_illustrative(self) -> bool:
        """Whether a figure on the chart is invented; its key then says so."""
        return any(r.is_illustrative and r.figure_value is not None for r in self.ratings)

    @property
    def series(self) -> Series:
        """The numbers among the figures, targets and forecasts, in order of time."""
        figures_by_period = {r.period: r for r in self.ratings if r.figure_value is not None}
        past = [f for f in self.loaded if f.period not in figures_by_period]
        actual = [_mark(f, f.value) for f in past]
        actual += [_mark(r, r.figure_value) for r in figures_by_period.values()]
        actual.sort(key=lambda mark: (mark.end, mark.start))
        target = [
            _mark(target, resolved.value)
            for target, resolved in zip(self.targets, self.come_to, strict=True)
            if resolved.value is not None and target.when.kind != periods.PeriodKind.SPAN
        ]
        forecast = [_mark(f, f.value) for f in self.forecasts if f.period not in figures_by_period]
        baseline = self.baseline.value if self.baseline else None
        return Series(actual, target, forecast, baseline)

    def chart(self):
        """Figures against target and baseline; empty where there is no number."""
        reference = self.commitment.indicator.reference
        return trend(
            self.series,
            identifier=f"chart-{self.strand.key}",
            title=f"{reference} {self.strand.label}".strip() + ": figures against target",
            description=(
                f"Figures: {self._list(self.series.actual) or 'none yet'}. "
                f"Targets: {self._list(self.series.target) or 'none'}. "
                "The tables below hold the same."
            ),
        )

    def _list(self, marks: list[Mark]) -> str:
        return "; ".join(f"{mark.label}: {self.said(mark.value)}" for mark in marks)


def _mark(row, value: Decimal) -> Mark:
    return Mark(row.period_start, row.period_end, row.when.short_label, value)


@dataclass
class IndicatorPage:
    commitment: Commitment
    stories: list[StrandStory]
    flags: list[Flag]

    @cached_property
    def departs(self) -> Difference | None:
        """How the title departs from the national one, where the set has its reference."""
        return difference(self.commitment.indicator.reference, self.commitment.indicator.title)


def indicator_page(commitment: Commitment) -> IndicatorPage:
    """The page's content in seven queries at most, whatever the number of strands and periods."""
    strands = list(commitment.indicator.strands.all())
    cells = Cells([commitment])
    targets = {
        strand.pk: sorted(cells.targets[commitment.pk, strand.pk], key=lambda t: t.period_start)
        for strand in strands
    }
    ratings = list(
        Rating.objects.current()
        .filter(commitment=commitment)
        .select_related("round")
        .order_by("period_end", "round__period_end", "pk")
    )
    unrated = list(
        Figure.objects.current().filter(
            strand__in=strands, state__in=(FigureState.FORECAST, FigureState.LOADED)
        )
    )
    flags = list(Flag.objects.open().filter(commitment=commitment).select_related("strand"))
    stories = [
        StrandStory(
            commitment,
            strand,
            cells.baseline(commitment, strand.pk),
            targets[strand.pk],
            [cells.resolved(target) for target in targets[strand.pk]],
            [r for r in ratings if r.strand_id == strand.pk],
            *(
                [f for f in unrated if f.strand_id == strand.pk and f.state == state]
                for state in (FigureState.FORECAST, FigureState.LOADED)
            ),
        )
        for strand in strands
    ]
    return IndicatorPage(commitment, stories, flags)
