"""Periods as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules import periods
from laa.rules.notation.dated import read_dated
from laa.rules.vocabulary import Frequency
from tests.laa.rules.test_periods import DAYS, WAVES, WINDOWS


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2008/09-Q3", "2008/09-Q3"),
        ("Q3 2008/09", "2008/09-Q3"),
        ("08/09", "2008/09"),
        ("April 2007 - March 2008", "2007/08"),
        ("April 07-March 08", "2007/08"),
        ("01/04/2007-31/03/2008", "2007/08"),
        ("2007-04-01..2008-03-31", "2007/08"),
        ("April 2005 to March 2008", "2005/06-2007/08"),
        ("1 July 2008 to 30 June 2009", "2008-07-01..2009-06-30"),
        ("from July 2008 until June 2009", "2008-07-01..2009-06-30"),
        ("Apr-Sep 2008", "2008-04-01..2008-09-30"),
        ("October to March 2009", "2008-10-01..2009-03-31"),
        ("by 16/03/2020", "2020-03-16"),
        ("by 16 March 2020", "2020-03-16"),
        ("as at 31 March 2009", "2009-03-31"),
        ("by March 2020", "2020-03-31"),
        ("March 2020", "2020-03"),
        ("Place Survey 2008", "place-survey:2008"),
        ("the Place Survey 2008", "place-survey:2008"),
        (
            "Place Survey 2008 (29 September to 19 December 2008)",
            "place-survey:2008-09-29..2008-12-19",
        ),
        ("Place Survey 2008, 29 Sept to 19 Dec", "place-survey:2008-09-29..2008-12-19"),
        (
            "National Survey of Third Sector Organisations 2010",
            "national-survey-of-third-sector-organisations:2010",
        ),
        ("Tellus3 2008", "tellus3:2008"),
        ("2008 Place Survey", "place-survey:2008"),
        ("2007 MORI survey", "mori-survey:2007"),
        ("12 months to June 2007", "2006-07-01..2007-06-30"),
        ("12 months to 30 June 2007", "2006-07-01..2007-06-30"),
        ("3 months ending March 2009", "2008/09-Q4"),
        ("36 months to March 2008", "2005/06-2007/08"),
        ("year to March 2009", "2008/09"),
        ("the year ending 31 March 2009", "2008/09"),
        ("year ended December 2007", "2007-CY"),
    ],
)
def test_a_period_is_read_however_it_is_typed(typed, key):
    assert read_dated(typed).key == key


@pytest.mark.parametrize(
    "typed",
    ["", "104 offences", "survey", "Survey to be carried out Oct 2008", "2005-2007 ave",
     "by spring", "30 February 2008", "March 2009 to April 2008", "soon to be", "1/2", "x" * 5000,
     "0 months to June 2007", "12 months to 14 June 2007",
     "12 months to June", "year to 2007", "3 year average"],
)  # fmt: skip
def test_what_names_no_period_is_none(typed):
    assert read_dated(typed) is None


@given(st.one_of(WINDOWS, WAVES))
def test_what_a_page_says_of_a_window_reads_back(found):
    if found.kind == periods.PeriodKind.WINDOW:
        assert read_dated(found.label) == found
    assert read_dated(found.key) == found


@given(DAYS)
def test_a_day_is_read_as_itself(day):
    assert read_dated(f"by {day:%-d %B %Y}") == read_dated(f"{day:%d/%m/%Y}")
    assert read_dated(f"{day}").start == day


@given(st.text(max_size=250))
def test_no_text_breaks_the_reader(text):
    found = read_dated(text, Frequency.ACADEMIC_YEAR)

    assert found is None or periods.period(found.key) == found
