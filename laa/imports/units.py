"""What a row is measured in and which way is good: as printed, else as the catalogue proposes.

What stands in a column and cannot be read, or could be read in two ways, is said in its own words.
"""

import re
from dataclasses import dataclass

from laa.catalogue import NationalIndicator
from laa.imports.cells import PrintedCell
from laa.rules.vocabulary import CellKind, Polarity, Unit

_UNITS = (
    (Unit.PERCENT, r"%|per ?cent|proportion"),
    (Unit.DAYS, r"days?\b"),
    (Unit.LEVEL, r"levels?\b"),
    (Unit.RATE, r"rate\b|\bper\b"),
    (Unit.NUMBER, r"numbers?|count|£|no\b"),
)
_PLAIN = re.compile(
    r"(?:%|per ?cent(?:age)?s?|proportions?|days?|levels?|rates?|numbers?|counts?|nos?\.?)", re.I
)
"""A unit in words that say no more than its kind does."""
_POLARITIES = (
    (Polarity.STAY_CLOSE, r"(?:on|to) plan|close|within range|in range"),
    (Polarity.NONE, r"neither|none|neutral|information|context"),
    (Polarity.UP, r"high|up|more|increas|bigger|max|ris(?:e|ing)"),
    (Polarity.DOWN, r"low|down|less|fewer|decreas|reduc|small|min|fall"),
)
_NO_POLARITY = re.compile(r"[-–—]+|n/?a|plan|target|range", re.IGNORECASE)
"""Cells that mean something only where nothing else is in them."""


@dataclass(frozen=True)
class Way:
    """Which way is good, who says so, and what is doubtful about it."""

    polarity: Polarity | None
    basis: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """A row's unit; `detail` is what its column prints beyond that, “per 1,000 people”."""

    unit: Unit | None
    detail: str = ""
    doubts: tuple[str, ...] = ()


def way_of(printed: str, national: NationalIndicator | None) -> Way:
    """Which way is good, and who says so. Never from the targets: they may run against it."""
    found = _ways(printed)
    proposed = Polarity(national.polarity) if national and national.polarity else None
    if len(found) == 1:
        return Way(found[0], "printed in the document", _against(found[0], proposed))
    doubts: tuple[str, ...] = ()
    if found:
        doubts = (f"“{printed}” says two ways that are good. Choose the polarity.",)
    elif printed:
        doubts = (f"“{printed}” does not say which way is good. Choose the polarity.",)
    if proposed and not found:
        return Way(proposed, f"National Indicator Set ({national.polarity_basis})", doubts)
    return Way(None, "", doubts or ("Nothing says which way is good. Choose the polarity.",))


def _ways(printed: str) -> list[Polarity]:
    if _NO_POLARITY.fullmatch(printed):
        is_close = printed[0].isalpha() and printed.casefold() not in ("na", "n/a")
        return [Polarity.STAY_CLOSE if is_close else Polarity.NONE]
    found = [way for way, words in _POLARITIES if re.search(rf"\b(?:{words})", printed, re.I)]
    # “Stay close, neither high nor low” and “neither up nor down”: the first word decides.
    return found[:1] if found and found[0] in (Polarity.STAY_CLOSE, Polarity.NONE) else found


def _against(printed: Polarity, proposed: Polarity | None) -> tuple[str, ...]:
    if proposed is None or printed == proposed:
        return ()
    said, other = printed.label.lower(), proposed.label.lower()
    return (
        f"The document says “{said}”, the National Indicator Set “{other}”. Check which is meant.",
    )


def measured_in(
    printed: str, cells: list[PrintedCell], national: NationalIndicator | None
) -> Measured:
    """The unit, and doubts: the cells' own, else the column's, else the catalogue's."""
    found = {cell.reading.unit for cell in cells if cell.reading.unit}
    of_column = _named(printed)
    detail = "" if _PLAIN.fullmatch(printed) else printed
    points = [c.text for c in cells if c.reading.kind == CellKind.POINTS_CHANGE]
    if points and not found:
        # A change in points is of percentages, unless the column says that it is of something else.
        found = set() if printed else {Unit.PERCENT}
    if len(found) == 1:
        (unit,) = found
        return Measured(unit, detail, _unlike(unit, of_column, printed))
    doubts = []
    if found:
        said = ", ".join(sorted(unit.label for unit in found))
        doubts.append(f"The cells print different units ({said}). Choose one.")
    if points and printed and of_column != Unit.PERCENT:
        doubts.append(f"“{points[0]}” is in percentage points, the unit “{printed}”. Choose one.")
    if of_column:
        return Measured(of_column, detail, tuple(doubts))
    if printed:
        doubts.append(f"The unit “{printed}” is kept in words. Choose what kind of unit it is.")
    if national and national.unit:
        return Measured(Unit(national.unit), detail, tuple(doubts))
    return Measured(None, detail, tuple(doubts) or ("No unit is printed. Choose one.",))


def _named(printed: str) -> Unit | None:
    for unit, pattern in _UNITS if printed else ():
        if re.search(pattern, printed, re.IGNORECASE):
            return unit
    return None


def _unlike(unit: Unit, of_column: Unit | None, printed: str) -> tuple[str, ...]:
    if of_column in (None, unit) and (of_column or not printed):
        return ()
    return (f"The cells print “{unit.label}” and the unit’s column “{printed}”. Choose one.",)
