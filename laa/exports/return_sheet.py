"""The workbook of a return to fill in: boxes open, the rest locked, lists and limits in place."""

import io
from decimal import Decimal

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from laa.exports.safe import safe_cell
from laa.imports.return_columns import (
    ABOUT,
    ENTRY,
    FIXED,
    KEY,
    LISTS,
    MARKS,
    SHEET,
    Column,
    Kind,
    LineToFill,
    SheetToFill,
    checksum,
)

TITLE_ROW, NOTE_ROW, HEAD_ROW = 0, 1, 3
"""Counted from nought, as XlsxWriter does."""

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_UNPROTECTED = {"format_columns": True, "format_rows": True, "autofilter": True}


def fill_in_workbook(sheet: SheetToFill) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": sheet.title, "subject": sheet.partnership})
        book.set_size(2400, 1400)
        writer = _Writer(book, sheet)
        writer.about()
        writer.lines()
        writer.lists()
        writer.marks()
    return file.getvalue()


class _Writer:
    def __init__(self, book, sheet: SheetToFill):
        self.book, self.sheet = book, sheet
        self.about_sheet = book.add_worksheet(ABOUT)
        self.main = book.add_worksheet(SHEET)
        self.columns = [*FIXED, *sheet.columns, KEY]
        top = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#b1b4b6"}
        quiet = {**top, "bg_color": "#f3f6f6"}
        self.style = {
            "title": book.add_format({"bold": True, "font_size": 14, "font_color": "#17494d"}),
            "note": book.add_format({"font_color": "#484949"}),
            "head": book.add_format(
                {**top, "bold": True, "bg_color": "#17494d", "font_color": "#ffffff"}
            ),
            "locked": book.add_format(quiet),
            "closed": book.add_format({**top, "bg_color": "#d9dcdc"}),
            "key": book.add_format({**quiet, "font_size": 7, "font_color": "#707373"}),
            "text": book.add_format({**top, "locked": False, "num_format": "@"}),
            "number": book.add_format({**top, "locked": False, "num_format": "General"}),
            "date": book.add_format({**top, "locked": False, "num_format": "d mmmm yyyy"}),
            "words": book.add_format({"valign": "top", "text_wrap": True}),
            "name": book.add_format({"valign": "top", "text_wrap": True, "bold": True}),
        }

    def about(self) -> None:
        page = self.about_sheet
        page.set_column(0, 0, 24)
        page.set_column(1, 1, 84)
        page.write(0, 0, self.sheet.title, self.style["title"])
        for number, (name, words) in enumerate(self.sheet.about, start=2):
            page.write(number, 0, safe_cell(name), self.style["name"])
            page.write(number, 1, safe_cell(words), self.style["words"])
        page.protect("", {"format_columns": True, "format_rows": True})
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&RPage &P of &N")

    def lines(self) -> None:
        main, last = self.main, HEAD_ROW + len(self.sheet.lines)
        main.write(TITLE_ROW, 0, self.sheet.title, self.style["title"])
        main.write(NOTE_ROW, 0, self.sheet.mark or "White cells are yours to fill in.")
        for index, column in enumerate(self.columns):
            main.set_column(index, index, column.width, None, {"hidden": column is KEY})
            main.write(HEAD_ROW, index, column.head, self.style["head"])
            if column.note:
                main.write_comment(HEAD_ROW, index, column.note, {"x_scale": 1.6})
        for number, line in enumerate(self.sheet.lines, start=HEAD_ROW + 1):
            self._line(number, line)
        main.freeze_panes(HEAD_ROW + 1, 1)
        main.autofilter(HEAD_ROW, 0, last, len(self.columns) - 1)
        main.protect("", _UNPROTECTED)
        main.set_landscape()
        main.set_paper(9)
        main.fit_to_pages(1, 0)
        main.repeat_rows(HEAD_ROW)
        main.set_margins(left=0.4, right=0.4)
        main.set_footer(f"&L{self.sheet.title.replace('&', '&&')}&RPage &P of &N")
        main.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(40)}{last + 1}"})
        main.activate()

    def _line(self, row: int, line: LineToFill) -> None:
        for index, column in enumerate(self.columns):
            if column is KEY:
                self.main.write_string(row, index, line.key, self.style["key"])
            elif column in FIXED:
                text = safe_cell(line.fixed.get(column.name, ""))
                self.main.write_string(row, index, text, self.style["locked"])
            elif column.name in line.entry and line.is_editable:
                self._box(row, index, column, line)
            else:
                value = line.entry.get(column.name)
                self._write(row, index, value, self.style["closed"])

    def _box(self, row: int, index: int, column: Column, line: LineToFill) -> None:
        style = {Kind.NUMBER: "number", Kind.DATE: "date"}.get(column.kind, "text")
        self._write(row, index, line.entry[column.name], self.style[style])
        if column.kind == Kind.CHOICE:
            self.main.data_validation(row, index, row, index, self._choices(column))
        elif column.kind == Kind.NUMBER:
            self.main.data_validation(row, index, row, index, _limits(row, index, column, line))

    def _write(self, row: int, index: int, value, style) -> None:
        if value in (None, ""):
            self.main.write_blank(row, index, None, style)
        elif isinstance(value, Decimal | int):
            self.main.write_number(row, index, float(value), style)
        elif hasattr(value, "strftime"):
            self.main.write_datetime(row, index, value, style)
        else:
            text = str(value).replace("\r\n", "\n")
            self.main.write_string(row, index, safe_cell(text), style)

    def _choices(self, column: Column) -> dict:
        names = list(self.sheet.lists)
        letter = xl_col_to_name(names.index(column.name))
        last = len(self.sheet.lists[column.name]) + 1
        return {
            "validate": "list",
            "source": f"={LISTS}!${letter}$2:${letter}${last}",
            "error_title": column.head,
            "error_message": "Choose one from the list, or type “clear” to empty what stands.",
        }

    def lists(self) -> None:
        page = self.book.add_worksheet(LISTS)
        for index, (name, choices) in enumerate(self.sheet.lists.items()):
            page.write_column(0, index, [next(c.head for c in ENTRY if c.name == name), *choices])
        page.protect()
        page.hide()

    def marks(self) -> None:
        """Whose return this is, and what stood in it: compared when the file comes back."""
        page = self.book.add_worksheet(MARKS)
        rows = self.sheet.marks
        page.write_row(0, 0, [self.sheet.whose, checksum(self.sheet.whose, rows)])
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, row)
        page.protect()
        page.very_hidden()


def _limits(row: int, index: int, column: Column, line: LineToFill) -> dict:
    """A number within the indicator's limits, or the word that empties the cell."""
    at = f"{xl_col_to_name(index)}{row + 1}"
    tests = [f"ISNUMBER({at})"]
    said = "a number"
    if column.name == "value":
        tests += [f"{at}>={line.lowest}"] if line.lowest is not None else []
        tests += [f"{at}<={line.highest}"] if line.highest is not None else []
        said = _limits_said(line)
    return {
        "validate": "custom",
        "value": f'=OR(AND({",".join(tests)}),LOWER({at})="clear")',
        "error_title": column.head,
        "error_message": f"Type {said}, or “clear” to empty what stands.",
    }


def _limits_said(line: LineToFill) -> str:
    low, high = line.lowest, line.highest
    if low is not None and high is not None:
        return f"a number from {low.normalize():f} to {high.normalize():f}"
    if low is not None:
        return f"a number of {low.normalize():f} or more"
    return f"a number of {high.normalize():f} or less" if high is not None else "a number"
