"""Cells that hold more than one number: sexes, a range, lettered parts."""

import re

from laa.rules.notation.reading import ALL, NUMBER, Reading, number
from laa.rules.notation.units import UNIT, unit_said
from laa.rules.vocabulary import CellKind, CellState, Unit

_SEXES = {
    "m": ("m", "male", "males", "men", "boys"),
    "f": ("f", "female", "females", "women", "girls"),
}
_STRAND = {word: strand for strand, words in _SEXES.items() for word in words}
_SEX = "|".join(sorted(_STRAND, key=len, reverse=True))
_ENDS = r"(?=$|[\s,;/&])"
_SEX_PATTERNS = (
    re.compile(rf"(?P<number>{NUMBER})\s?%?\s?\(?(?P<sex>{_SEX})\)?{_ENDS}", re.IGNORECASE),
    re.compile(
        rf"\(?\b(?P<sex>{_SEX})\)?\s?[:=]?\s?(?P<number>{NUMBER})\s?%?{_ENDS}", re.IGNORECASE
    ),
)
_LETTERS = re.compile(r"[fwg]", re.IGNORECASE)
"""One of which is in every word for women or girls: most cells have none."""
_BETWEEN = re.compile(r"[\s,;/&]*(?:and\s+)?")

_RANGE = re.compile(
    rf"(?:between )?(?P<low>{NUMBER})\s?(?:{UNIT})?\s?(?:-|–|to|and)\s?"
    rf"(?P<high>{NUMBER})\s?(?P<unit>{UNIT})?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d")
_PART = re.compile(
    rf"(?P<key>[a-h])\)\s*(?P<number>{NUMBER})\s*(?P<words>[^)]*?)(?=\s*\b[a-h]\)|$)"
)


def read_several(words: str) -> Reading | None:
    """What a cell with more than one number says; None where it holds one or none."""
    return _sexes(words) or _range(words) or _parts(words)


def _sexes(words: str) -> Reading | None:
    """“791(m) 561(f)”, “Male 791, female 561”."""
    if not _LETTERS.search(words):
        return None
    for pattern in _SEX_PATTERNS:
        found = list(pattern.finditer(words))
        values = {_STRAND[match["sex"].lower()]: number(match["number"]) for match in found}
        if len(found) == len(values) == 2 and _BETWEEN.fullmatch(pattern.sub("", words)):
            unit = Unit.PERCENT if "%" in words else None
            return Reading(kind=CellKind.VALUE, state=CellState.NUMERIC, values=values, unit=unit)
    return None


def _range(words: str) -> Reading | None:
    """“80-85%”, “between 4 and 6”. Two years with a dash are a time, not a range."""
    match = _RANGE.fullmatch(words)
    if not match or _YEARS.fullmatch(words):
        return None
    low, high = number(match["low"]), number(match["high"])
    if high <= low:
        return None
    return Reading(
        kind=CellKind.RANGE,
        state=CellState.NUMERIC,
        values={ALL: low},
        secondary=high,
        unit=unit_said("%" if "%" in words else match["unit"]),
    )


def _parts(words: str) -> Reading | None:
    """“a) 5 Hectares b) 500 Trees”: several things promised in one cell."""
    found = list(_PART.finditer(words)) if ")" in words else []
    if len(found) < 2 or _PART.sub("", words).strip(" ,;"):
        return None
    units = ", ".join(match["words"].strip() or "no unit" for match in found)
    return Reading(
        kind=CellKind.OUTPUT,
        state=CellState.NUMERIC,
        values={match["key"]: number(match["number"]) for match in found},
        labels={match["key"]: f"{match['key']}) {match['words']}".strip() for match in found},
        warnings=(f"“{words}” holds {len(found)} things ({units}). Each is kept as a strand.",),
    )
