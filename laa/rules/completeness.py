"""How complete a round is, and how punctual: counts with what they are out of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

TENTH = Decimal("0.1")
WHOLE = Decimal(100)


class Timing(StrEnum):
    """Where something stands against its due date, in words."""

    ON_TIME = "On time"
    LATE = "Returned late"
    OVERDUE = "Overdue"
    NOT_DUE = "Not due yet"
    SET_ASIDE = "Set aside"


def timing(*, is_set_aside: bool, returned_on: date | None, due: date, today: date) -> Timing:
    """`returned_on` is the day it was first handed in, None while it was not.

    What is handed in on the due date is on time. What was handed in on time, sent back and handed
    in again stays on time: the certifier's question is not the officer's delay.
    """
    if is_set_aside:
        return Timing.SET_ASIDE
    if returned_on is not None:
        return Timing.ON_TIME if returned_on <= due else Timing.LATE
    return Timing.OVERDUE if today > due else Timing.NOT_DUE


@dataclass(frozen=True)
class Standing:
    """One thing asked for: whether it is entered, and how it stands against its due date."""

    is_entered: bool
    timing: Timing
    is_extended: bool = False

    @property
    def is_set_aside(self) -> bool:
        return self.timing == Timing.SET_ASIDE

    @property
    def is_outstanding(self) -> bool:
        return not (self.is_entered or self.is_set_aside)


@dataclass(frozen=True)
class Tally:
    """Counts of things asked for. What was set aside is not in `asked`, which the others are of."""

    asked: int = 0
    entered: int = 0
    on_time: int = 0
    late: int = 0
    overdue: int = 0
    extended: int = 0
    set_aside: int = 0

    @property
    def outstanding(self) -> int:
        return self.asked - self.entered

    @property
    def share(self) -> Decimal | None:
        """The percentage entered, to a tenth; None of nothing.

        100 only where nothing is missing, and 0 only where nothing is entered.
        """
        if not self.asked:
            return None
        if self.entered in (0, self.asked):
            return WHOLE if self.entered else Decimal(0)
        exact = WHOLE * self.entered / self.asked
        return min(max(exact.quantize(TENTH, ROUND_HALF_UP), TENTH), WHOLE - TENTH)


def tally(standings: Iterable[Standing]) -> Tally:
    """The counts of one round or supplier; what was set aside is counted apart."""
    found = list(standings)
    asked = [each for each in found if not each.is_set_aside]

    def count(which: Timing) -> int:
        return sum(each.timing == which for each in asked)

    return Tally(
        asked=len(asked),
        entered=sum(each.is_entered for each in asked),
        on_time=count(Timing.ON_TIME),
        late=count(Timing.LATE),
        overdue=count(Timing.OVERDUE),
        extended=sum(each.is_extended for each in asked),
        set_aside=len(found) - len(asked),
    )


def together(standings: Iterable[Standing]) -> Standing | None:
    """Several things as one: entered if all are, as late as its latest. None of nothing.

    Parts that were set aside do not hold the others.
    """
    found = list(standings)
    if not found:
        return None
    asked = [each for each in found if not each.is_set_aside]
    if not asked:
        return found[0]
    order = (Timing.OVERDUE, Timing.LATE, Timing.NOT_DUE, Timing.ON_TIME)
    return Standing(
        is_entered=all(each.is_entered for each in asked),
        timing=min((each.timing for each in asked), key=order.index),
        is_extended=any(each.is_extended for each in asked),
    )
