"""Reads a table of recommendations: a council's own plan, or what somebody typed in a sheet."""

import re

from laa.imports.grid import Document, Row
from peer_reviews.reading.items import (
    NOTABLE,
    QUICK_WIN,
    RECOMMENDATION,
    SIGNPOST,
    Item,
    item,
    organisations_in,
)

_HEADS = (
    ("kind", r"kind|type|list"),
    ("number", r"no\.?|number|ref(?:erence)?\.?|#|(?:recommendation|rec) (?:no\.?|number|ref)"),
    ("owner", r"(?:lead |responsible )?(?:owner|lead|officer|responsible.*|who\b.*)"),
    ("timescale", r"timescales?|time ?frame|by when|when|(?:target |due )?date|deadline"),
    ("measure", r"(?:success )?measures?.*|how (?:we|you) will know.*|outcomes?"),
    ("organisations", r"organisations?|councils?|where|source"),
    ("detail", r"details?|descriptions?|notes?"),
    (
        "title",
        r"(?:key )?recommendations?|quick wins?|(?:notable )?practices?|topics?|titles?|text",
    ),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _HEADS)
_KINDS = ((QUICK_WIN, "quick"), (SIGNPOST, "sign"), (NOTABLE, "notable"), (NOTABLE, "practice"))


def heads_of(row: Row) -> dict[str, int]:
    """The columns by what they hold; empty where the row is no row of heads."""
    found: dict[str, int] = {}
    for index in row.filled:
        words = row[index].words.strip(" :*")
        for name, pattern in _PATTERNS:
            if pattern.fullmatch(words):
                found.setdefault(name, index)
                break
    return found if "title" in found and len(found) > 1 else {}


def read_table(document: Document) -> list[Item]:
    """The items of every table with a row of heads; other rows are passed over."""
    items: list[Item] = []
    columns: dict[str, int] = {}
    default, count = RECOMMENDATION, 0
    for row in document.rows:
        if heads := heads_of(row):
            columns, default = heads, _kind(row[heads["title"]].words, RECOMMENDATION)
        elif columns and row[columns["title"]].words:
            cells = {name: row[index].words for name, index in columns.items()}
            kind = _kind(cells.get("kind", ""), default)
            count += kind == RECOMMENDATION
            items.append(_item(kind, cells, count, _place(row)))
    return items


def _item(kind: str, cells: dict[str, str], count: int, place: str) -> Item:
    number = cells.get("number", "").rstrip(".") if kind == RECOMMENDATION else ""
    made = item(
        kind,
        cells["title"],
        number=re.sub(r"(?i)^(?:recommendation |r)", "", number) or _counted(kind, count),
        owner=cells.get("owner", ""),
        timescale=cells.get("timescale", ""),
        measure=cells.get("measure", ""),
        place=place,
    )
    facts = made.as_dict()
    if cells.get("detail"):
        facts["detail"] = " ".join(filter(None, [made.detail, cells["detail"]]))
    if named := cells.get("organisations"):
        facts["organisations"] = organisations_in(named) or tuple(
            part.strip() for part in re.split(r"[;,]", named) if part.strip()
        )
    return Item.from_dict(facts)


def _counted(kind: str, count: int) -> str:
    return str(count) if kind == RECOMMENDATION else ""


def _kind(words: str, default: str) -> str:
    words = words.casefold()
    return next((kind for kind, start in _KINDS if start in words), default)


def _place(row: Row) -> str:
    sheet = "" if row.sheet.endswith((".csv", ".tsv", ".txt")) else f"{row.sheet}, "
    return f"{sheet}row {row.number}"
