"""The file somebody uploaded, with what is wrong marked in its cells."""

import csv
import io
from collections import defaultdict

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from laa.exports.safe import safe_cell
from laa.imports.problems import Problem

_FILL = PatternFill("solid", fgColor="F9D0CF")
_BY = "Return checks"


def marked_workbook(data: bytes, problems: list[Problem]) -> bytes:
    """A copy as .xlsx: problem cells coloured, with a comment that says what to do."""
    book = load_workbook(io.BytesIO(data)) if data.startswith(b"PK") else _of_csv(data)
    said = defaultdict(list)
    for problem in problems:
        sheet = book[problem.sheet] if problem.sheet in book.sheetnames else book.worksheets[0]
        at = f"{problem.column or 'A'}{problem.row or 1}"
        said[sheet.title, at].append(f"{problem.what} {problem.to_do}")
    for (title, at), texts in said.items():
        cell = book[title][at]
        if hasattr(cell, "fill") and type(cell).__name__ != "MergedCell":
            cell.fill = _FILL
            cell.comment = Comment("\n".join(texts), _BY, width=320, height=120)
    _list(book, problems)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _list(book, problems: list[Problem]) -> None:
    """All of it once more on a sheet of its own, for whoever has many."""
    title = "Problems" if "Problems" not in book.sheetnames else "Problems found"
    page = book.create_sheet(title)
    page.append(["Cell", "What is wrong", "What to do"])
    for problem in problems:
        page.append([safe_cell(text) for text in (problem.cell, problem.what, problem.to_do)])
    for letter, width in (("A", 18), ("B", 70), ("C", 70)):
        page.column_dimensions[letter].width = width


def _of_csv(data: bytes) -> Workbook:
    book = Workbook()
    text = data.decode("utf-8-sig", errors="replace")
    for row in csv.reader(io.StringIO(text, newline="")):
        book.active.append([safe_cell(value) for value in row])
    return book
