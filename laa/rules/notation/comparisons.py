"""Numbers that compare: “50 more than baseline”, “15 above regional average”, “5 pp”.

The number is not what is to be reached. Which number that is the words do not say for sure, so it
is left to a person. Changes in percent, and in points with a direction, are read in `changes`.
"""

import re

from laa.rules.notation.reading import Reading
from laa.rules.vocabulary import CellKind, CellState

_POINTS = re.compile(
    r"(?:percentage|percent|per ?cent|%)?(?:-| )?(?:points?|pts?)\b|pp(?:ts?)?\b|p\.p\.",
    re.IGNORECASE,
)
_STRAIGHT_BEHIND = re.compile(r"(?:above|below|higher|lower|better|worse)\b", re.IGNORECASE)
_ANYWHERE = re.compile(
    r"\b(?<!or )(?:more|less|fewer)\b|\b(?:higher|lower|better|worse) than\b"
    r"|\b(?:above|below|over) (?:the )?(?:(?:national|regional|county|england) )?"
    r"(?:average|mean|baseline|base line)\b"
    r"|\b(?:from|on|of|against) (?:the )?base ?line\b"
    r"|\b(?:increase|decrease|reduction|rise|fall|drop|decline|growth|improvement)\b",
    re.IGNORECASE,
)


def is_compared(behind: str) -> bool:
    """Whether the words behind a number make a comparison of it; “95% or more” is none."""
    words = behind.strip(" .,;")
    if len(words) < 2:
        # Most numbers: nothing behind them, or their unit was all.
        return False
    return bool(_POINTS.match(words) or _STRAIGHT_BEHIND.match(words) or _ANYWHERE.search(words))


def compared(words: str) -> Reading:
    """Kept as text: no number of it is a value."""
    return Reading(
        kind=CellKind.NONE,
        state=CellState.UNREAD,
        warnings=(
            f"“{words}” compares and names no number to be reached. It is kept as text; type the "
            "number that is meant, or the change in percent or points with its direction and base.",
        ),
    )
