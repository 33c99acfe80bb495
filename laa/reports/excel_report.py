"""A report as a workbook: the cover, then a sheet for each part; numbers stay numbers."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

from laa.reports.board_report import cover_facts
from laa.rules.blocks import Block, Bullets, Cell, Chart, Document, Facts, Section, Table, Words

CHARACTERS = 110
"""About how wide a line is, in characters."""


def report_xlsx(document: Document, *, as_at: date) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        cover = document.cover
        book.set_properties(
            {
                "title": f"{cover['title']} ({cover['audience_said']})",
                "author": cover["partnership"],
                "created": datetime.combine(as_at, datetime.min.time()),
            }
        )
        styles = _Styles(book)
        _Sheet(book, styles, "Cover").cover(cover)
        for section in document.sections:
            _Sheet(book, styles, section.heading[:31]).section(section)
    return file.getvalue()


class _Styles:
    """The looks of cells; one for each way of showing a number, made when it is first needed."""

    def __init__(self, book):
        self.book = book
        plain = {"text_wrap": True, "valign": "top"}
        self.words = book.add_format(plain)
        self.strong = book.add_format({**plain, "bold": True})
        self.head = book.add_format({**plain, "bold": True, "bottom": 1})
        self.heading = book.add_format({"bold": True, "font_size": 14, "font_color": "#17494D"})
        self._numbers = {}

    def number(self, shown: str):
        if shown not in self._numbers:
            self._numbers[shown] = self.book.add_format({"valign": "top", "num_format": shown})
        return self._numbers[shown]


class _Sheet:
    """One sheet, written from the top down."""

    def __init__(self, book, styles: _Styles, name: str):
        self.sheet, self.styles, self.row = book.add_worksheet(name), styles, 0
        self.sheet.set_column(0, 0, 44)
        self.sheet.set_column(1, 8, 20)
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    def cover(self, cover: dict) -> None:
        self._line(cover["title"], self.styles.heading)
        if cover["status"]:
            self._line(cover["status"], self.styles.strong)
        facts = [*cover_facts(cover), ("SHA-256 of the body", cover["body_sha256"])]
        self._block(Facts(tuple((name, Cell(said)) for name, said in facts)))

    def section(self, section: Section) -> None:
        self._line(section.heading, self.styles.heading)
        for block in section.blocks:
            self._block(block)
        for inner in section.sections:
            self.section(inner)

    def _block(self, block: Block) -> None:
        match block:
            case Words() | Bullets() | Chart():
                for text in _texts(block):
                    self._paragraph(text)
            case Facts():
                for name, cell in block.pairs:
                    self._cells([Cell(name), cell])
            case Table():
                self._line(block.caption, self.styles.strong)
                for column, head in enumerate(block.head):
                    self.sheet.write_string(self.row, column, head, self.styles.head)
                self.row += 1
                for row in block.rows:
                    self._cells(row)
        self.row += 1

    def _line(self, text: str, style) -> None:
        self.sheet.write_string(self.row, 0, text, style)
        self.row += 1

    def _paragraph(self, text: str) -> None:
        self.sheet.merge_range(self.row, 0, self.row, 6, "", self.styles.words)
        self.sheet.write_string(self.row, 0, text, self.styles.words)
        lines = sum(-(-len(line) // CHARACTERS) or 1 for line in text.splitlines())
        self.sheet.set_row(self.row, 15 * max(lines, 1))
        self.row += 1

    def _cells(self, row) -> None:
        for column, cell in enumerate(row):
            if cell.number:
                style = self.styles.number(shown(cell))
                self.sheet.write_number(self.row, column, float(Decimal(cell.number)), style)
            elif cell.text:
                self.sheet.write_string(self.row, column, cell.text, self.styles.words)
        self.row += 1


def _texts(block: Words | Bullets | Chart) -> Iterator[str]:
    """A chart is words here: the table under it holds its numbers."""
    match block:
        case Words():
            yield block.text
        case Bullets():
            yield from (f"• {item}" for item in block.items)
        case Chart():
            yield block.text


def shown(cell: Cell) -> str:
    """How the workbook shows a number, so that it reads as it does in every other format.

    >>> shown(Cell("44 days", "44"))
    '#,##0" days"'
    >>> shown(Cell("12.9%", "12.9"))
    '#,##0.0"%"'
    """
    places = len(cell.number.partition(".")[2])
    digits = f"{Decimal(cell.number):,f}"
    before, found, after = cell.text.partition(digits)
    if not found:
        before, after = "", ""
    form = "#,##0" + (f".{'0' * places}" if places else "")
    return f"{_quoted(before)}{form}{_quoted(after)}"


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""
