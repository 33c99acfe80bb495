from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.working_days import is_working_day, working_day_after

EASTER = {date(2009, 4, 10), date(2009, 4, 13)}


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2009, 3, 31), 1, date(2009, 4, 1)),
        (date(2009, 4, 3), 1, date(2009, 4, 6)),
        (date(2009, 4, 4), 1, date(2009, 4, 6)),
        (date(2009, 4, 9), 1, date(2009, 4, 14)),
        (date(2009, 3, 31), 15, date(2009, 4, 23)),
    ],
)
def test_weekends_and_closed_days_do_not_count(day, number, expected):
    assert working_day_after(day, number, EASTER) == expected


def test_the_nought_th_working_day_is_refused():
    with pytest.raises(ValueError, match="from 1, not from 0"):
        working_day_after(date(2009, 3, 31), 0, ())


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(1, 60),
    st.sets(st.integers(1, 90), max_size=10),
)
def test_as_many_working_days_lie_between_as_were_asked_for(day, number, off):
    closed = {day + timedelta(days=n) for n in off}

    found = working_day_after(day, number, closed)

    days = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert sum(is_working_day(each, closed) for each in days) == number
    assert is_working_day(found, closed)
