"""What stands beside each box of a return: the figures before, and the target."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from laa.actions.cells import Cells
from laa.models import Commitment, Figure, QuarterlyReturn, RatingRule, ReturnLine, Target
from laa.queries.words import resolved_said
from laa.rules import figures, periods, significance
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
        return figures.marked(said, figure.is_illustrative)

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
        if self.line.value is not None:
            return figures.with_unit(self.line.value, self.unit)
        return self.line.get_figure_state_display() if self.line.figure_state else ""


def lines_in_context(quarterly_return: QuarterlyReturn) -> list[LineContext]:
    """Every line of a return with its context, in eight queries at most, however many lines."""
    lines = list(
        quarterly_return.lines.select_related(
            "strand__indicator",
            "round__partnership__demonstration",
            "partnership__demonstration",
            "entered_by",
        ).in_printed_order()
    )
    found = _figures(lines)
    commitments = _commitments(quarterly_return, lines)
    cells = Cells([one for found in commitments.values() for one in found])
    promises = {line.pk: _commitment(line, commitments) for line in lines}
    return [
        LineContext(
            line=line,
            last_period=found.get((line.strand_id, periods.before(line.when).key)),
            last_year=found.get((line.strand_id, periods.year_before(line.when).key)),
            **_promised(line, promises[line.pk], cells),
            forecast=_forecast(found.get((line.strand_id, line.period))),
        )
        for line in lines
    ]


def _figures(lines: list[ReturnLine]) -> dict[tuple[int, str], Figure]:
    wanted = set()
    for line in lines:
        wanted |= {
            line.period,
            periods.before(line.when).key,
            periods.year_before(line.when).key,
        }
    rows = Figure.objects.current().filter(
        strand__in=[line.strand_id for line in lines], period__in=wanted
    )
    return {(figure.strand_id, figure.period): figure for figure in rows}


def _forecast(figure: Figure | None) -> Figure | None:
    return figure if figure and figure.state == "forecast" else None


def _commitments(quarterly_return: QuarterlyReturn, lines) -> dict[int, list[Commitment]]:
    """The promises on each indicator, the newest agreement's first."""
    found = defaultdict(list)
    rows = (
        Commitment.objects.kept()
        .filter(
            partnership_id=quarterly_return.partnership_id,
            indicator__in={line.strand.indicator_id for line in lines},
        )
        .with_rules()
    )
    for commitment in rows.order_by("-agreement__starts", "-pk"):
        found[commitment.indicator_id].append(commitment)
    return found


def _commitment(line: ReturnLine, commitments) -> Commitment | None:
    """The promise of the agreement whose term the line's period ends in."""
    for commitment in commitments[line.strand.indicator_id]:
        if commitment.agreement.starts <= line.period_end <= commitment.agreement.ends:
            return commitment
    return None


def _promised(line: ReturnLine, commitment: Commitment | None, cells: Cells) -> dict:
    """What was promised for the line's period, and the rule it is rated by."""
    target = commitment and cells.target(commitment, line.strand_id, line.when)
    if target is None:
        return {"target": None, "comes_to": None, "rule": commitment and cells.rule(commitment)}
    return {
        "target": target,
        "comes_to": cells.resolved(target),
        "rule": cells.rule(commitment),
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
