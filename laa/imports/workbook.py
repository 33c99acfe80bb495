"""Excel workbooks, read as a person sees them: shown values, merged cells, visible sheets."""

import io
import re
import warnings as python_warnings
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import InvalidFileException

from laa.imports.grid import BLANK, Cell, Document, Row, letter
from laa.imports.problems import Problem, unreadable

_BROKEN = (
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
)
"""What openpyxl raises on a workbook that is none, or is damaged."""

UNKNOWN = "?"
"""Stands in for what a formula would show, so that its row is read to the end."""

_WORDS_IN_SHAPE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_PLACES = re.compile(r"0\.(0+)")


def read(name: str, data: bytes) -> Document:
    book = open_book(name, data, data_only=False)
    warnings = []
    rows: list[Row] = []
    problems: list[Problem] = []
    results = None
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            warnings.append(f"Sheet “{sheet.title}” is hidden and was not read.")
            continue
        if results is None and _has_formulas(sheet):
            results = open_book(name, data, data_only=True)
        rows += _rows(sheet, results[sheet.title] if results else sheet, problems)
    return Document(name, rows, warnings, problems=problems)


def open_book(name: str, data: bytes, *, data_only: bool):
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=data_only)
    except Exception as error:
        # Damaged workbooks raise whatever the parser stumbles on first.
        raise unreadable(
            f"{name} is damaged, or is no workbook.", "Open it in Excel, save it again and retry."
        ) from error


def _has_formulas(sheet) -> bool:
    return any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def _rows(sheet, results, problems: list[Problem]) -> list[Row]:
    spans = {
        (merged.min_row, merged.min_col): merged.max_col - merged.min_col + 1
        for merged in sheet.merged_cells.ranges
    }
    return [
        Row(
            sheet.title,
            number,
            tuple(
                _cell(cell, results, spans.get((number, index + 1), 1), problems)
                for index, cell in enumerate(row)
            ),
        )
        for number, row in enumerate(sheet.iter_rows(), start=1)
    ]


def _cell(cell, results, span: int, problems: list[Problem]) -> Cell:
    value = cell.value
    if value is None or isinstance(cell, MergedCell):
        return BLANK
    if cell.data_type == "s":
        # Most cells are words, and a workbook takes its time to say how it shows a number.
        return Cell(str(value), span)
    if cell.data_type == "f":
        cell = results.cell(cell.row, cell.column)
        value = cell.value
        if value is None:
            problems.append(
                _problem(
                    cell,
                    "The cell has a formula without a stored result.",
                    "Open the file in Excel and save it, or type the value.",
                )
            )
            return Cell(UNKNOWN, span)
    return Cell(_shown(value, cell.number_format), span)


def _problem(cell, what: str, to_do: str) -> Problem:
    return Problem(what, to_do, cell.parent.title, cell.row, letter(cell.column - 1))


def _as_shown(shape: str) -> str:
    """A date that the sheet shows as “Jun-07” is that month, not its first day."""
    shows = set(_WORDS_IN_SHAPE.sub("", shape).lower())
    if "y" not in shows or "d" in shows:
        return "%-d %B %Y"
    return "%B %Y" if "m" in shows else "%Y"


def _shown(value, shape: str) -> str:
    """The value as the sheet shows it: 0.19 as 19% where its format is a percentage."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return f"{value:{_as_shown(shape)}}"
    if not isinstance(value, int | float):
        return str(value)
    number = Decimal(format(value, ".15g"))
    is_percent = "%" in shape
    if is_percent:
        number *= 100
    shown = f"{number.normalize():f}"
    # Noughts the format adds are printed; digits it hides are digits all the same.
    if (places := _PLACES.search(shape)) and -number.normalize().as_tuple().exponent < len(
        places[1]
    ):
        shown = f"{number:.{len(places[1])}f}"
    return f"{shown}%" if is_percent else shown
