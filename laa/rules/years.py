"""A year's value from its quarters or months. Derived whenever it is wanted, and stored nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from laa.rules.figures import ratio
from laa.rules.periods import Period, target_year, window, year_before
from laa.rules.vocabulary import Accumulation, Unit

QUARTERS = 4
MONTHS = 12


@dataclass(frozen=True)
class Part:
    """A quarter or a month. `value` None is no figure; a ratio has both its parts too."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def year_of(
    quarters: Sequence[Part | None],
    accumulates: Accumulation,
    unit: Unit,
    *,
    of: int = QUARTERS,
) -> Decimal | None:
    """The year's value from its quarters in order; None stands for a quarter without a figure.

    `of` is how many parts make the year: MONTHS where its figures come every month.

    Quarters that stand alone add, ratios by numerator and denominator. Anything else is where the
    fourth quarter stands. None if what it takes is missing: a sum without a quarter would be
    somebody else's figure, and percentages without their parts do not add.
    """
    if accumulates != Accumulation.PERIOD:
        return quarters[-1].value if quarters and quarters[-1] else None
    parts = [part for part in quarters if part and part.value is not None]
    if len(parts) < of:
        return None
    if all(part.denominator is not None and part.numerator is not None for part in parts):
        return ratio(sum(p.numerator for p in parts), sum(p.denominator for p in parts), unit)
    if unit in (Unit.PERCENT, Unit.LEVEL):
        return None
    return sum(part.value for part in parts)


def told_of(of: Period, accumulation: Accumulation, begins: date) -> Period:
    """The days of which a figure for this period tells, where it is a count of what happened.

    `begins` is the first day of the agreement, for what adds up since then. A snapshot of a count
    is read as the period's own.
    """
    match accumulation:
        case Accumulation.YEAR_TO_DATE:
            return window(min(target_year(of).start, of.start), of.end)
        case Accumulation.ROLLING_YEAR:
            return window(year_before(of).end + timedelta(days=1), of.end)
        case Accumulation.WHOLE_AGREEMENT:
            return window(min(begins, of.start), of.end)
    return of
