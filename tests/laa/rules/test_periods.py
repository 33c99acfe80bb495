from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules import periods
from laa.rules.periods import NotAPeriod, PeriodKind, period
from laa.rules.vocabulary import Frequency

YEARS = st.integers(min_value=1900, max_value=2098)
DAYS = st.dates(min_value=date(1901, 1, 1), max_value=date(2098, 12, 31))
KEYS = st.one_of(
    YEARS.map(lambda year: periods.financial_year(year).key),
    st.builds(periods.quarter, YEARS, st.integers(1, 4)).map(str),
    st.builds(periods.month, YEARS, st.integers(1, 12)).map(str),
    YEARS.map(lambda year: periods.academic_year(year).key),
    YEARS.map(lambda year: periods.calendar_year(year).key),
    st.builds(
        lambda year, more: (
            periods.span(periods.financial_year(year), periods.financial_year(year + more)).key
        ),
        YEARS,
        st.integers(1, 5),
    ),
)
PAIRS_OF_DAYS = st.tuples(DAYS, DAYS).map(sorted)
WINDOWS = PAIRS_OF_DAYS.map(lambda days: periods.window(*days))
SURVEYS = st.from_regex(r"[a-z][a-z0-9-]{1,49}", fullmatch=True)
WAVES = st.builds(lambda survey, days: periods.wave(survey, *days), SURVEYS, PAIRS_OF_DAYS)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2008/09-Q1", date(2008, 4, 1), date(2008, 6, 30)),
        ("2008/09-Q2", date(2008, 7, 1), date(2008, 9, 30)),
        ("2008/09-Q3", date(2008, 10, 1), date(2008, 12, 31)),
        ("2008/09-Q4", date(2009, 1, 1), date(2009, 3, 31)),
        ("2008/09", date(2008, 4, 1), date(2009, 3, 31)),
        ("2008-06", date(2008, 6, 1), date(2008, 6, 30)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2009-02", date(2009, 2, 1), date(2009, 2, 28)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2008-AY", date(2007, 9, 1), date(2008, 8, 31)),
        ("2008-CY", date(2008, 1, 1), date(2008, 12, 31)),
        ("2008/09-2010/11", date(2008, 4, 1), date(2011, 3, 31)),
        ("2008-07-01..2009-06-30", date(2008, 7, 1), date(2009, 6, 30)),
        ("2020-03-16", date(2020, 3, 16), date(2020, 3, 16)),
        ("place-survey:2008-09-29..2008-12-19", date(2008, 9, 29), date(2008, 12, 19)),
        ("place-survey:2008", date(2008, 1, 1), date(2008, 12, 31)),
    ],
)
def test_a_key_says_when_its_period_starts_and_ends(key, start, end):
    assert (period(key).start, period(key).end) == (start, end)


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2008, 3, 31), "2007/08-Q4"),
        (date(2008, 4, 1), "2008/09-Q1"),
        (date(2008, 6, 30), "2008/09-Q1"),
        (date(2008, 7, 1), "2008/09-Q2"),
        (date(2008, 9, 30), "2008/09-Q2"),
        (date(2008, 10, 1), "2008/09-Q3"),
        (date(2008, 12, 31), "2008/09-Q3"),
        (date(2009, 1, 1), "2008/09-Q4"),
        (date(2008, 2, 29), "2007/08-Q4"),
    ],
)
def test_a_quarter_contains_its_first_and_its_last_day(day, key):
    assert periods.containing(day, Frequency.QUARTER).key == key


@pytest.mark.parametrize(
    ("day", "frequency", "key"),
    [
        (date(2009, 3, 31), Frequency.FINANCIAL_YEAR, "2008/09"),
        (date(2009, 4, 1), Frequency.FINANCIAL_YEAR, "2009/10"),
        (date(2008, 8, 31), Frequency.ACADEMIC_YEAR, "2008-AY"),
        (date(2008, 9, 1), Frequency.ACADEMIC_YEAR, "2009-AY"),
        (date(2008, 12, 31), Frequency.CALENDAR_YEAR, "2008-CY"),
        (date(2009, 1, 1), Frequency.CALENDAR_YEAR, "2009-CY"),
    ],
)
def test_each_kind_of_year_turns_on_its_own_day(day, frequency, key):
    assert periods.containing(day, frequency).key == key


def test_february_2009_is_a_month_and_2008_09_a_year():
    assert period("2009-02").kind == PeriodKind.MONTH
    assert period("2008/09").kind == PeriodKind.FINANCIAL_YEAR
    assert period("2008-09").kind == PeriodKind.MONTH


def test_the_financial_and_the_academic_2007_are_different_years():
    assert period("2006/07") != period("2007-AY")


def test_the_turn_of_a_century_keeps_two_digits():
    assert periods.financial_year(1999).key == "1999/00"
    assert period("1999/00").end == date(2000, 3, 31)


@pytest.mark.parametrize(
    "key",
    [
        "", "2008", "2008/10", "2008/2009", "08/09", "2008/09-Q0", "2008/09-Q5", "2008/09 Q1",
        "2008-13", "2008-00", "2008-6", "2008-ay", "2010/11-2008/09", "2008/09-Q1 ", "0000-01",
        "2008/09-2010/12", "２００８/09", "2008-02-30", "2009-06-30..2008-07-01",
        "2008-04-01..2009-03-31", "2008-06-01..2008-06-01", ":2008", "Place:2008", "place:08",
        "place:2008-01-01..2008-12-31", "place:2008-13-01..2008-12-31",
    ],
)  # fmt: skip
def test_what_is_not_a_period_is_refused_with_examples(key):
    with pytest.raises(NotAPeriod, match="Write a financial year as 2008/09"):
        period(key)


@given(st.one_of(KEYS, WINDOWS.map(str), WAVES.map(str)))
def test_every_key_reads_back_as_itself(key):
    assert str(period(key)) == key
    assert period(key).start <= period(key).end


@given(st.one_of(WINDOWS, WAVES))
def test_a_period_of_two_days_is_read_back_from_its_key(found):
    assert period(found.key) == found


@given(KEYS)
def test_a_window_that_is_exactly_a_period_goes_by_its_key(key):
    found = period(key)

    assert periods.window(found.start, found.end) == found


@given(WINDOWS)
def test_the_window_before_ends_the_day_before(found):
    earlier = periods.before(found)

    assert earlier.end + timedelta(days=1) == found.start
    assert periods.whole_months(earlier) == periods.whole_months(found) or not (
        periods.whole_months(found)
    )


@given(WINDOWS)
def test_the_window_a_year_before_has_the_same_days_in_its_year(found):
    earlier = periods.year_before(found)

    assert earlier.start.year == found.start.year - 1
    assert earlier.end.year == found.end.year - 1
    assert periods.whole_months(earlier) == periods.whole_months(found)


def test_the_wave_before_is_the_last_one_of_its_survey_that_is_known():
    first, second, third = (period(f"place-survey:{year}") for year in (2006, 2008, 2010))
    other = period("tellus:2009")

    assert periods.before(third, [first, other, third, second]) == second
    assert periods.year_before(second, [first, other, third, second]) == first
    assert periods.before(first, [first, second, other]) is None
    assert periods.before(first) is None


def test_periods_of_any_kind_stand_in_order_of_time():
    keys = ["place-survey:2008-09-29..2008-12-19", "2008/09", "2008-05-01..2008-10-31", "2008-06"]

    assert [str(one) for one in sorted(map(period, keys))] == [keys[1], keys[2], keys[3], keys[0]]


@given(KEYS)
def test_the_period_before_ends_the_day_before(key):
    found = period(key)

    assert periods.before(found).end + timedelta(days=1) == found.start
    assert periods.before(found).kind == found.kind


@given(st.builds(periods.quarter, YEARS, st.integers(1, 4)))
def test_a_quarter_a_year_before_has_the_same_number(found):
    assert periods.year_before(found).key[-2:] == found.key[-2:]
    assert periods.year_before(found).start.year == found.start.year - 1


@given(DAYS, st.sampled_from(Frequency))
def test_a_day_lies_in_the_period_that_contains_it(day, frequency):
    found = periods.containing(day, frequency)

    assert found.start <= day <= found.end
    assert not found.is_over(found.end)
    assert found.is_over(found.end + timedelta(days=1))


@given(DAYS, st.integers(0, 2000), st.sampled_from(Frequency))
def test_the_periods_of_a_term_follow_each_other(start, length, frequency):
    end = start + timedelta(days=length)
    found = periods.every(frequency, start, end)

    assert all(start <= one.end <= end for one in found)
    assert all(
        one.end + timedelta(days=1) == next_.start
        for one, next_ in zip(found, found[1:], strict=False)
    )


@pytest.mark.parametrize(
    ("key", "year", "ends"),
    [
        ("2008/09-Q1", "2008/09", False),
        ("2008/09-Q4", "2008/09", True),
        ("2009-02", "2008/09", False),
        ("2009-03", "2008/09", True),
        ("2008-AY", "2008-AY", True),
        ("2008/09-2010/11", "2008/09-2010/11", True),
        ("place-survey:2008-09-29..2008-12-19", "2008/09", True),
        ("place-survey:2009-01-05..2009-04-02", "2009/10", True),
        ("2008-04-01..2008-09-30", "2008/09", False),
        ("2008-10-01..2009-03-31", "2008/09", True),
        ("2008-07-01..2009-06-30", "2008-07-01..2009-06-30", True),
    ],
)
def test_a_figure_is_measured_against_the_target_of_its_year(key, year, ends):
    assert periods.target_year(period(key)).key == year
    assert periods.ends_its_year(period(key)) is ends


@pytest.mark.parametrize(
    ("key", "label", "short"),
    [
        ("2008/09-Q4", "Q4 2008/09 (January to March 2009)", "Q4 2008/09"),
        ("2008/09", "2008/09", "2008/09"),
        ("2008-06", "June 2008", "June 2008"),
        ("2008-AY", "academic year 2007/08", "academic year 2007/08"),
        ("2008-CY", "calendar year 2008", "calendar year 2008"),
        ("2008/09-2010/11", "2008/09 to 2010/11", "2008/09 to 2010/11"),
        ("2008-07-01..2009-06-30", "July 2008 to June 2009", "July 2008 to June 2009"),
        ("2008-04-01..2008-09-30", "April to September 2008", "April to September 2008"),
        ("2008-04-02..2008-04-30", "2 April to 30 April 2008", "2 April to 30 April 2008"),
        ("2020-03-16", "16 March 2020", "16 March 2020"),
        ("place-survey:2008", "Place Survey 2008", "Place Survey 2008"),
        (
            "place-survey:2008-09-29..2008-12-19",
            "Place Survey 2008 (29 September to 19 December 2008)",
            "Place Survey 2008",
        ),
    ],
)
def test_a_period_is_said_as_officers_say_it(key, label, short):
    assert (period(key).label, period(key).short_label) == (label, short)
