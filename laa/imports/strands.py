"""Indicators printed over several rows, one a strand: men and women, trusts, districts."""

import re
from dataclasses import replace

from laa.imports.cells import PrintedCell
from laa.rules.notation import Reading
from laa.rules.vocabulary import CellKind, CellState

_KEYS = {"m": "m", "male": "m", "men": "m", "f": "f", "female": "f", "women": "f"}
_KEYS |= dict.fromkeys(("all", "total", "overall", "both", "person", "all person"), "all")


def strand_key(label: str) -> str:
    """“Male” is m; “Total” is all; “Luton & Dunstable” is luton-dunstable."""
    words = label.strip().casefold().rstrip("s")
    return _KEYS.get(words) or re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-")[:40]


def of_strand(cell: PrintedCell, label: str) -> PrintedCell:
    """A cell of a row that stands for one strand; its words say which."""
    reading = cell.reading
    key = strand_key(label)
    text = f"{label}: {reading.text}" if reading.text else ""
    beside = f"{label}: {cell.beside}" if cell.beside else ""
    if len(reading.values) > 1:
        reading = _riddle(reading, label)
    values = dict.fromkeys([key] if reading.values else [], *reading.values.values())
    told = replace(reading, values=values, labels={key: label}, text=text)
    return replace(cell, reading=told, beside=beside)


def _riddle(reading: Reading, label: str) -> Reading:
    """Two numbers in the row of one strand: neither is taken for the other."""
    doubt = f"“{reading.text}” has several numbers in the row of “{label}”. Say which is meant."
    return replace(
        reading,
        kind=CellKind.NONE,
        state=CellState.UNREAD,
        values={},
        warnings=(*reading.warnings, doubt),
    )


def together(one: PrintedCell, other: PrintedCell) -> PrintedCell:
    """Two strands' cells of the same period as one, each with its words."""
    first, second = one.reading, other.reading
    merged = replace(
        first,
        values={**first.values, **second.values},
        labels={**first.labels, **second.labels},
        text="; ".join(filter(None, (first.text, second.text))),
        warnings=tuple(dict.fromkeys((*first.warnings, *second.warnings))),
    )
    beside = "; ".join(filter(None, (one.beside, other.beside)))
    return replace(one, reading=merged, beside=beside)


def all_together(
    one: tuple[PrintedCell, ...], other: tuple[PrintedCell, ...]
) -> tuple[PrintedCell, ...] | None:
    """The targets of two strands; None where their years differ."""
    if [cell.period for cell in one] != [cell.period for cell in other]:
        return None
    return tuple(together(*pair) for pair in zip(one, other, strict=True))
