"""Heads that are nearly a table's: which of them were not understood, and which would be."""

from laa.imports.grid import Row, letter
from laa.imports.heads import Heads, Part, meaning
from laa.imports.problems import Problem, Unreadable
from laa.imports.year_heads import year_of
from laa.rules.vocabulary import Frequency

TITLES = "Indicator, Measure, Title, Description, Definition or Name"
"""The heads a column of titles may have, as a person is told them."""
_NAMES = {Part.INDICATOR, Part.TITLE, Part.REFERENCE}
_FIGURES = {Part.BASELINE, Part.TARGET}


def without_titles(heads: Heads, row: Row) -> Problem | None:
    """The one problem of a table whose titles stand under no head that is understood.

    None if it has a column of titles: then a row without one is that row's problem.
    """
    if heads.first(Part.TITLE) is not None or heads.first(Part.INDICATOR) is not None:
        return None
    unknown = heads.of(Part.UNKNOWN)
    read = _quoted(column.head for column in heads.columns if column not in unknown)
    what = f"No column of titles was found. Understood: {read}."
    if unknown:
        what += f" Not understood: {_quoted(column.head for column in unknown)}."
    alone = letter(unknown[0].index) if len(unknown) == 1 else ""
    to_do = f"Give the column that holds the titles the head {TITLES}."
    return Problem(what, to_do, row.sheet, None, alone)


def no_table(name: str, rows: list[Row], first_year: int) -> Unreadable:
    """A document without a table; the row that looks most like heads is named, where one does."""
    problem = Problem(
        f"{name} has no table with indicators and targets.",
        "Give the columns heads such as Indicator, Baseline, 2008/09 and Partners.",
    )
    nearest = max(rows, key=lambda row: len(_understood(row, first_year)), default=None)
    near = _nearly(nearest, _understood(nearest, first_year)) if nearest else None
    return Unreadable([problem, near] if near else [problem])


def _nearly(row: Row, parts: list[Part]) -> Problem | None:
    """What a row of heads lacks; None where fewer than two of its heads are understood."""
    names, figures = _NAMES & set(parts), _FIGURES & set(parts)
    if len(parts) < 2 or (names and figures):
        return None
    words = _quoted(row[index].words for index in row.filled)
    what = f"The heads {words} name no column of {'targets' if names else 'titles'}."
    to_do = f"Give the column that holds them the head {TITLES}."
    if names:
        to_do = "Give such columns their year as head: 2008/09; and that of the baseline Baseline."
    return Problem(what, to_do, row.sheet, row.number)


def _understood(row: Row, first_year: int) -> list[Part]:
    """What the row's cells would mean as heads; a long one is a sentence and no head."""
    heads = [row[index].words for index in row.filled if len(row[index].words) <= 60]
    years = Frequency.FINANCIAL_YEAR
    parts = [Part.TARGET if year_of(head, years, first_year) else meaning(head) for head in heads]
    return [part for part in parts if part != Part.UNKNOWN]


def _quoted(heads) -> str:
    return ", ".join(f"“{head}”" for head in heads)
