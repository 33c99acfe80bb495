"""How far a recommendation is, from its actions: values in, words out. No database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

NOT_STARTED, UNDER_WAY, PAUSED, DONE, CLOSED, DROPPED = (
    "not_started", "under_way", "paused", "done", "closed", "dropped",
)  # fmt: skip
"""The words of the core's actions. Done is said by the owner; closed is verified."""


class Standing(StrEnum):
    """How a recommendation stands. Only *done* counts as done."""

    DONE = "Done"
    TO_VERIFY = "Waits to be verified"
    UNDER_WAY = "Under way"
    PAUSED = "Paused"
    NOT_STARTED = "Not started"
    NO_ACTION = "No action yet"
    REJECTED = "Rejected"

    @property
    def is_open(self) -> bool:
        return self not in (Standing.DONE, Standing.REJECTED)


@dataclass(frozen=True)
class ActionAt:
    """An action as it stood on a day. `due` None: no date; `owner` blank: nobody."""

    title: str
    status: str
    due: date | None = None
    owner: str = ""
    through: str = ""
    """The action by which it is addressed; its own status is then that one's."""


def standing(actions: Sequence[ActionAt], *, is_rejected: bool = False) -> Standing:
    """Done is: every action that was not dropped is closed, and there is one.

    What was dropped is left out; if nothing else was planned there is no action.
    """
    if is_rejected:
        return Standing.REJECTED
    found = {action.status for action in actions} - {DROPPED}
    if not found:
        return Standing.NO_ACTION
    if found == {CLOSED}:
        return Standing.DONE
    if found <= {CLOSED, DONE}:
        return Standing.TO_VERIFY
    if found & {CLOSED, DONE, UNDER_WAY}:
        return Standing.UNDER_WAY
    return Standing.PAUSED if PAUSED in found else Standing.NOT_STARTED


def why_open(actions: Sequence[ActionAt], as_at: date) -> str:
    """Why it is not done, in facts; for where nobody has said it in words."""
    live = [action for action in actions if action.status != DROPPED]
    if not live:
        return "All its actions were dropped." if actions else "Nothing is planned yet."
    left = [action for action in live if action.status != CLOSED]
    said = [f"{len(left)} of {len(live)} action{'' if len(live) == 1 else 's'} not closed"]
    for count, words in (
        (sum(a.status == DONE for a in left), "done and to be verified"),
        (sum(a.status == PAUSED for a in left), "paused"),
        (sum(a.status == NOT_STARTED for a in left), "not started"),
        (sum(is_late(a, as_at) for a in left), "past the date"),
        (sum(not a.owner for a in left), "without an owner"),
        (sum(a.due is None for a in left), "without a date"),
    ):
        if count:
            said.append(f"{count} {words}")
    return f"{'; '.join(said)}."


def is_late(action: ActionAt, as_at: date) -> bool:
    over = (DONE, CLOSED, DROPPED)
    return action.status not in over and action.due is not None and action.due < as_at


def percent(part: int, whole: int) -> Decimal | None:
    """To one place; None of nothing. 100 is said only where nothing is left.

    >>> percent(5, 8)
    Decimal('62.5')
    """
    if not whole:
        return None
    found = (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return min(found, Decimal("99.9")) if part < whole else found
