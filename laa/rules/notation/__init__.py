"""Reading one printed cell: the words of a baseline or a target in, what they say and doubts out.

    >>> read_target("*-32% (29.3)").change
    Decimal('-32')

Nothing is guessed silently. What cannot be read is kept as text, with a warning; what can be read
in two ways is read in the likelier one, with a warning that says so. The rules come from agreements
as they were published: Luton's of 2008 for the most part, and the reports of other areas.
"""

from collections.abc import Callable
from dataclasses import replace

from laa.rules.figures import is_kept
from laa.rules.notation.changes import read_change
from laa.rules.notation.in_words import in_words
from laa.rules.notation.numbers import read_numbers, read_plain
from laa.rules.notation.reading import Reading, Role, said
from laa.rules.notation.words import read_test, read_words
from laa.rules.vocabulary import CellKind, CellState, Frequency, Polarity

__all__ = ["Reading", "in_words", "read_baseline", "read_target"]

_BLANK = frozenset({""})
_NONE = frozenset({"-", "–", "—", "n/a", "na", "n.a.", "none", "not available", "not applicable"})
_NONE_SAID = frozenset({"not known", "unknown", "not collected", "no data", "x", "z"})

_READERS: tuple[Callable[[str, Role], Reading | None], ...] = (
    read_test,
    read_words,
    read_change,
    read_numbers,
)
_READERS_OF_WORDS = (read_test, read_words)
_LONGEST_WITH_A_NUMBER = 400
"""Characters. A longer cell is prose; looking for numbers in it would take long for nothing."""


def read_target(
    text: str, *, years: Frequency = Frequency.FINANCIAL_YEAR, polarity: Polarity | None = None
) -> Reading:
    """What a printed target says.

    `years` is the kind of year the document's columns have: “06/07” is an academic year in a table
    of school results. `polarity` is asked for one thing only: which way an “improvement” goes.
    A bare nought is read as a probable placeholder; the row it stands in may say otherwise.
    """
    return _read(text, Role(is_target=True, years=years, polarity=polarity))


def read_baseline(
    text: str, *, years: Frequency = Frequency.FINANCIAL_YEAR, polarity: Polarity | None = None
) -> Reading:
    """What a printed baseline says; `period` is the one it names, "" if it names none.

    A baseline of nought is a nought.
    """
    return _read(text, Role(is_target=False, years=years, polarity=polarity))


def _read(text: str, role: Role) -> Reading:
    if found := read_plain(text):
        return found
    words = said(text)
    found = _nothing(words) or _first(words, role) or _unread(words)
    return replace(found, text=" ".join(text.split()), is_starred=text.lstrip().startswith("*"))


def _nothing(words: str) -> Reading | None:
    bare = words.casefold().rstrip(".")
    if bare in _BLANK:
        return Reading(kind=CellKind.NONE, state=CellState.BLANK)
    if bare in _NONE | _NONE_SAID:
        return Reading(kind=CellKind.NONE, state=CellState.NOT_AVAILABLE)
    return None


def _first(words: str, role: Role) -> Reading | None:
    for reader in _READERS if len(words) <= _LONGEST_WITH_A_NUMBER else _READERS_OF_WORDS:
        if found := reader(words, role):
            return found if _fits(found) else None
    return None


def _fits(reading: Reading) -> bool:
    """Whether the database can keep the numbers as they are printed."""
    numbers = [*reading.values.values(), reading.change, reading.secondary]
    return all(is_kept(value) for value in numbers if value is not None)


def _unread(words: str) -> Reading:
    return Reading(
        kind=CellKind.NONE,
        state=CellState.UNREAD,
        warnings=(f"“{words}” could not be read. It is kept as text; say what it means.",),
    )
