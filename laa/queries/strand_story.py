"""One strand of a promise: what was promised, what happened, what it meant."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from laa.actions.shared_parts import SharedTotal
from laa.charts.trend import Mark, Series, trend
from laa.models import (
    Baseline,
    Commitment,
    Comparator,
    Figure,
    Rating,
    SeriesBreak,
    Strand,
    Target,
)
from laa.queries.beside import Counted, CrossCheck, beside_said, counted, cross_check
from laa.queries.compared import ComparedRow, compared
from laa.queries.shared_figures import Awaited, awaited
from laa.queries.strand_chart import bands_of, interval_of, others_of, others_said
from laa.queries.travel import Leg, directions, projection_said, since_the_break
from laa.queries.words import rated_target_said, words_of
from laa.rules import figures, periods
from laa.rules.shared import names
from laa.rules.targets import BASELINE, Resolved
from laa.rules.vocabulary import Because, CellState, Comparison, FigureState, Outlook
from laa.rules.vocabulary import Rating as Word


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
    breaks: list[SeriesBreak] = field(default_factory=list)
    figures: dict[int, Figure] = field(default_factory=dict)
    """The current figures of the strand, by id."""
    total: SharedTotal | None = None
    comparators: list[Comparator] = field(default_factory=list)
    """Other areas' figures of the strand, in order of time."""
    has_notes: bool = True
    """False for boards: of the words beside figures they get those about exceptions."""

    @property
    def name(self) -> str:
        """The strand's label; one without is all of the indicator."""
        return self.strand.label or "All"

    def said(self, value: Decimal | None) -> str:
        return figures.with_unit(value, self.commitment.indicator.unit)

    def target_said(self, rating: Rating) -> str:
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
    def awaited(self) -> Awaited | None:
        """What it still waits for, where it is the sum of parts."""
        if self.commitment.indicator.discontinued_because:
            return None
        told = max((rating.period_end for rating in self.ratings), default=None)
        return awaited(self.strand, self.total, after=told)

    @property
    def sum_of(self) -> str:
        """The parts it is the sum of, and who returns each; "" where somebody returns it."""
        return names([part.name for part in self.total.parts]) if self.total else ""

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
            f"against {self.target_said(rated)}"
        )

    @property
    def last_rated_count(self) -> str:
        return self.counted(self.last_rated).said if self.last_rated else ""

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
        return directions(self.commitment.indicator, self.values, self.targets, breaks=self._breaks)

    @property
    def _breaks(self) -> list[periods.Period]:
        return [each.when for each in self.breaks]

    @property
    def projection(self) -> str:
        """Beside the owner's word, never instead of it."""
        targets = list(zip(self.targets, self.come_to, strict=True))
        values = since_the_break(self.values, self._breaks)
        return projection_said(self.commitment.indicator, values, targets)

    @property
    def history(self) -> list[dict]:
        return [
            {
                "round": rating.round.when.short_label,
                "period": rating.when.short_label,
                "figure": self.figure_said(rating),
                "count": self.counted(rating).said,
                "target": self.target_said(rating),
                "rating": rating.rating,
                "label": self.label_of(rating),
                "against": Comparison(rating.against_baseline).label,
                "commentary": self.note_of(rating),
                "said": rating,
                "outlook": rating.get_outlook_display() if rating.outlook else "",
                "is_illustrative": rating.is_illustrative and rating.figure_value is not None,
                "breaks": self._begun_in(rating),
                "corrected": rating.reason if rating.version > 1 else "",
                "rule": f"{rating.rule_name} (version {rating.rule_version})",
            }
            for rating in reversed(self.ratings)
        ]

    def note_of(self, rating: Rating) -> str:
        """What was said of a figure, or why its owner expects what they do."""
        if self.has_notes:
            return rating.commentary or rating.outlook_reason
        is_exception = rating.rating in (Word.OFF_TRACK, Word.AT_RISK)
        return rating.commentary if is_exception else ""

    def _begun_in(self, rating: Rating) -> list[SeriesBreak]:
        """The definitions that began within a row's period."""
        return [
            each
            for each in self.breaks
            if rating.period_start <= each.period_start <= rating.period_end
        ]

    def figure_said(self, rating: Rating) -> str:
        if rating.figure_value is not None:
            return figures.as_firm(self.said(rating.figure_value), rating.figure_state)
        return FigureState(rating.figure_state).label

    def counted(self, rating: Rating) -> Counted:
        """The count beside the rate that was rated, where it has one."""
        target = next((t for t in self.targets if t.period == rating.target_period), None)
        figure = self.figures.get(rating.figure_id)
        return counted(rating, figure, target, self.commitment.indicator)

    @cached_property
    def cross_check(self) -> CrossCheck:
        """Whether the printed rates agree with the counts that are printed beside them."""
        return cross_check(self.baseline, self.targets, self.commitment.indicator)

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
    def baseline_beside(self) -> str:
        return beside_said(self.baseline, self.commitment.indicator) if self.baseline else ""

    @property
    def baseline_doubt(self) -> str:
        return self.cross_check.doubts.get(BASELINE, "")

    @property
    def promised(self) -> list[dict]:
        return [
            {
                "period": target.when.short_label,
                "text": target.text or "blank",
                "state": CellState(target.state).label,
                "is_waiting": target.is_waiting,
                "comes_to": self._comes_to(resolved),
                "beside": beside_said(target, self.commitment.indicator),
                "working": resolved.working,
                "warnings": [*resolved.warnings, *self._doubts(target)],
            }
            for target, resolved in zip(self.targets, self.come_to, strict=True)
        ]

    def _doubts(self, target: Target) -> list[str]:
        doubt = self.cross_check.doubts.get(target.period)
        return [doubt] if doubt else []

    def _comes_to(self, resolved: Resolved) -> str:
        if resolved.value is None:
            return f"awaiting {resolved.waits_for}" if resolved.waits_for else ""
        said = self.said(resolved.value)
        return said if resolved.upper is None else f"{said} to {self.said(resolved.upper)}"

    @cached_property
    def compared(self) -> list[ComparedRow]:
        """Each period that others have figures of, with our own of that period, newest first."""
        invented = {rating.period for rating in self.ratings if rating.is_illustrative}
        return compared(self.comparators, self.values, self.commitment.indicator, invented)

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
        breaks = [(each.period_start, each.when.short_label) for each in self.breaks]
        indicator = self.commitment.indicator
        ended = indicator.retired_on if indicator.discontinued_because else None
        promised = list(zip(self.targets, self.come_to, strict=True))
        values = since_the_break(self.values, self._breaks)
        return Series(
            actual,
            target,
            forecast,
            baseline,
            breaks,
            ended,
            bands_of(self.commitment, promised),
            interval_of(self.commitment, values, promised),
            others_of(self.comparators),
        )

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
                f"{self._breaks_said}{self._ended_said}{others_said(self.compared)}"
                "The tables below hold the same."
            ),
        )

    @property
    def _ended_said(self) -> str:
        said = self.commitment.indicator.discontinued_said
        return f"{said}. " if said else ""

    @property
    def _breaks_said(self) -> str:
        labels = ", ".join(each.when.short_label for each in self.breaks)
        return f"The definition changed from {labels}. " if labels else ""

    def _list(self, marks: list[Mark]) -> str:
        return "; ".join(f"{mark.label}: {self.said(mark.value)}" for mark in marks)


def _mark(row, value: Decimal) -> Mark:
    return Mark(row.period_start, row.period_end, row.when.short_label, value)
