"""What only the row as a whole shows: numbers that disagree, a reduction of a reduction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from laa.imports.cells import PrintedCell
from laa.rules.crosscheck import change_gives, one_population
from laa.rules.vocabulary import CellKind

ANY_CELL = "cells"


@dataclass(frozen=True)
class Doubt:
    """A doubt, and what a person has to decide to settle it.

    `about` is a fact's name as decisions know it, “baseline”, a target's period, or any cell.
    """

    text: str
    about: str


def row_doubts(name: str, baseline: PrintedCell, targets: list[PrintedCell]) -> Iterator[Doubt]:
    """What only the row as a whole shows."""
    start = baseline.reading.values.get("all")
    if start == 0 and baseline.reading.kind == CellKind.VALUE:
        yield Doubt(
            "The baseline printed is 0. It is kept as 0; check that it is no placeholder.",
            "baseline",
        )
    if re.search(r"\breduc", name, re.IGNORECASE) and any(
        cell.reading.change is not None and cell.reading.change < 0 for cell in targets
    ):
        yield Doubt(
            "The title is a reduction and the targets reduce it. Choose which is meant: the amount "
            "itself, where lower is better, or the reduction, where higher is better.",
            "polarity",
        )
    if _counts_differ([baseline, *targets]):
        yield Doubt(
            "The counts do not agree with the rates beside them. One of them is misprinted.",
            ANY_CELL,
        )
    for cell in targets:
        if start is not None and (doubt := _disagreement(start, cell)):
            yield Doubt(doubt, cell.period)


def _disagreement(start: Decimal, cell: PrintedCell) -> str | None:
    """“-32% (29.3)” of 43.12 has to give 29.3, as exactly as either number is printed."""
    reading = cell.reading
    result = reading.values.get("all")
    if reading.change is None or result is None or reading.base != "baseline":
        return None
    agrees, gives = change_gives(
        start, reading.change, result, in_points=reading.kind == CellKind.POINTS_CHANGE
    )
    if agrees:
        return None
    return (
        f"“{cell.text}” does not agree with the baseline {start}: "
        f"the change gives about {gives:.2f}. Check which is meant."
    )


def _counts_differ(cells: list[PrintedCell]) -> bool:
    """Whether a row's rates and counts cannot be of one population."""
    pairs = [
        (cell.reading.values["all"], cell.reading.secondary)
        for cell in cells
        if cell.reading.kind == CellKind.VALUE
        and cell.reading.secondary is not None
        and "all" in cell.reading.values
    ]
    return len(pairs) > 2 and not one_population(pairs)
