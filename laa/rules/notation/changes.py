"""Targets that are changes of something: percent and points differ, and the base may move."""

import re

from laa.rules.notation.dates import read_period
from laa.rules.notation.reading import ALL, NUMBER, Reading, Role, number
from laa.rules.vocabulary import CellKind, CellState, Polarity

_POINTS = r"(?:percentage|percent|per ?cent|%)?(?:-| )?(?:points?|pts?)\b|pp(?:ts?)?\b|p\.p\."
_PERCENT = r"%|per ?cent\b"
_MORE = r"increase|rise|growth|more|higher|above|gain"
_LESS = r"decrease|reduction|fall|drop|cut|fewer|less|lower|below|decline"
_GOOD = r"improvement|better"
_HOW_MUCH = rf"(?P<sign>[-+])?\s?(?P<number>{NUMBER})\s?(?P<unit>{_POINTS}|{_PERCENT})"

_NUMBER_FIRST = re.compile(
    rf"(?:an? )?{_HOW_MUCH}\s+(?P<word>{_MORE}|{_LESS}|{_GOOD})\b\s*(?P<rest>.*)", re.IGNORECASE
)
_WORD_FIRST = re.compile(
    r"(?:to )?(?:an? )?(?P<word>increase|reduc|decrease|improve|rise|fall|cut)"
    rf"[a-z]*(?: (?:by|of))\s+{_HOW_MUCH}\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?P<sign>[-+])\s?(?P<number>{NUMBER})\s?(?P<unit>{_POINTS}|{_PERCENT})\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_RESULT = re.compile(rf"\((?:to )?(?P<result>{NUMBER})\s?%?\)\s*(?P<rest>.*)")
_WHEN = re.compile(r"(?:by|in|within|for|each|per|a|over)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"between\b.*?\b(?P<first>(?:19|20)\d\d)\b.*?\b(?:19|20)\d\d\b", re.IGNORECASE
)
_OF = re.compile(
    r"(?:on|from|of|against|than|over|below|above|compared (?:to|with)|relative to)\s+"
    r"(?:(?:the|a|an|those|that) )*(?:(?:obtained|achieved|recorded) )?(?:(?:in|for) )?"
    r"(?P<base>.+)",
    re.IGNORECASE,
)
_BASELINE_WORD = re.compile(
    r"\s*\b(?:baseline|base ?line|base|level|levels|outturn)s?\b(?: (?:year|figure|rate))?",
    re.IGNORECASE,
)
_LESSENING = (
    "decrease",
    "reduc",
    "fall",
    "drop",
    "cut",
    "fewer",
    "less",
    "lower",
    "below",
    "decline",
)


def read_change(words: str, role: Role) -> Reading | None:
    """“2% decrease on baseline”, “-32% (29.3)”, “7 percentage point increase between …”."""
    for pattern in (_NUMBER_FIRST, _WORD_FIRST, _SIGNED):
        if match := pattern.fullmatch(words):
            return _reading(match, words, role)
    return None


def _reading(match: re.Match, words: str, role: Role) -> Reading | None:
    word = (match.groupdict().get("word") or "").lower()
    sign = _sign(word, match["sign"], role.polarity)
    is_points = not re.fullmatch(_PERCENT, match["unit"], re.IGNORECASE)
    kind = CellKind.POINTS_CHANGE if is_points else CellKind.PERCENT_CHANGE
    result, rest = _result(match["rest"])
    if sign is None:
        return Reading(
            kind=kind,
            state=CellState.UNREAD,
            warnings=(
                f"“{words}”: an improvement is up or down. Say which way is good, or the sign.",
            ),
        )
    base = _base(rest, role, has_result=result is not None)
    return Reading(
        kind=kind,
        state=CellState.RELATIVE,
        values={ALL: number(result)} if result else {},
        change=sign * abs(number(match["number"])),
        base=base,
        warnings=tuple(_doubts(words, is_points=is_points, base=base, result=result)),
    )


def _sign(word: str, sign: str | None, polarity: Polarity | None) -> int | None:
    """Down is -1. None where only the polarity could say, and it does not."""
    if word.startswith(_LESSENING):
        return -1
    if word.startswith(("improve", "better")):
        return {Polarity.UP: 1, Polarity.DOWN: -1}.get(polarity)
    if word:
        return 1
    return -1 if sign == "-" else 1


def _result(rest: str) -> tuple[str | None, str]:
    match = _RESULT.match(rest)
    return (match["result"], match["rest"]) if match else (None, rest)


def _base(rest: str, role: Role, *, has_result: bool) -> str:
    """What the change is a change of, in canonical form: see `Reading`."""
    rest = rest.strip(" .")
    if match := _BETWEEN.match(rest):
        return f"{match['first']}-CY"
    match = _OF.fullmatch(rest)
    if not match and _WHEN.match(rest):
        return ""
    if not rest:
        # “-32% (29.3)” states its result, so the baseline it starts from is the row's own.
        return "baseline" if has_result else ""
    words = match["base"].strip(" .") if match else rest
    bare = _BASELINE_WORD.sub("", words).strip(" .,")
    if match and not bare:
        return "baseline"
    period = read_period(bare, role.years)
    return period.key if period else words


def _doubts(words: str, *, is_points: bool, base: str, result: str | None):
    if not base:
        yield f"“{words}” does not say what it is a change of. Name the baseline or a year."
    if not is_points and result is None:
        yield (
            f"“{words}” does not say whether it means percent or percentage points. "
            "It is read as percent; say so if points are meant."
        )
