"""What stands beside each box of a return: the figures before, and the target."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import ROUND_UP, Decimal
from functools import cached_property

from laa import clock
from laa.actions.cells import Cells
from laa.actions.explanations import unshown
from laa.actions.line_checks import (
    AllSeries,
    Asked,
    aims_of,
    asked_of,
    earlier_figures,
    with_answers,
)
from laa.actions.line_promises import LinePromises
from laa.measures import Counted, counted_for
from laa.models import (
    Commitment,
    Figure,
    QuarterlyReturn,
    RatingRule,
    ReturnLine,
    Target,
    return_policy,
)
from laa.queries.return_rating import Reading, rate_entry
from laa.queries.shared_figures import others_awaited
from laa.queries.words import resolved_said
from laa.rules import breaks, figures, periods, significance
from laa.rules.entry import Entry
from laa.rules.targets import Resolved
from laa.rules.vocabulary import CellKind, Polarity, RuleKind, Unit


@dataclass(frozen=True)
class LineContext:
    """A line with what its officer needs to see. None is *nothing known*, never zero."""

    line: ReturnLine
    last_period: Figure | None
    last_year: Figure | None
    target: Target | None
    comes_to: Resolved | None
    forecast: Figure | None
    milestone: Decimal | None = None
    rule: RatingRule | None = None
    change_needed: str = ""
    asked: list[Asked] = field(default_factory=list)
    promises: LinePromises | None = field(default=None, repr=False, compare=False)
    series: AllSeries | None = field(default=None, repr=False, compare=False)
    shares: str = ""
    counted: Counted | None = None

    def reading(self, entry: Entry) -> Reading:
        """What something typed means, and what it leaves to be said."""
        policy = return_policy(self.line.partnership)
        rated = rate_entry(self, entry)
        return Reading(entry, rated, policy.needs_recovery_text, unshown(self.line, entry))

    @cached_property
    def stands(self) -> Reading:
        """What is saved on the line means as things are; frozen only when it is signed off."""
        return self.reading(Entry.of(self.line))

    @property
    def is_ready(self) -> bool:
        """Whether all is entered that has to be, and said that has to be."""
        return self.line.is_complete and not self.stands.asks

    @property
    def open_questions(self) -> list[Asked]:
        """What the saved figure gives cause to ask, and nobody answered yet."""
        return [one for one in self.asked if not one.is_answered]

    def again(self, line: ReturnLine) -> "LineContext":
        """The line as it was saved a moment later; what was read beside it still holds."""
        aims = aims_of([line], self.promises)
        lines = with_answers([line]) if line.is_editable else []
        asked = asked_of(lines, aims, series=self.series)
        return replace(self, line=line, asked=asked.get(line.pk, []))

    @property
    def is_test(self) -> bool:
        """Whether the target is a test of two surveys, which needs to know how many answered."""
        return self.target is not None and self.target.kind == CellKind.SIGNIFICANT_CHANGE

    @property
    def is_judged(self) -> bool:
        """Whether the rule leaves the rating to the owner."""
        return self.rule is not None and self.rule.kind == RuleKind.JUDGED

    @property
    def unit(self) -> str:
        return self.line.strand.indicator.unit

    def said(self, figure: Figure | None) -> str:
        if figure is None:
            return "none"
        if figure.value is None:
            return figure.get_state_display().lower()
        said = figures.with_unit(figure.value, self.unit)
        said = figures.marked(figures.as_firm(said, figure.state), figure.is_illustrative)
        return f"{said}, before the definition changed" if self.is_apart(figure) else said

    def is_apart(self, figure: Figure) -> bool:
        """Whether the definition changed between an earlier figure and this line's period."""
        begun = [periods.period(figure.next_break)] if figure.next_break else []
        return breaks.parts(figure.when, self.line.when, begun) is not None

    @property
    def counted_said(self) -> str:
        return figures.with_unit(self.counted.value, self.unit)

    @property
    def last_period_said(self) -> str:
        return self.said(self.last_period)

    @property
    def last_year_said(self) -> str:
        return self.said(self.last_year)

    @property
    def target_said(self) -> str:
        if self.target is None:
            return "none for this period"
        said = resolved_said(self.target, self.comes_to, self.unit)
        if self.milestone is not None:
            milestone = figures.with_unit(self.milestone, self.unit)
            return f"a milestone of {milestone} ({said} for the year)"
        return said or "blank in the agreement"

    @property
    def entered_said(self) -> str:
        state = self.line.figure_state
        if self.line.value is not None:
            return figures.as_firm(figures.with_unit(self.line.value, self.unit), state)
        return self.line.get_figure_state_display() if state else ""


BESIDE_A_LINE = (
    "strand__indicator",
    "round",
    "partnership__demonstration",
    "partnership__return_policy",
    "entered_by",
    "submitted_by",
)


def lines_in_context(quarterly_return: QuarterlyReturn) -> list[LineContext]:
    """Every line of a return with its context, in nine queries at most, however many lines.

    Two more where a line is a part of a total.
    """
    return in_context(quarterly_return.lines.select_related(*BESIDE_A_LINE).in_printed_order())


def in_context(rows: Iterable[ReturnLine]) -> list[LineContext]:
    """Lines, of one return or several, each with what its reader needs to see."""
    lines = with_answers(list(rows))
    for line in lines:
        line.round.partnership = line.partnership
    found = _figures(lines)
    promises = LinePromises(lines)
    shares = others_awaited(lines)
    editable = [line for line in lines if line.is_editable]
    series = earlier_figures([line for line in editable if line.is_due])
    asked = asked_of(editable, aims_of(editable, promises), series=series)
    return [
        LineContext(
            line=line,
            last_period=found.get((line.strand_id, periods.before(line.when).key)),
            last_year=found.get((line.strand_id, periods.year_before(line.when).key)),
            **_promised(line, promises),
            forecast=_forecast(found.get((line.strand_id, line.period))),
            shares=shares.get(line.pk, ""),
            asked=asked.get(line.pk, []),
            series=series,
            counted=_counted(line, promises),
        )
        for line in lines
    ]


def _counted(line: ReturnLine, promises: LinePromises) -> Counted | None:
    """What records prove of a figure that is still to be entered: queries only where some do."""
    if not (line.is_editable and line.is_due and line.strand.indicator.measure):
        return None
    commitment = promises.of(line)
    begins = commitment and commitment.agreement.starts
    return counted_for(line, begins, clock.today(line.partnership))


def _figures(lines: list[ReturnLine]) -> dict[tuple[int, str], Figure]:
    wanted = set()
    for line in lines:
        wanted |= {
            line.period,
            periods.before(line.when).key,
            periods.year_before(line.when).key,
        }
    rows = (
        Figure.objects.current()
        .filter(strand__in=[line.strand_id for line in lines], period__in=wanted)
        .with_next_break()
        .order_by()
    )
    return {(figure.strand_id, figure.period): figure for figure in rows}


def _forecast(figure: Figure | None) -> Figure | None:
    return figure if figure and figure.state == "forecast" else None


def _promised(line: ReturnLine, promises: LinePromises) -> dict:
    """What was promised for the line's period, and the rule it is rated by."""
    commitment, cells = promises.of(line), promises.cells
    target = commitment and cells.target(commitment, line.strand_id, line.when)
    common = {
        "promises": promises,
        "rule": commitment and cells.rule(commitment),
    }
    if target is None:
        return {**common, "target": None, "comes_to": None}
    return {
        **common,
        "target": target,
        "comes_to": cells.resolved(target),
        "milestone": cells.milestone(commitment, line.strand_id, line.when),
        "change_needed": _change_needed(target, commitment, line.strand_id, cells),
    }


def _change_needed(target: Target, commitment: Commitment, strand_id: int, cells: Cells) -> str:
    """What the next survey would have to show if as many answered; "" where it is no test."""
    if target.kind != CellKind.SIGNIFICANT_CHANGE:
        return ""
    baseline = cells.baseline(commitment, strand_id)
    then = baseline and significance.survey(baseline.value, baseline.sample, baseline.design_effect)
    polarity = Polarity(commitment.indicator.polarity)
    needed = then and significance.change_needed(
        then, baseline.sample, polarity, design_effect=baseline.design_effect
    )
    if not needed:
        return "not known: the baseline survey’s result or its sample is missing"
    points = needed.quantize(Decimal("0.1"), ROUND_UP)
    return (
        f"{figures.plain(points)} points from {figures.with_unit(baseline.value, Unit.PERCENT)}, "
        f"if {figures.plain(Decimal(baseline.sample))} people answer again"
    )
