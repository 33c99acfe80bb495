"""What stands in a document and belongs to no row: said, so that nothing is lost silently."""

from collections.abc import Iterator
from dataclasses import replace

from laa.imports.grid import letter
from laa.imports.heads import Column, Heads, Part
from laa.imports.references import read_reference
from laa.imports.table import Printed, Tables
from laa.imports.year_heads import how_to_write, names_a_time

_TAKES_ONE = (
    Part.THEME,
    Part.REFERENCE,
    Part.INDICATOR,
    Part.TITLE,
    Part.STRAND,
    Part.UNIT,
    Part.POLARITY,
    Part.DESIGNATION,
    Part.BASELINE,
    Part.BASELINE_WHEN,
    Part.LEAD,
    Part.PARTNERS,
)


def left_out(tables: Tables, terms: dict[str, str]) -> Iterator[str]:
    unknown = [c for heads in tables.heads for c in heads.of(Part.UNKNOWN)]
    for column in unknown:
        to_do = f" {how_to_write(column.head)}" if names_a_time(column.head) else ""
        yield f"The column “{column.head}” is not known and was not read.{to_do}"
    for column in (c for heads in tables.heads for c in heads.of(Part.PAST)):
        yield f"The column “{column.head}” holds past figures. Load those under Past figures."
    yield from _without_a_year(tables)
    yield from _further(tables)
    yield from _named_twice(tables)
    yield from _without_a_head(tables)
    rest = [row for row in tables.left_out if len(row.filled) > 1]
    if len(rest) > len(terms):
        first = next(row for row in rest)
        yield (
            f"{len(rest) - len(terms)} rows outside the tables were not read; the first is row "
            f"{first.number}, “{first[first.filled[0]].words[:40]}”."
        )


def _rows(tables: Tables, heads: Heads, column: Column) -> list[Printed]:
    """Where the column holds anything."""
    return [p for p in tables.rows if p.heads is heads and p.row[column.index]]


def _without_a_year(tables: Tables) -> Iterator[str]:
    for heads in tables.heads:
        for column in heads.of(Part.TARGET):
            if not column.period and _rows(tables, heads, column):
                to_do = how_to_write(column.head)
                yield f"The column “{column.head}” names no year and was not read. {to_do}"


def _further(tables: Tables) -> Iterator[str]:
    """The columns whose place is taken: a row has one baseline, one lead, one theme."""
    for heads in tables.heads:
        for part in _TAKES_ONE:
            first, *others = heads.of(part) or [None]
            for column in others:
                if filled := _rows(tables, heads, column):
                    yield _taken(first, column, filled)


def _named_twice(tables: Tables) -> Iterator[str]:
    """An indicator's words and a title or definition beside them: one of the two is its title."""
    for heads in tables.heads:
        indicator, title = (heads.of(part) for part in (Part.INDICATOR, Part.TITLE))
        if not indicator or not title:
            continue
        taken, other = title[0], indicator[0]
        if heads.first(Part.REFERENCE) is None:
            taken, other = other, taken
        both = [p for p in _rows(tables, heads, title[0]) if _words(p.words(Part.INDICATOR))]
        if both:
            yield _taken(replace(taken, part=Part.TITLE), other, both)


def _words(indicator: str) -> str:
    """What stands there beside the reference."""
    reference = read_reference(indicator)
    return reference.rest if reference else indicator


def _taken(first: Column, column: Column, filled: list[Printed]) -> str:
    words = filled[0].row[column.index].words
    return (
        f"{filled[0].sheet}, column {letter(column.index)} was not read: its head is "
        f"“{column.head}”, and “{first.head}” in column {letter(first.index)} is taken as the "
        f"{first.part}. It holds {len(filled)} cells, the first in row {filled[0].row.number}: "
        f"“{words[:40]}”. Keep the one that is meant."
    )


def _without_a_head(tables: Tables) -> Iterator[str]:
    beside: dict[tuple[str, int], list[int]] = {}
    for printed in tables.rows:
        known = {column.index for column in printed.heads.columns}
        for index in printed.row.filled:
            if index not in known:
                beside.setdefault((printed.sheet, index), []).append(printed.row.number)
    for (sheet, index), rows in beside.items():
        yield (
            f"{sheet}, column {letter(index)} has no head; {len(rows)} of its cells, the first in "
            f"row {rows[0]}, were not read."
        )
