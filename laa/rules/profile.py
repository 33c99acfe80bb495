"""A year's target spread over its quarters: where a straight line, or last year's shape, would be.

A year's target is never simply divided by four unless somebody chooses that: what comes from here
is a proposal, which a person saves as milestones, or the aim of a rule that says “straight line”.
The year's end has no milestone: there the target itself counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laa.rules.periods import Period
from laa.rules.vocabulary import Accumulation

QUARTERS = 4


@dataclass(frozen=True)
class Line:
    """A straight line from where things stood to what is aimed at, by whole months.

    `start` is the value at the end of the day before `begins`; `aim` the value at the end of
    `ends`.
    """

    start: Decimal
    aim: Decimal
    begins: date
    ends: date

    def at(self, day: date) -> Decimal:
        """Where the line stands at the end of a day. Before it begins it has not begun to rise."""
        whole, gone = _months(self.begins, self.ends), _months(self.begins, day)
        if whole <= 0:
            return self.aim
        return self.start + (self.aim - self.start) * min(max(gone, 0), whole) / whole


def _months(first: date, last: date) -> int:
    """Whole months from the first day of one month to the last day of another."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def on_the_line(line: Line, when: Period, accumulates: Accumulation) -> Decimal:
    """What a period's figure should be on a straight line, in the way the figure builds up.

    A count of the period alone is the step the line makes in it; a count for the year begins at
    nought; anything else stands where the line stands.
    """
    if accumulates not in (Accumulation.PERIOD, Accumulation.YEAR_TO_DATE):
        return line.at(when.end)
    from_nought = Line(Decimal(0), line.aim, line.begins, line.ends)
    reached = from_nought.at(when.end)
    if accumulates == Accumulation.YEAR_TO_DATE:
        return reached
    before = date.fromordinal(when.start.toordinal() - 1)
    return reached - from_nought.at(before)


def last_years_shape(
    aim: Decimal,
    quarters: Sequence[Decimal | None],
    accumulates: Accumulation,
    *,
    start: Decimal | None = None,
    last_start: Decimal | None = None,
) -> list[Decimal] | None:
    """The first three quarters of a year that goes as last year's four did, but ends at the aim.

    Of a count since the agreement began, `start` is where this year and `last_start` where last
    year began. None where a quarter is missing, or last year came to nothing.
    """
    if len(quarters) != QUARTERS or any(value is None for value in quarters):
        return None
    first, begun = Decimal(0), Decimal(0)
    if accumulates == Accumulation.WHOLE_AGREEMENT:
        if start is None or last_start is None:
            return None
        first, begun = start, last_start
    whole = sum(quarters) if accumulates == Accumulation.PERIOD else quarters[-1] - begun
    if not whole:
        return None
    return [first + (aim - first) * (value - begun) / whole for value in quarters[:-1]]


def rounded(values: Sequence[Decimal], places: int) -> list[Decimal]:
    """As the indicator's figures are printed."""
    unit = Decimal(1).scaleb(-places)
    return [value.quantize(unit) for value in values]
