"""Reads a return's spreadsheet as it comes back, however it was saved, sorted or added to.

Nothing is judged here but the sheet itself: which row is which line, and what each cell says. What
may stand in a box is asked of the same form as on the page.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from laa.imports.files import SHEETS, open_document
from laa.imports.grid import Document, Row, letter
from laa.imports.problems import Problem, Unreadable, unreadable
from laa.imports.return_columns import (
    ENTRY,
    FIXED,
    KEY,
    MARKS,
    REFERENCE,
    SHEET,
    checksum,
    normal,
)
from laa.imports.workbook import open_book

_ERROR = re.compile(r"#(REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)")
_KEY = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d+)")
_FORMULA_START = ("=", "+", "-", "@")
_DOWNLOAD_AGAIN = "Download the spreadsheet again and copy your figures into it."


@dataclass(frozen=True)
class FilledRow:
    """A row that is a line of some return. `cells` are texts by box, `at` their letters."""

    uuid: str
    version: int
    number: int
    cells: dict[str, str]
    at: dict[str, str]


@dataclass(frozen=True)
class FilledSheet:
    """What came back. `whose` and `base` are None and {} where the hidden sheet is gone."""

    name: str
    sheet: str
    rows: list[FilledRow]
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    whose: dict | None = None
    base: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def bad_rows(self) -> set[int]:
        return {problem.row for problem in self.problems if problem.row}


def read_return_sheet(name: str, data: bytes) -> FilledSheet:
    """Every row of the file with what is wrong in it; Unreadable where there is no such table."""
    document = open_document(name, data, holds="your return", kinds=SHEETS)
    at, sheet, columns = _heads(document)
    book = open_book(name, data, data_only=False) if data.startswith(b"PK") else None
    whose, base = _marks(book, name)
    rows = [row for row in document.rows[at + 1 :] if row.sheet == sheet]
    reader = _Reader(columns)
    found = [filled for row in rows if (filled := reader.read(row))]
    problems = reader.problems + _of_cells(document, sheet, columns, {row.number for row in found})
    if book and sheet in book.sheetnames:
        problems += _merged(book[sheet], sheet, columns, {row.number for row in found})
    problems += _twice(found, sheet, columns)
    notes = [*reader.notes, *_unknown_heads(document.rows[at], columns), *_hidden(book, sheet)]
    problems = sorted(set(problems), key=lambda p: (p.row or 0, len(p.column), p.column))
    return FilledSheet(name, sheet, found, problems, notes, whose, base)


def _heads(document: Document) -> tuple[int, str, dict[str, int]]:
    """Where the heads stand, on which sheet, and the column of each box."""
    for at, row in enumerate(document.rows):
        columns: dict[str, int] = {}
        for index in row.filled:
            words = normal(row[index].words)
            for column in (REFERENCE, *ENTRY, KEY):
                if words in column.heads:
                    columns.setdefault(column.name, index)
        if REFERENCE.name in columns and len(columns) > 2:
            if KEY.name not in columns:
                raise unreadable(
                    f"The column “{KEY.head}” is missing, so nobody can say which row is which.",
                    _DOWNLOAD_AGAIN,
                    sheet=row.sheet,
                    row=row.number,
                )
            return at, row.sheet, columns
    raise unreadable(
        f"{document.name} is no spreadsheet of a return: there is no row with the heads "
        f"“{REFERENCE.head}”, “Figure” and “{KEY.head}”.",
        _DOWNLOAD_AGAIN,
        sheet=SHEET if SHEET in {row.sheet for row in document.rows} else "",
    )


class _Reader:
    def __init__(self, columns: dict[str, int]):
        self.key = columns[KEY.name]
        self.columns = {c.name: columns[c.name] for c in ENTRY if c.name in columns}
        self.at = {name: letter(index) for name, index in self.columns.items()}
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    def read(self, row: Row) -> FilledRow | None:
        cells = {name: _plain_text(row[index].text) for name, index in self.columns.items()}
        filled = {name: text for name, text in cells.items() if text}
        match = _KEY.fullmatch(row[self.key].words.casefold())
        if not match:
            if filled or row[self.key]:
                self._not_a_line(row, filled)
            return None
        for name, text in filled.items():
            if _ERROR.match(text):
                self._wrong(row, self.at[name], f"The cell shows the error {text}.")
        return FilledRow(match[1], int(match[2]), row.number, cells, self.at)

    def _not_a_line(self, row: Row, filled: dict[str, str]) -> None:
        is_gone = not row[self.key]
        where = self.at[next(iter(filled))] if filled and is_gone else letter(self.key)
        self.problems.append(
            Problem(
                f"This row is no line of the return: its cell {letter(self.key)}{row.number} "
                "was changed or is empty.",
                "Put what you typed in the row of its line, or download the spreadsheet again.",
                row.sheet,
                row.number,
                where,
            )
        )

    def _wrong(self, row: Row, column: str, what: str) -> None:
        to_do = "Type the value that belongs there."
        self.problems.append(Problem(what, to_do, row.sheet, row.number, column))


def _plain_text(text: str) -> str:
    """The words, without the apostrophe that keeps text from running as a formula."""
    text = text.strip()
    return text[1:] if text.startswith("'") and text[1:2] in _FORMULA_START else text


def _of_cells(document: Document, sheet: str, columns, numbers: set[int]) -> list[Problem]:
    """What opening the file found in the boxes of lines, such as formulas without a result."""
    letters = {letter(columns[column.name]) for column in ENTRY if column.name in columns}
    return [
        problem
        for problem in document.problems
        if problem.sheet == sheet and problem.row in numbers and problem.column in letters
    ]


def _merged(sheet, title: str, columns, numbers: set[int]) -> list[Problem]:
    """Cells of boxes that were merged: nobody can say which line or box they are of."""
    boxes = {columns[column.name] + 1 for column in ENTRY if column.name in columns}
    return [
        Problem(
            f"The cells {merged.coord} are merged, so it cannot be told what belongs where.",
            "Take the merge apart and type each value in its own cell.",
            title,
            row,
            letter(merged.min_col - 1),
        )
        for merged in sheet.merged_cells.ranges
        if boxes.intersection(range(merged.min_col, merged.max_col + 1))
        for row in range(merged.min_row, merged.max_row + 1)
        if row in numbers
    ]


def _twice(found: list[FilledRow], sheet: str, columns) -> Iterator[Problem]:
    """A row that was copied: neither can be taken, for nobody can say which is meant."""
    rows: dict[str, list[int]] = {}
    for row in found:
        rows.setdefault(row.uuid, []).append(row.number)
    for numbers in rows.values():
        for number in numbers if len(numbers) > 1 else ():
            others = " and ".join(str(other) for other in numbers if other != number)
            yield Problem(
                f"This row is the same line as row {others}.",
                "Keep one of them.",
                sheet,
                number,
                letter(columns[KEY.name]),
            )


def _unknown_heads(row: Row, columns: dict[str, int]) -> Iterator[str]:
    known = {head for column in (*FIXED, *ENTRY, KEY) for head in column.heads}
    added = [row[i].words for i in row.filled if normal(row[i].words) not in known]
    if added:
        said = ", ".join(f"“{words}”" for words in added)
        yield f"Columns that are not of the return were left alone: {said}."
    twice = {c.name for c in ENTRY if sum(normal(row[i].words) in c.heads for i in row.filled) > 1}
    for column in ENTRY:
        if column.name in twice:
            yield f"There are two columns “{column.head}”; the first was read."


def _hidden(book, sheet: str) -> Iterator[str]:
    if book is None or sheet not in book.sheetnames:
        return
    rows = [number for number, row in book[sheet].row_dimensions.items() if row.hidden]
    if rows:
        said = ", ".join(str(number) for number in sorted(rows))
        yield f"Hidden rows were read like the others: {said}."


def _marks(book, name: str) -> tuple[dict | None, dict[str, dict[str, str]]]:
    """Whose return it was made for and what stood in it, if the hidden sheet still says so."""
    if book is None or MARKS not in book.sheetnames:
        return None, {}
    rows = [["" if v is None else str(v) for v in row] for row in book[MARKS].values]
    try:
        whose, given = rows[0][0], rows[0][1]
        marks = [row[:3] for row in rows[1:]]
        if checksum(whose, marks) != given:
            raise ValueError("The checksum is of something else.")
        return json.loads(whose), {uuid: json.loads(texts) for uuid, _, texts in marks}
    except (IndexError, ValueError) as error:
        raise Unreadable(
            [
                Problem(
                    f"The hidden sheet “{MARKS}” of {name} was changed; it says which return the "
                    "file is for and what stood in it.",
                    _DOWNLOAD_AGAIN,
                    MARKS,
                )
            ]
        ) from error
