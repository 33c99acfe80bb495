"""Cells with one number: a value, a level, a rate with its count, an output, an estimate."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from laa.rules.figures import plain
from laa.rules.notation.comparisons import compared, is_compared
from laa.rules.notation.dated import is_a_time, read_dated
from laa.rules.notation.dates import read_period, without_dates
from laa.rules.notation.reading import ALL, NUMBER, Reading, Role, number
from laa.rules.notation.several import read_several
from laa.rules.notation.units import UNIT, unit_said
from laa.rules.periods import Period
from laa.rules.vocabulary import CellKind, CellState, Unit

_NIL = frozenset({"nil", "zero"})
_LEVEL = re.compile(r"level\s?(\d+)", re.IGNORECASE)
_YEAR_IN_FRONT = re.compile(
    r"(?P<year>(?:[AF]Y )?(?:(?:19|20)\d\d|\d{1,2})\s?[/-]\s?(?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d)\s?[:=]\s*"
)
_MAIN = re.compile(
    rf"(?P<sign>-)?£?(?P<number>{NUMBER})(?:\s?(?P<times>k|m|bn|million)\b)?"
    rf"(?:\s?(?P<unit>{UNIT}))?",
    re.IGNORECASE,
)
_TIMES = {"k": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000}

_ESTIMATE = re.compile(
    r"(?:est(?:imated?|\.)?(?: at (?P<at>\d\d/\d\d))?|around|about|approx(?:imately|\.)?|circa|c\.)"
    r"[:\s]*",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:at (?:least|most)|(?:a )?(?:minimum|maximum)(?: of)?|no[t]? (?:more|less) than"
    r"|(?:less|more) than|under|over|below|above|up to|in excess of|[<>≥≤]=?)\s*",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?P<code>[A-Z]{1,4}\d{1,4})\s*:?\s+(?=[\d.])")

_NOTE = re.compile(r"\(([^()]*)\)")
_COUNT = re.compile(rf"({NUMBER})(?:\s?%|\s+[a-z].*)?", re.IGNORECASE)
_NOT_FIRM = re.compile(
    r"\b(?:tb[ac]|to be (?:confirmed|agreed)|provisional|prov|estimated?|est|unconfirmed"
    r"|subject to|indicative|p)\b",
    re.IGNORECASE,
)
_OF_THE_YEAR = re.compile(r"\b(?:baseline|rate|figure|outturn|actual)\b", re.IGNORECASE)
_IS_A_PROXY = "A proxy stands in for the indicator itself."
_PROXY = re.compile(r"\bproxy\b", re.IGNORECASE)
_PROXY_IN_FRONT = re.compile(r"(?:a )?(?:local )?proxy[:\s]+", re.IGNORECASE)
_NO_MATTER = re.compile(r"or (?:more|less|above|below|over|under|better|fewer)", re.IGNORECASE)
_TIME = re.compile(r"(?:working )?(?:hours?|days?|weeks?|months?|years?|minutes?)", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:increase|reduction|decrease|improvement|rise|fall|growth|year[ -]on[ -]year)\b",
    re.IGNORECASE,
)
_QUALIFIES = re.compile(r"(?:cumulative|by|in|within|for|per|of|p\.?a\.?)\b", re.IGNORECASE)
_HARMLESS_NUMBER = re.compile(r"\b(?:within|per) [\d,]+\b", re.IGNORECASE)


_PLAIN = re.compile(r"(\*?)(0\.(?=\d*[1-9])\d{1,6}|[1-9]\d{0,8}(?:\.\d{1,6})?)(%| days)?")


def read_plain(text: str) -> Reading | None:
    """Half of all cells: a number with or without its star and unit. Spares the longer way."""
    match = _PLAIN.fullmatch(text)
    if not match or len(text) > 18:
        return None
    star, digits, unit = match.groups()
    return Reading(
        kind=CellKind.VALUE,
        state=CellState.NUMERIC,
        text=text,
        values={ALL: Decimal(digits)},
        unit=unit_said(unit and unit.strip()),
        is_starred=bool(star),
    )


def read_numbers(words: str, role: Role) -> Reading | None:
    """A number, however it is dressed; None where the cell is something else."""
    period, rest = _year_in_front(words, role)
    found = read_several(rest) or _nil(rest) or _level(rest) or _one(rest, role)
    return replace(found, period=period) if found and period else found


def _year_in_front(words: str, role: Role) -> tuple[str, str]:
    """“06/07: 39.4” is 39.4 in 2006/07."""
    match = _YEAR_IN_FRONT.match(words)
    period = match and read_period(match["year"], role.years)
    return (period.key, words[match.end() :]) if period else ("", words)


def _nil(words: str) -> Reading | None:
    if words.lower() not in _NIL:
        return None
    return Reading(kind=CellKind.VALUE, state=CellState.NUMERIC, values={ALL: Decimal(0)})


def _level(words: str) -> Reading | None:
    match = _LEVEL.fullmatch(words)
    return match and Reading(
        kind=CellKind.LEVEL,
        state=CellState.NUMERIC,
        values={ALL: number(match[1])},
        unit=Unit.LEVEL,
    )


def _one(words: str, role: Role) -> Reading | None:
    """One number with what is printed before and behind it."""
    front = _before(words)
    match = None if _is_a_date(words) else _MAIN.match(front.rest)
    if not match:
        return None
    behind = front.rest[match.end() :]
    if behind and is_compared(_NOTE.sub(" ", behind)):
        return compared(words)
    tail = _behind(behind, role)
    # “2% year on year increase” is no 2%.
    if tail is None or (match["unit"] and _CHANGE.search(behind)):
        return None
    value = number(match["number"]) * _TIMES.get((match["times"] or "").lower(), 1)
    reading = Reading(
        kind=CellKind.OUTPUT if tail.is_output and not match["unit"] else CellKind.VALUE,
        state=tail.state or front.state or CellState.NUMERIC,
        values={ALL: -value if match["sign"] else value},
        secondary=tail.secondary,
        period=tail.period,
        unit=unit_said(match["unit"]),
        warnings=(*front.warnings, *_multiplied(match, value), *tail.warnings),
    )
    return _perhaps_a_placeholder(reading) if role.is_target else reading


def _is_a_date(words: str) -> bool:
    """“31 March 2009” is no 31. A year alone may be a count."""
    return not words.isdigit() and not without_dates(words).strip(" .,")


def _multiplied(match: re.Match, value: Decimal) -> tuple[str, ...]:
    return (f"“{match.group().strip()}” is read as {plain(value)}.",) if match["times"] else ()


def _perhaps_a_placeholder(reading: Reading) -> Reading:
    """“0 (TBC)” too: a nought that nobody has agreed is none to be rated against."""
    is_nought = reading.values[ALL] == 0 and reading.kind == CellKind.VALUE
    if not is_nought or reading.state not in (CellState.NUMERIC, CellState.PROVISIONAL):
        return reading
    doubt = "A target of 0 is probably a placeholder. Confirm the 0, or leave it to be set."
    return replace(reading, state=CellState.PLACEHOLDER_ZERO, warnings=(*reading.warnings, doubt))


@dataclass
class _Front:
    """What stands before the number, taken off."""

    rest: str
    state: CellState | None = None
    warnings: tuple[str, ...] = ()


def _before(words: str) -> _Front:
    front = _Front(words)
    if match := _ESTIMATE.match(front.rest):
        made = f" made in {match['at']}" if match["at"] else ""
        doubt = f"An estimate{made}. Keep it apart from what was measured."
        front = _Front(front.rest[match.end() :], CellState.PROVISIONAL, (doubt,))
    if match := _PROXY_IN_FRONT.match(front.rest):
        front = _Front(front.rest[match.end() :], CellState.PROXY, (_IS_A_PROXY,))
    if match := _BOUND.match(front.rest):
        doubt = f"“{match.group().strip()}” is kept as text: reaching the number counts as met."
        front = _Front(front.rest[match.end() :], front.state, (*front.warnings, doubt))
    if match := _CODE.match(front.rest):
        doubt = f"{match['code']} is read as a code, not as a value."
        front = _Front(front.rest[match.end() :], front.state, (*front.warnings, doubt))
    return front


@dataclass
class _Tail:
    """What stands behind the number: notes in brackets, and words."""

    secondary: Decimal | None = None
    period: str = ""
    state: CellState | None = None
    is_output: bool = False
    warnings: tuple[str, ...] = ()


def _behind(text: str, role: Role) -> _Tail | None:
    """None where the words hold another number, so that the first is not the whole story."""
    words = _NOTE.sub(" ", text).strip(" .,;")
    # Straight behind the number only a blank or a bracket: "10/11" and "12,3,4" are no 10 and 12.
    if text[:1] not in {"", " ", "(", ".", ",", ";"} or text[:1] == text[:2].strip() == ",":
        return None
    if re.search(r"\d", _HARMLESS_NUMBER.sub("", without_dates(words))):
        return None
    tail = _Tail()
    for note in _NOTE.findall(text):
        _read_note(tail, note.strip(), role)
    _read_words(tail, words)
    return tail


def _read_note(tail: _Tail, note: str, role: Role) -> None:
    if period := _period(note, role):
        tail.period = period.key
    elif _PROXY.search(note) and not re.search(r"\d", note):
        tail.state = CellState.PROXY
        tail.warnings += (_IS_A_PROXY,)
    elif _NOT_FIRM.search(note):
        tail.state = CellState.PROVISIONAL
    elif is_a_time(note):
        tail.warnings += (
            f"“({note})” looks like a time, and is taken for no count. It is kept as text.",
        )
    elif (match := _COUNT.fullmatch(note)) and tail.secondary is None:
        tail.secondary = number(match[1])
    elif note:
        tail.warnings += (f"“({note})” is kept as text.",)


def _period(note: str, role: Role) -> Period | None:
    """The period a note names; a target's “(by 31 March 2011)” is no period and stays text."""
    read = read_period if role.is_target else read_dated
    return read(_OF_THE_YEAR.sub("", note), role.years)


def _read_words(tail: _Tail, words: str) -> None:
    if not words or _NO_MATTER.fullmatch(words):
        return
    if _PROXY.search(words):
        tail.state = CellState.PROXY
        tail.warnings += (_IS_A_PROXY,)
    elif _NOT_FIRM.fullmatch(words):
        tail.state = CellState.PROVISIONAL
    elif _QUALIFIES.match(words):
        tail.warnings += (f"“{words}” is kept as text. Check the period and how it builds up.",)
    else:
        tail.is_output = not _TIME.fullmatch(words)
