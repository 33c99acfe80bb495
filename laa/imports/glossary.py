"""The glossary at a document's end: what its abbreviations stand for."""

from laa.imports.grid import Row

_HEADINGS = frozenset({"glossary", "abbreviations", "glossary of terms", "list of abbreviations"})


def is_heading(words: str) -> bool:
    return words.casefold().strip(" :") in _HEADINGS


def read_terms(rows: list[Row]) -> dict[str, str]:
    """Each term with its meaning, "" where none is printed; nothing without such a heading."""
    terms: dict[str, str] = {}
    is_inside = False
    for row in rows:
        first = row[row.filled[0]].words if row.filled else ""
        if is_heading(first):
            is_inside = True
        elif is_inside and len(row.cells) == 2 and row.filled[:1] == [0]:
            terms.setdefault(first, row[1].words)
        elif is_inside and row.filled and terms:
            break
    return terms
