"""What stands in a document and belongs to no row: said, so that nothing is lost silently."""

from collections.abc import Iterator

from laa.imports.grid import letter
from laa.imports.heads import Part
from laa.imports.table import Tables


def left_out(tables: Tables, terms: dict[str, str]) -> Iterator[str]:
    unknown = [c for heads in tables.heads for c in heads.of(Part.UNKNOWN)]
    for column in unknown:
        yield f"The column “{column.head}” is not known and was not read."
    for column in (c for heads in tables.heads for c in heads.of(Part.PAST)):
        yield f"The column “{column.head}” holds past figures. Load those under Past figures."
    yield from _without_a_head(tables)
    rest = [row for row in tables.left_out if len(row.filled) > 1]
    if len(rest) > len(terms):
        first = next(row for row in rest)
        yield (
            f"{len(rest) - len(terms)} rows outside the tables were not read; the first is row "
            f"{first.number}, “{first[first.filled[0]].words[:40]}”."
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
