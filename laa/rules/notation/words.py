"""Cells without a number: placeholders, with the day by which they were to be filled, and tests."""

import re

from laa.rules.notation.dates import last_day
from laa.rules.notation.reading import NUMBER, Reading, Role
from laa.rules.vocabulary import CellKind, CellState

_TO_BE = (
    r"to be (?:set|agreed|confirmed|established|determined|decided|negotiated|announced|developed)"
)
_PLACEHOLDERS = tuple(
    (state, re.compile(pattern, re.IGNORECASE))
    for state, pattern in (
        (CellState.DELAYED, r"\bindicator (?:is )?(?:delayed|postponed)|\bdelayed until\b"),
        (CellState.DEFERRED, r"\bdeferred\b|\bpostponed\b"),
        (CellState.NEW_COLLECTION, r"\bnew (?:data )?collection\b|\bcollection to be introduced\b"),
        (
            CellState.PENDING,
            r"\bsurvey to be\b|\bsurvey (?:due|planned)\b"
            r"|^(?:baseline )?(?:data )?(?:not )?available (?!to |for )"
            r"|^(?:n/?a|not available) (?:until|\()|\bawait(?:ed|ing)\b",
        ),
        (
            CellState.TO_BE_SET,
            rf"\b{_TO_BE}\b|^tb[acd]\b|^set (?=[a-z]+ '?\d)|\bnot yet (?:set|agreed)\b",
        ),
        (CellState.NOT_SET, r"^not set\b|^no targets?\b"),
    )
)
_SIGNIFICANT = re.compile(r"\bstatistical(?:ly)? significan", re.IGNORECASE)
_IMPROVEMENT = re.compile(
    r"\bmeasurable (?:improvement|increase|decrease|reduction|change)", re.IGNORECASE
)
_TWO_SURVEYS = re.compile(r"\bin ((?:19|20)\d\d)\b.*\bin ((?:19|20)\d\d)\b")
_BEGINS_WITH_A_NUMBER = re.compile(rf"[-+£<>≥≤]*\s*(?:{NUMBER})(?![/\d])")
_PERCENT = re.compile(rf"(?:{NUMBER})\s?%")


def read_words(words: str, role: Role) -> Reading | None:
    """A placeholder. A number with “(TBC)” behind it is a number, and not for here."""
    if _BEGINS_WITH_A_NUMBER.match(words):
        return None
    for state, pattern in _PLACEHOLDERS:
        if pattern.search(words):
            # What is still to be set is a target; what is still to be established a baseline.
            if state == CellState.TO_BE_SET and not role.is_target:
                state = CellState.PENDING
            return Reading(
                kind=CellKind.NONE,
                state=state,
                due=last_day(words),
                warnings=_a_number_beside_it(words),
            )
    return None


def _a_number_beside_it(words: str) -> tuple[str, ...]:
    if found := _PERCENT.search(words):
        return (f"“{words}” prints {found.group()} too. It is not used; say if it is the target.",)
    return ()


def read_test(words: str, role: Role) -> Reading | None:
    """A target that is a test, not a number. “To be set at …” in front makes it a placeholder."""
    lower = words.casefold()
    if "significan" not in lower and "measurable" not in lower:
        # Most cells: two patterns that look everywhere in them would find nothing.
        return None
    for kind, pattern in (
        (CellKind.SIGNIFICANT_CHANGE, _SIGNIFICANT),
        (CellKind.MEASURABLE_IMPROVEMENT, _IMPROVEMENT),
    ):
        if match := pattern.search(words):
            if _is_placeholder(words[: match.start()]):
                return None
            return Reading(kind=kind, state=CellState.TEST, base=_first_survey(words))
    return None


def _is_placeholder(words: str) -> bool:
    return any(pattern.search(words) for _, pattern in _PLACEHOLDERS)


def _first_survey(words: str) -> str:
    match = _TWO_SURVEYS.search(words)
    return f"{match[1]}-CY" if match else ""
