"""What is not as it should be with a figure, and how much a revision moved it."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Fault(StrEnum):
    """A reason to look at a figure again, as pages call it. None of them says it is wrong."""

    MISSING = "Missing"
    LATE = "Late"
    REVISED = "Revised"
    UNEXPLAINED = "Unexplained"
    NOT_FINAL = "Not final yet"


def revised_by(before: Decimal | None, after: Decimal | None) -> tuple[Decimal, Decimal | None]:
    """How far a revision moved a figure: in its own unit, and in percent of what it was.

    The percentage is to a tenth, and None where the figure was nought. A figure that came or went
    moved by nothing that can be told: both must be numbers.

    >>> revised_by(Decimal("40"), Decimal("42"))
    (Decimal('2'), Decimal('5.0'))
    """
    if before is None or after is None:
        raise ValueError("Only a number that follows a number is a revision.")
    moved = after - before
    if before == 0:
        return moved, None
    percent = (100 * moved / abs(before)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return moved, percent
