import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.exports.safe import safe_cell
from laa.exports.tables import as_csv, as_xlsx, download

ROWS = [
    ["Reference", "Figure", "Note"],
    ["NI 181", Decimal("45.5"), "=1+1"],
    ["NI 154", None, "@SUM(A1)"],
    ["NI 015", Decimal("-0.5"), "–5 is no formula; £ é ✓"],
]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "=HYPERLINK(1)"])
def test_text_that_would_start_a_formula_stands_behind_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [0, Decimal("-0.5"), -3, 1.5, date(2009, 4, 20), "a=b", "NI 1"])
def test_numbers_dates_and_plain_text_stay_what_they_are(value):
    assert safe_cell(value) == value


def test_no_figure_is_an_empty_cell_and_not_a_zero():
    assert safe_cell(None) == ""


@given(st.text(max_size=30))
def test_no_text_comes_out_as_a_formula(text):
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def read_csv(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_a_csv_says_what_excel_needs_to_read_it():
    body = download(ROWS, format="csv", name="Indicators").content

    assert body.startswith(b"\xef\xbb\xbf")
    assert read_csv(body)[1:] == [
        ["NI 181", "45.5", "'=1+1"],
        ["NI 154", "", "'@SUM(A1)"],
        ["NI 015", "-0.5", "–5 is no formula; £ é ✓"],
    ]


@pytest.mark.parametrize(
    ("kept", "written"),
    [("40.000000", "40"), ("0.540000", "0.54"), ("-0.50", "-0.5"), ("400", "400"), ("0E-6", "0")],
)
def test_a_csv_has_no_zeros_that_only_one_database_adds(kept, written):
    assert read_csv(as_csv([[Decimal(kept)]])) == [[written]]


def test_a_workbook_holds_numbers_as_numbers_and_no_formula():
    body = download(ROWS, format="xlsx", name="Indicators").content
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active

    assert [cell.value for cell in sheet[2]] == ["NI 181", 45.5, "'=1+1"]
    assert [cell.value for cell in sheet[3]] == ["NI 154", None, "'@SUM(A1)"]
    assert all(cell.data_type in ("s", "n") for row in sheet for cell in row)


def test_a_date_stays_a_date():
    body = as_xlsx([["Due"], [date(2009, 4, 30)]], title="Due")

    assert openpyxl.load_workbook(io.BytesIO(body)).active["A2"].value.date() == date(2009, 4, 30)


def test_a_file_is_named_for_its_page():
    answer = download(ROWS, format="csv", name="Local area agreement 2008-11: dashboard")

    assert answer["Content-Disposition"] == (
        'attachment; filename="local-area-agreement-2008-11-dashboard.csv"'
    )
    assert answer["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("title", ["Q4 2008/09: [all] 'x'*?", "a" * 60, "///"])
def test_any_title_makes_a_sheet(title):
    assert openpyxl.load_workbook(io.BytesIO(as_xlsx([["a"]], title=title))).active["A1"].value


def test_nothing_to_show_is_an_empty_file():
    assert as_csv([]) == b"\xef\xbb\xbf"
    assert as_xlsx([], title="Empty")
