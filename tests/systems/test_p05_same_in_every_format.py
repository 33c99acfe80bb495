"""P5: one body, and so the same numbers in every format: compared cell by cell."""

import csv
import io
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from laa.actions.publications import publish
from laa.models import Rating
from laa.rules.blocks import Cell, Section, Table
from laa.rules.report_contents import WHOLE
from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover
from tests.factories import promise
from tests.steps import signed_off
from tests.systems.issued import issued_report

pytestmark = pytest.mark.django_db


class Tables(HTMLParser):
    """The cells of every table of a page, by row."""

    def __init__(self, text):
        super().__init__()
        self.tables, self._cell = [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self._cell = []

    def handle_data(self, data):
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.tables[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None


def tables_of(sections: tuple[Section, ...]) -> list[Table]:
    found = []
    for section in sections:
        found += [block for block in section.blocks if isinstance(block, Table)]
        found += tables_of(section.sections)
    return found


@pytest.fixture
def report(agreement, council, quarterly_return, cast):
    """Days, a percentage, thousands, a nought and a figure that did not come."""
    signed_off(quarterly_return, cast, "45")
    promise(agreement, "NI 008", supplier=council, unit="percent", targets={"2008/09": "19.4"})
    return issued_report(agreement, cast, contents=WHOLE)


@pytest.fixture
def tables(report):
    body = report.said
    return tables_of(document(body, cover_of(body, Cover.EXECUTIVE, sha256="")).sections)


def content(report, format):
    return bytes(report.files.get(format=format).content)


def as_texts(table: Table) -> list[list[str]]:
    return [list(table.head), *([" ".join(c.text.split()) for c in row] for row in table.rows)]


def test_p5_there_is_something_to_compare(tables):
    numbers = [cell for table in tables for row in table.rows for cell in row if cell.number]

    assert len(tables) == 3
    assert Cell("45 days", "45") in numbers


def test_p5_the_web_page_has_every_cell(report, tables):
    assert Tables(content(report, "html").decode()).tables == [as_texts(t) for t in tables]


def test_p5_the_page_of_the_service_has_every_cell(report, tables, client, cast):
    client.force_login(cast.board_member)
    page = client.get(f"{report.get_absolute_url()}read/").content.decode()

    assert Tables(page).tables == [as_texts(t) for t in tables]


def test_p5_the_pdf_has_every_cell_in_its_place(report, tables):
    """Read on from cell to cell: row by row, whatever line an entry is broken at."""
    pages = PdfReader(io.BytesIO(content(report, "pdf"))).pages
    there = "".join("".join(page.extract_text().split()) for page in pages)
    for table in tables:
        at = there.index(_closed("".join(table.head)))
        for cell in (cell for row in table.rows for cell in row):
            at = there.index(_closed(cell.text), at) + len(_closed(cell.text))


def _closed(text):
    return "".join(text.split())


def test_p5_the_feed_and_the_dashboards_file_have_the_reports_figure(report, client, cast):
    (rating,) = Rating.objects.current().filter(figure_value__isnull=False)
    publish([rating], partnership=report.partnership, public_from=date(2009, 4, 20), by=cast.lead)
    client.force_login(cast.board_member)
    feed = rows_at(client, "/open-data/luton/laa.csv")
    file = rows_at(client, "/luton/agreements/laa/?_export=csv")
    ours = {
        promise["reference"]: line["figure"]
        for theme in report.said["themes"]
        for promise in theme["promises"]
        for line in promise["lines"]
    }

    assert {row["reference"]: Decimal(row["value"]) for row in feed} == {"NI 181": Decimal(45)}
    assert ours == {"NI 181": "45", "NI 008": ""}
    assert {row["Reference"]: row["Last figure"] for row in file} == ours


def rows_at(client, path):
    text = client.get(path).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_p5_word_has_every_cell(report, tables):
    found = docx.Document(io.BytesIO(content(report, "docx"))).tables

    assert [
        [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
        for table in found
    ] == [as_texts(t) for t in tables]


def test_p5_excel_has_every_cell_and_numbers_as_numbers(report, tables):
    book = openpyxl.load_workbook(io.BytesIO(content(report, "xlsx")))
    rows = [
        [cell for cell in row if cell.value is not None]
        for sheet in book
        for row in sheet.iter_rows()
    ]
    there = [[_said(cell) for cell in row] for row in rows]
    for table in tables:
        for row in table.rows:
            assert [_wanted(cell) for cell in row if cell.text] in there


def _said(cell):
    is_number = isinstance(cell.value, int | float)
    return Decimal(str(cell.value)) if is_number else " ".join(cell.value.split())


def _wanted(cell: Cell):
    return Decimal(cell.number) if cell.number else " ".join(cell.text.split())
