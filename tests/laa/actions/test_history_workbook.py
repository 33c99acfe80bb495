"""Past figures from a workbook, with the periods that Excel makes of what is typed."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from laa.actions.figure_loads import load_figures, read_load, start_load
from laa.models import Figure
from tests.factories import promise
from tests.page import visit

pytestmark = pytest.mark.django_db

HEADS = ("Reference", "Strand", "Period", "Value", "Numerator", "Denominator", "State")


def workbook(*rows):
    book = Workbook()
    sheet = book.active
    sheet.append(HEADS)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            value, shape = value if isinstance(value, tuple) else (value, None)
            cell = sheet.cell(number, column, value)
            cell.number_format = shape or cell.number_format
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def start(luton, housing_benefit, cast):
    def load(*rows):
        return start_load(partnership=luton, name="past.xlsx", data=workbook(*rows), by=cast.lead)

    return load


def read(load):
    return [(each.period, each.value) for each in read_load(load).new]


def test_past_figures_come_from_a_workbook(start, cast):
    load = start(
        ("NI 181", "all", "2006/07", 51, None, None, "final"),
        ("NI 181", None, "Q3 2007/08", (Decimal("49.5"), "0.00"), None, None, None),
        ("NI 181", None, "2007/08", "x"),
    )
    assert read(load) == [
        ("2006/07", 51),
        ("2007/08-Q3", Decimal("49.50")),
        ("2007/08", None),
    ]

    load_figures(load, by=cast.lead)

    rows = Figure.objects.order_by("period_end", "period_start").values_list("state", "value")
    assert list(rows) == [("loaded", 51), ("loaded", Decimal("49.5")), ("not_known", None)]


@pytest.mark.parametrize(
    "shape", ["mmm-yy", "mmm\\-yy", "mmmm yyyy", "[$-809]mmmm yyyy", "yyyy-mm"]
)
def test_a_month_that_excel_made_a_date_is_that_month(shape, start):
    load = start(("NI 181", None, (date(2007, 6, 1), shape), 48))

    assert read(load) == [("2007-06", 48)]


@pytest.mark.parametrize("shape", ["dd/mm/yyyy", "d-mmm-yy", 'd" of "mmmm yyyy'])
def test_a_day_stays_a_day(shape, start):
    load = start(("NI 181", None, (date(2007, 6, 1), shape), 48))

    assert read(load) == [("2007-06-01", 48)]


@pytest.mark.parametrize("year", [2007, "2007"])
def test_a_bare_year_is_doubted_where_years_are_financial(year, start):
    load = start(("NI 181", None, year, 48), ("NI 181", None, "2006/07", 51))

    assert read(load)[0] == ("2007-CY", 48)
    assert read_load(load).doubts == [
        "Row 2, NI 181: 2007 is read as the calendar year. Write 2006/07 or 2007/08 if that is "
        "meant."
    ]


def test_a_bare_year_is_doubted_where_years_are_school_years(start, agreement, council):
    promise(agreement, "NI 075", supplier=council, frequency="academic_year", targets={})

    (doubt,) = read_load(start(("NI 075", None, 2007, 48))).doubts

    assert doubt.endswith("Write 2007-AY if that is meant.")


def test_a_bare_year_is_right_where_years_are_calendar_years(start, agreement, council):
    promise(agreement, "NI 047", supplier=council, frequency="calendar_year", targets={})

    assert read_load(start(("NI 047", None, 2007, 48))).doubts == []


def test_the_doubt_stands_on_the_page_before_anything_is_loaded(start, client, cast):
    load = start(("NI 181", None, 2007, 48))
    client.force_login(cast.lead)

    page = visit(client, f"/luton/set-up/history/{load.uuid}/")

    assert "Check before you load" in page.text
    assert "Row 2, NI 181: 2007 is read as the calendar year." in page.text
    assert not Figure.objects.exists()
