"""Two agreements in one document: with the same years nothing else gives them away."""

import re
from collections.abc import Iterator

from laa.imports.heads import Part
from laa.imports.table import Printed, Tables

_AN_AGREEMENT = re.compile(r"\b(?:agreement|laa|lpsa|plan|strategy|partnership)\b", re.IGNORECASE)


def several_tables(tables: Tables) -> Iterator[str]:
    """A warning with each sheet or title and its rows; the statutory table belongs to the rest."""
    if len({(printed.table, printed.row.sheet) for printed in tables.rows}) < 2:
        return
    found: dict[str, list[Printed]] = {}
    for printed in tables.rows:
        if not _is_statutory(printed):
            found.setdefault(_name(printed, tables), []).append(printed)
    if len(found) > 1:
        listed = ", ".join(
            f"{name or f'row {rows[0].row.number} on'} ({_rows(rows)})"
            for name, rows in found.items()
        )
        yield (
            f"{len(found)} tables are read as one agreement: {listed}. If they are several "
            "agreements, load them one by one."
        )


def _is_statutory(printed: Printed) -> bool:
    reference = printed.reference
    return printed.heads.is_statutory or bool(reference and reference.is_statutory)


def _name(printed: Printed, tables: Tables) -> str:
    """The sheet and the title above the table, unless that is only the theme of its rows."""
    title = tables.titles[printed.table]
    is_theme = printed.heads.first(Part.THEME) is None and not _AN_AGREEMENT.search(title)
    sheet = "" if tables.has_pages else f"sheet “{printed.sheet}”"
    return " ".join(filter(None, (sheet, "" if is_theme or not title else f"“{title[:60]}”")))


def _rows(rows: list[Printed]) -> str:
    return f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
