"""How a project's delivery stands on a day, in the words of the Towns Fund return.

Not yet started; ongoing, on track; ongoing, delayed; completed; and, for one that is paused, other.
A milestone is late that is past its date and not reached; one without a date is never late. Where
no milestone has a date nothing says that delivery is on track, and that is said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Delivery(StrEnum):
    NOT_STARTED = "Not yet started"
    ON_TRACK = "Ongoing, on track"
    DELAYED = "Ongoing, delayed"
    NOT_SAID = "Ongoing; no milestone with a date says whether it is on track"
    COMPLETED = "Completed"
    PAUSED = "Other: paused"
    ENDED_SHORT = "Other: ended with milestones not reached"


@dataclass(frozen=True)
class Step:
    """A milestone as at a day; `delay` says what holds it up, "" where nobody said."""

    title: str
    due: date | None
    is_reached: bool
    delay: str = ""

    def is_late(self, as_at: date) -> bool:
        return not self.is_reached and self.due is not None and self.due < as_at


def delivery(status: str, starts: date, ends: date, steps: Sequence[Step], as_at: date) -> Delivery:
    """`status` is the project's: running, paused or ended. Running on past its end is delayed."""
    if status == "paused":
        return Delivery.PAUSED
    if status == "ended":
        is_done = all(step.is_reached for step in steps)
        return Delivery.COMPLETED if is_done else Delivery.ENDED_SHORT
    if as_at < starts:
        return Delivery.NOT_STARTED
    if as_at > ends or late(steps, as_at):
        return Delivery.DELAYED
    return Delivery.ON_TRACK if any(step.due for step in steps) else Delivery.NOT_SAID


def late(steps: Sequence[Step], as_at: date) -> list[Step]:
    return [step for step in steps if step.is_late(as_at)]


def leading_factors(steps: Sequence[Step], as_at: date) -> list[str]:
    """What holds up most of the late ones; several where they are as many, none where none said."""
    counts = Counter(step.delay for step in late(steps, as_at) if step.delay)
    most = max(counts.values(), default=0)
    return sorted(factor for factor, count in counts.items() if count == most)
