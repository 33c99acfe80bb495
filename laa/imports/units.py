"""What a row is measured in and which way is good: as printed, else as the catalogue proposes."""

import re

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
_POLARITIES = (
    (Polarity.STAY_CLOSE, r"plan|close|target|range"),
    (Polarity.NONE, r"neither|none|neutral|information|context|-|n/?a"),
    (Polarity.UP, r"high|up|more|increas|bigger|max"),
    (Polarity.DOWN, r"low|down|less|fewer|decreas|reduc|small|min"),
)


def polarity_of(printed: str, national: NationalIndicator | None) -> tuple[Polarity | None, str]:
    """Which way is good, and who says so. Never from the targets: they may run against it."""
    for polarity, pattern in _POLARITIES if printed else ():
        if re.search(rf"\b(?:{pattern})" if pattern[0].isalpha() else pattern, printed, re.I):
            return polarity, "printed in the document"
    if national and national.polarity:
        return Polarity(national.polarity), f"National Indicator Set ({national.polarity_basis})"
    return None, ""


def unit_of(
    printed: str, cells: list[PrintedCell], national: NationalIndicator | None
) -> tuple[Unit | None, list[str]]:
    """The unit, and doubts: the cells' own, else the column's, else the catalogue's."""
    found = {unit for cell in cells if (unit := _of_cell(cell))}
    if len(found) == 1:
        return found.pop(), []
    doubts = []
    if found:
        said = ", ".join(sorted(unit.label for unit in found))
        doubts.append(f"The cells print different units ({said}). Choose one.")
    for unit, pattern in _UNITS if printed else ():
        if re.search(pattern, printed, re.IGNORECASE):
            return unit, doubts
    if national and national.unit:
        return Unit(national.unit), doubts
    return None, [*doubts, "No unit is printed. Choose one."]


def _of_cell(cell: PrintedCell) -> Unit | None:
    if cell.reading.kind == CellKind.POINTS_CHANGE:
        return Unit.PERCENT
    return cell.reading.unit
