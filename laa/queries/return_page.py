"""What stands beside each box of a return: the figures before, and the target."""

from collections import defaultdict
from dataclasses import dataclass

from laa.actions.cells import Cells
from laa.models import Commitment, Figure, QuarterlyReturn, ReturnLine, Target
from laa.queries.words import resolved_said
from laa.rules import figures, periods
from laa.rules.targets import Resolved


@dataclass(frozen=True)
class LineContext:
    """A line with what its officer needs to see. None is *nothing known*, never zero."""

    line: ReturnLine
    last_period: Figure | None
    last_year: Figure | None
    target: Target | None
    comes_to: Resolved | None
    forecast: Figure | None

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
        return said or "blank in the agreement"

    @property
    def entered_said(self) -> str:
        if self.line.value is not None:
            return figures.with_unit(self.line.value, self.unit)
        return self.line.get_figure_state_display() if self.line.figure_state else ""


def lines_in_context(quarterly_return: QuarterlyReturn) -> list[LineContext]:
    """Every line of a return with its context, in six queries, however many lines."""
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
    targets = {line.pk: _target(line, commitments, cells) for line in lines}
    return [
        LineContext(
            line=line,
            last_period=found.get((line.strand_id, periods.before(line.when).key)),
            last_year=found.get((line.strand_id, periods.year_before(line.when).key)),
            target=targets[line.pk],
            comes_to=cells.resolved(targets[line.pk]) if targets[line.pk] else None,
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


def _target(line: ReturnLine, commitments, cells: Cells) -> Target | None:
    """The target of the agreement whose term the line's period ends in."""
    for commitment in commitments[line.strand.indicator_id]:
        if commitment.agreement.starts <= line.period_end <= commitment.agreement.ends:
            return cells.target(commitment, line.strand_id, line.when)
    return None
