"""What has to be said beside a figure before it can be handed on.

Councils asked for it in one voice: a red without a word about what is done is no report (Oldham),
and a missing number is in order when its reason is given (Oxford found months of blanks that nobody
had explained).
"""

from decimal import Decimal

from laa.rules import figures
from laa.rules.vocabulary import FigureState, Rating, Unit


def unsaid(state: str, commentary: str, recovery: str, *, needs_recovery: bool) -> str:
    """What is still to be said, as a sentence; "" is nothing.

    `state` "" is a line on which nothing was typed: of that nothing is asked yet. `needs_recovery`
    says that the figure is off track and its partnership wants to read what is done about it.
    """
    if not state:
        return ""
    if not FigureState(state).has_number:
        return "" if commentary.strip() else "Say why there is no figure."
    if not needs_recovery:
        return ""
    missing = []
    if not commentary.strip():
        missing.append("why")
    if not recovery.strip():
        missing.append("what is done about it")
    return f"Off track: say {' and '.join(missing)}." if missing else ""


def wants_evidence(unit: str, value: Decimal | None) -> bool:
    """Whether a figure counts only once a file shows it: a level is claimed by what was done.

    NI 188 was judged so: each of its levels lists what an area must be able to show. Level 0 claims
    nothing.
    """
    return unit == Unit.LEVEL and bool(value)


def unshown(value: Decimal) -> str:
    """What is asked of a level that no file shows."""
    return f"{figures.with_unit(value, Unit.LEVEL)} counts once a file shows it: add the evidence."


def prompt(state: str, rating: str | None) -> str:
    """The question that the commentary answers. `rating` None: there is nothing to rate yet."""
    if not state:
        return "What lies behind the figure? Where there is none, say why."
    if not FigureState(state).has_number:
        return "Why is there no figure, and when will there be one?"
    if rating == Rating.OFF_TRACK:
        return "Why is it off track?"
    if rating == Rating.AT_RISK:
        return "Why is it at risk?"
    return "What lies behind it? You need not say anything."
