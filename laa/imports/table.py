"""From rows of cells to printed rows: heads found, page breaks joined, themes filled down."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from laa.imports.grid import BLANK, Cell, Document, Row, letter
from laa.imports.heads import Heads, Part, read_heads
from laa.imports.near_heads import no_table
from laa.imports.problems import Problem
from laa.imports.promises import with_promise
from laa.imports.references import Reference, read_reference
from laa.rules.vocabulary import Promise


@dataclass(frozen=True)
class Printed:
    """A whole row of the agreement, with the place where it begins."""

    row: Row
    heads: Heads
    theme: str = ""
    table: int = 0
    """Which of the document's tables, counted as `Tables.titles` are."""

    @property
    def sheet(self) -> str:
        return self.row.sheet

    def words(self, part: Part) -> str:
        index = self.heads.first(part)
        return "" if index is None else self.row[index].words

    def column(self, part: Part) -> str:
        index = self.heads.first(part)
        return "" if index is None else letter(index)

    @cached_property
    def reference(self) -> Reference | None:
        return _reference(self.row, self.heads)

    @property
    def figures(self) -> int:
        """How many of its baseline and targets hold anything."""
        columns = [*self.heads.of(Part.BASELINE), *self.heads.of(Part.TARGET)]
        return sum(bool(self.row[column.index]) for column in columns)

    @property
    def has_cells(self) -> bool:
        return self.figures > 0


@dataclass
class Tables:
    """All printed rows of a document, and the rows that belong to no table."""

    rows: list[Printed] = field(default_factory=list)
    heads: list[Heads] = field(default_factory=list)
    left_out: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_pages: bool = False
    titles: list[str] = field(default_factory=list)
    """What stands alone above each table, "" where nothing does; heads of a new page are none."""


def read_tables(document: Document, first_year: int, promise: Promise | None = None) -> Tables:
    """Every row of every table in the document; Unreadable if there is no table.

    `promise` is which of two targets for one year is meant, where a person has said so.
    """
    found = Tables(has_pages=document.has_pages)
    for rows in document.parts():
        for heads, lines in _stretches(rows, first_year, found):
            heads, lines = _settled(heads, lines)
            heads = with_promise(heads, promise)
            found.heads.append(heads)
            found.rows += _joined(heads, lines, found)
    if not found.heads:
        raise no_table(document.name, document.rows, first_year)
    return found


@dataclass(frozen=True)
class _Line:
    """A row under its heads; `is_first` where the heads were repeated just above it."""

    row: Row
    is_first: bool = False
    table: int = 0


def _stretches(rows: list[Row], first_year: int, tables: Tables) -> Iterator[tuple]:
    """The rows under each set of heads; repeated heads are dropped, the rest is left out."""
    heads: Heads | None = None
    lines: list[_Line] = []
    at, just_after = 0, False
    while at < len(rows):
        row = rows[at]
        found = read_heads(rows, at, first_year) if row.filled else None
        title = _title(rows, at) if found else ""
        if found and heads and _same(heads, found):
            if title and title not in tables.titles:
                tables.titles.append(title)
            at, just_after = at + found.rows, bool(lines)
            continue
        if found:
            if heads:
                yield heads, lines
            heads, lines, just_after = found, [], False
            tables.titles.append(title)
            at += found.rows
            continue
        if heads is None:
            tables.left_out.extend([row] if row.filled else [])
        elif row.filled and not _is_ruled(row) and not _are_years(row, heads):
            lines.append(_Line(row, just_after, len(tables.titles) - 1))
            just_after = False
        at += 1
    if heads:
        yield heads, lines


def _title(rows: list[Row], at: int) -> str:
    """The one cell that stands alone just above the heads."""
    above = next((row for row in reversed(rows[:at]) if row.filled), None)
    return above[above.filled[0]].words if above and len(above.filled) == 1 else ""


def _same(one: Heads, other: Heads) -> bool:
    """Whether the second heads repeat the first, above the table's next page."""
    return [(c.index, c.part, c.period) for c in one.columns] == [
        (c.index, c.part, c.period) for c in other.columns
    ]


def _is_ruled(row: Row) -> bool:
    """A line drawn with dashes."""
    return len(row.filled) > 2 and all(set(row[i].words) <= set("-–—_=") for i in row.filled)


def _are_years(row: Row, heads: Heads) -> bool:
    """The second row of heads, printed once too often."""
    targets = heads.of(Part.TARGET)
    return all(
        any(column.index == index and column.head == row[index].words for column in targets)
        for index in row.filled
    )


def _settled(heads: Heads, lines: list[_Line]) -> tuple[Heads, list[_Line]]:
    """Gives columns without a head their meaning by what stands in them."""
    rows = [line.row for line in lines]
    if heads.first(Part.REFERENCE) is None and not _has_references(heads, rows):
        heads = _by_content(heads, rows)
    heads = _with_partners(heads, rows)
    at = heads.first(Part.REFERENCE)
    if at:
        last = max(column.index for column in heads.columns)
        lines = [
            line if line.row[last] else replace(line, row=_straightened(line.row, at))
            for line in lines
        ]
    return heads, lines


def _has_references(heads: Heads, rows: list[Row]) -> bool:
    rows = _full(rows)
    return sum(bool(_reference(row, heads)) for row in rows) * 2 >= len(rows)


def _by_content(heads: Heads, rows: list[Row]) -> Heads:
    """Left of the figures: a column of references, one of titles, and what is left is the theme."""
    rows = _full(rows)
    figures = min(c.index for c in heads.columns if c.part in (Part.BASELINE, Part.TARGET))
    named = {column.index: column.part for column in heads.columns}
    free = [index for index in range(figures) if named.get(index) in (None, Part.INDICATOR)]
    references = {
        index: sum(bool(read_reference(row[index].words, alone=True)) for row in rows)
        for index in free
    }
    best = max(free, key=references.__getitem__, default=None)
    if best is None or references[best] * 2 < len(rows):
        return heads
    parts = {best: Part.REFERENCE}
    lengths = {i: sum(len(row[i].words) for row in rows) for i in free if i != best}
    if not lengths and Part.TITLE not in named.values():
        # The only column of words: “6 weeks' wait” is a title that holds a number.
        return heads
    if lengths and Part.TITLE not in named.values():
        parts[max(lengths, key=lengths.__getitem__)] = Part.TITLE
    for index in free:
        if index not in parts and named.get(index) == Part.INDICATOR:
            parts[index] = Part.THEME
    return heads.with_parts(parts)


def _full(rows: list[Row]) -> list[Row]:
    """The rows that reach to the last column, so that none has lost a cell in front."""
    last = max((row.filled[-1] for row in rows), default=0)
    return [row for row in rows if row[last]]


def _with_partners(heads: Heads, rows: list[Row]) -> Heads:
    """The first column behind the targets that has words but no head holds the partners."""
    if heads.first(Part.PARTNERS) is not None or heads.first(Part.LEAD) is not None:
        return heads
    named = {column.index for column in heads.columns}
    last = max(named)
    widest = max((len(row.cells) for row in rows), default=0)
    for index in range(last + 1, widest):
        if any(row[index] for row in rows):
            return heads.with_parts({index: Part.PARTNERS})
    return heads


def _straightened(row: Row, at: int) -> Row:
    """A row that ends too early since it lost a blank cell in front, back under its heads."""
    is_shifted = (
        not read_reference(row[at].words)
        and (found := read_reference(row[at - 1].words))
        and not found.rest
    )
    return replace(row, cells=(BLANK, *row.cells)) if is_shifted else row


def _reference(row: Row, heads: Heads) -> Reference | None:
    index = heads.first(Part.REFERENCE)
    if index is not None:
        return read_reference(row[index].words, alone=True)
    index = heads.first(Part.INDICATOR)
    return None if index is None else read_reference(row[index].words)


def _joined(heads: Heads, lines: list[_Line], tables: Tables) -> list[Printed]:
    """Rows that a page break cut are joined, themes filled down, the table's end found."""
    found: list[Printed] = []
    heading = ""
    is_numbered = _is_numbered(heads, lines)
    last = _last_row(heads, lines)
    for position, line in enumerate(lines):
        printed = Printed(line.row, heads, heading, line.table)
        if found and is_numbered and _goes_on(printed, found[-1], line.is_first):
            found[-1] = _join(found[-1], printed)
        elif _is_row(printed):
            found.append(printed)
        elif printed.figures > 1:
            tables.problems.append(_nameless(printed))
        elif _is_heading(line, lines[position + 1 :], heads):
            heading = line.row[line.row.filled[0]].words
        elif position < last:
            tables.left_out.append(line.row)
        else:
            tables.left_out += [rest.row for rest in lines[position:]]
            break
    return _filled_down(found)


def _last_row(heads: Heads, lines: list[_Line]) -> int:
    """Where the table surely has not ended yet; a note between its rows is no end."""
    printed = (Printed(line.row, heads) for line in lines)
    return max(
        (position for position, row in enumerate(printed) if row.reference and row.figures),
        default=-1,
    )


def _nameless(printed: Printed) -> Problem:
    return Problem(
        "The row has targets, but neither a reference nor a title.",
        "Write whose targets they are, or remove them.",
        printed.sheet,
        printed.row.number,
        printed.column(Part.INDICATOR) or printed.column(Part.TITLE),
    )


def _is_numbered(heads: Heads, lines: list[_Line]) -> bool:
    """Whether the table's rows have references, as a rule."""
    rows = [line.row for line in lines if len(line.row.filled) > 2]
    return sum(bool(_reference(row, heads)) for row in rows) * 2 >= len(rows)


def _goes_on(printed: Printed, last: Printed, is_first: bool) -> bool:
    """Whether the row continues the last one: without a reference, just below repeated heads."""
    if printed.reference:
        return False
    if is_first:
        return len(printed.row.filled) > 1 or bool(last.words(Part.THEME))
    has_name = printed.words(Part.INDICATOR) or printed.words(Part.TITLE)
    return not has_name and not printed.words(Part.THEME) and len(printed.row.filled) > 1


def _is_row(printed: Printed) -> bool:
    has_name = bool(printed.words(Part.INDICATOR) or printed.words(Part.TITLE))
    return bool(printed.reference) or (has_name and printed.has_cells)


def _is_heading(line: _Line, rest: list[_Line], heads: Heads) -> bool:
    """One cell alone, with rows of the table below it: the theme of what follows."""
    return len(line.row.filled) == 1 and bool(rest) and _is_row(Printed(rest[0].row, heads))


def _join(one: Printed, other: Printed) -> Printed:
    width = max(len(one.row.cells), len(other.row.cells))
    cells = tuple(_together(one.row[index], other.row[index]) for index in range(width))
    return replace(one, row=replace(one.row, cells=cells))


def _together(one: Cell, other: Cell) -> Cell:
    return Cell(" ".join(filter(None, (one.words, other.words))), one.span or other.span)


def _filled_down(rows: list[Printed]) -> list[Printed]:
    theme = ""
    filled = []
    for printed in rows:
        theme = printed.words(Part.THEME) or printed.theme or theme
        is_same = printed.theme == theme
        filled.append(
            printed if is_same else Printed(printed.row, printed.heads, theme, printed.table)
        )
    return filled
