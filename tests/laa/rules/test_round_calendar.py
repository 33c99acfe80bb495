from datetime import date

from laa.rules.periods import period
from laa.rules.round_calendar import Days, dates_of, periods_asked, to_open
from laa.rules.vocabulary import Frequency

EASTER = {date(2009, 4, 10), date(2009, 4, 13)}
DAYS = Days(opens=1, due=15, sign_off=25)
TERM = {"starts": date(2008, 4, 1), "ends": date(2009, 3, 31)}


def made(*keys):
    return [dates_of(period(key), DAYS, EASTER) for key in keys]


def opening(today, *, opened=(), of=("2008/09-Q2", "2008/09-Q3", "2008/09-Q4", "2008/09")):
    found = to_open(made(*of), [period(key) for key in opened], today=today)
    return [dates.period.key for dates in found]


def test_a_rounds_dates_are_counted_from_the_end_of_its_period():
    [dates] = made("2008/09-Q4")

    assert (dates.opens, dates.due, dates.sign_off) == (
        date(2009, 4, 1),
        date(2009, 4, 23),
        date(2009, 5, 7),
    )


def test_a_year_of_quarters_ends_with_a_round_of_its_own():
    found = periods_asked(Frequency.QUARTER, has_year_end=True, **TERM)

    assert [each.key for each in found] == [
        "2008/09-Q1",
        "2008/09-Q2",
        "2008/09-Q3",
        "2008/09-Q4",
        "2008/09",
    ]


def test_a_year_of_months_has_twelve_rounds():
    found = periods_asked(Frequency.MONTH, has_year_end=False, **TERM)

    assert len(found) == 12
    assert (found[0].key, found[-1].key) == ("2008-04", "2009-03")


def test_a_round_opens_on_its_day_and_not_before():
    assert opening(date(2009, 3, 31), opened=["2008/09-Q3"]) == []
    assert opening(date(2009, 4, 1), opened=["2008/09-Q3"]) == ["2008/09-Q4", "2008/09"]


def test_what_was_opened_is_not_opened_again():
    opened = ["2008/09-Q3", "2008/09-Q4", "2008/09"]

    assert opening(date(2009, 6, 1), opened=opened) == []


def test_a_gap_is_caught_up_with():
    found = opening(date(2009, 4, 20), opened=["2008/09-Q1", "2007/08"])

    assert found == ["2008/09-Q2", "2008/09-Q3", "2008/09-Q4", "2008/09"]


def test_nobody_is_asked_for_what_lies_before_they_began():
    assert opening(date(2009, 4, 20)) == ["2008/09-Q4", "2008/09"]
    assert opening(date(2009, 5, 8)) == []
