"""When a promise must be looked at: what its signed-off words, one after another, give cause for.

Open peers flag late reports and never an off-track target; these are the causes that councils'
own reports name: red now, red or amber twice running, a year's end that its owner gives up, a red
strand under a green total, and late actions under a green figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from laa.rules import periods
from laa.rules.vocabulary import Outlook, Rating


class Cause(StrEnum):
    """Why something must be looked at; the same words as the flags' reasons."""

    OFF_TRACK = "off-track"
    AT_RISK_TWICE = "at-risk-twice"
    OFF_TRACK_TWICE = "off-track-twice"
    OUTLOOK_WONT = "outlook-wont"
    PROJECTED_MISS = "projected-miss"
    RED_STRAND = "red-strand"
    OVERDUE_ACTIONS = "overdue-actions"


RATED = frozenset({Rating.BETTER, Rating.ON_TRACK, Rating.AT_RISK, Rating.OFF_TRACK})
GOOD = frozenset({Rating.BETTER, Rating.ON_TRACK})


@dataclass(frozen=True)
class Word:
    """What was signed off of one period: its rating and its owner's outlook ("" for none)."""

    period: str
    rating: str
    outlook: str = ""


RUNNING = 2
"""How many periods one after another are “running”, where a partnership chose no number."""


def causes(words: Sequence[Word], *, running: int = RUNNING) -> set[Cause]:
    """The causes in one strand's words, one a period, earliest first.

    A period that was not rated neither opens nor closes anything, but it does part two reds: only
    periods that follow each other are “running”, and it takes `running` of them. The newest outlook
    counts, rated or not.
    """
    found = set()
    if words and words[-1].outlook == Outlook.WONT:
        found.add(Cause.OUTLOOK_WONT)
    rated = [word for word in words if word.rating in RATED]
    if not rated:
        return found
    now, lately = rated[-1].rating, _running(rated, running)
    if now == Rating.OFF_TRACK:
        found.add(Cause.OFF_TRACK)
    if len(lately) == running and set(lately) <= {Rating.AT_RISK, Rating.OFF_TRACK}:
        if set(lately) == {Rating.OFF_TRACK}:
            found.add(Cause.OFF_TRACK_TWICE)
        elif now == Rating.AT_RISK:
            found.add(Cause.AT_RISK_TWICE)
    return found


def _running(rated: Sequence[Word], most: int) -> list[str]:
    """The newest rating and those of the periods just before it, so far as they were rated."""
    found = [rated[-1]]
    for word in reversed(rated[:-1]):
        if (
            len(found) == most
            or periods.before(periods.period(found[-1].period)).key != word.period
        ):
            break
        found.append(word)
    return [word.rating for word in found]


def recovery_asked(lead: str, in_hand: int, *, is_answered: bool = False) -> str:
    """What a performance flag asks of the partner that answers for the promise, in a sentence.

    `in_hand` counts the actions of its plan that are being done; 0 where there is no plan too.
    Once it is answered nothing more is asked; what is in hand is still said.

    >>> recovery_asked("Luton tPCT", 0)
    'No action is in hand: Luton tPCT is asked for a recovery action.'
    """
    doing = "1 action of its plan is" if in_hand == 1 else f"{in_hand} actions of its plan are"
    if is_answered:
        return f"{doing if in_hand else 'No action is'} in hand."
    if not in_hand:
        return f"No action is in hand: {lead} is asked for a recovery action."
    enough = "it is" if in_hand == 1 else "they are"
    return f"{doing} in hand: {lead} is asked whether {enough} enough, or for a recovery action."


def is_hidden(strand: str, total: str | None) -> bool:
    """Whether a strand is off track under a total that is not; None: the total is not rated."""
    return strand == Rating.OFF_TRACK and total in RATED - {Rating.OFF_TRACK}


def is_late_under_green(rating: str | None, overdue: int) -> bool:
    """Whether actions are overdue while the figure is on track and nobody would ask."""
    return overdue > 0 and rating in GOOD
