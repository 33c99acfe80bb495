from datetime import date

import pytest

from laa.rules.owed import is_due, periods_owed
from laa.rules.periods import period
from laa.rules.vocabulary import Frequency

TERM = (date(2008, 4, 1), date(2011, 3, 31))
FORMER = (date(2005, 4, 1), date(2008, 3, 31))


def owed(frequency, observed, awaited=(), terms=(TERM,)):
    found = periods_owed(
        frequency=frequency, observed=period(observed), awaited=awaited, terms=terms
    )
    return [one.key for one in found]


def test_a_quarterly_indicator_owes_the_quarter():
    assert owed(Frequency.QUARTER, "2008/09-Q4") == ["2008/09-Q4"]


def test_a_yearly_indicator_owes_the_year_that_the_quarter_is_in():
    assert owed(Frequency.FINANCIAL_YEAR, "2008/09-Q2") == ["2008/09"]
    assert owed(Frequency.ACADEMIC_YEAR, "2008/09-Q1") == ["2008-AY"]
    assert owed(Frequency.ACADEMIC_YEAR, "2008/09-Q2") == ["2009-AY"]


def test_an_outturn_round_asks_a_quarterly_indicator_for_its_last_quarter():
    assert owed(Frequency.QUARTER, "2007/08", terms=[FORMER]) == ["2007/08-Q4"]


def test_a_monthly_indicator_owes_three_months_in_a_round_of_a_quarter():
    assert owed(Frequency.MONTH, "2008/09-Q2") == ["2008-07", "2008-08", "2008-09"]
    assert owed(Frequency.MONTH, "2008/09-Q2", ["2008-06", "2008-08"]) == [
        "2008-06",
        "2008-07",
        "2008-08",
        "2008-09",
    ]


def test_a_monthly_indicator_owes_the_month_in_a_round_of_a_month():
    assert owed(Frequency.MONTH, "2008-07") == ["2008-07"]


def test_a_month_asks_for_the_quarter_only_where_the_quarter_ends():
    found = [owed(Frequency.QUARTER, key) for key in ("2008-07", "2008-08", "2008-09")]

    assert found == [[], [], ["2008/09-Q2"]]


def test_a_month_asks_for_a_year_where_a_quarter_or_the_year_ends():
    assert owed(Frequency.FINANCIAL_YEAR, "2008-08") == []
    assert owed(Frequency.FINANCIAL_YEAR, "2008-09") == ["2008/09"]
    assert owed(Frequency.ACADEMIC_YEAR, "2008-08") == ["2008-AY"]


def test_what_is_awaited_is_asked_for_in_every_month():
    assert owed(Frequency.QUARTER, "2008-07", ["2008/09-Q1", "2008/09-Q2"]) == ["2008/09-Q1"]


def test_a_period_still_awaited_comes_first():
    keys = ["2008/09-Q2", "2008/09-Q1"]

    assert owed(Frequency.QUARTER, "2008/09-Q3", keys) == [
        "2008/09-Q1",
        "2008/09-Q2",
        "2008/09-Q3",
    ]


def test_the_rounds_own_period_is_not_owed_twice():
    assert owed(Frequency.QUARTER, "2008/09-Q3", ["2008/09-Q3"]) == ["2008/09-Q3"]


def test_a_year_that_ends_after_the_term_is_not_owed_but_what_is_awaited_still_is():
    assert owed(Frequency.ACADEMIC_YEAR, "2010/11-Q4") == []
    assert owed(Frequency.ACADEMIC_YEAR, "2010/11-Q4", ["2010-AY"]) == ["2010-AY"]


def test_after_the_term_only_what_is_awaited_is_owed():
    assert owed(Frequency.QUARTER, "2011/12-Q1") == []
    assert owed(Frequency.QUARTER, "2011/12-Q1", ["2010/11-Q4"]) == ["2010/11-Q4"]
    assert owed(Frequency.FINANCIAL_YEAR, "2011/12-Q2", ["2010/11"]) == ["2010/11"]


def test_between_two_terms_nothing_new_is_owed():
    later = (date(2009, 4, 1), date(2012, 3, 31))

    assert owed(Frequency.QUARTER, "2008/09-Q2", terms=[FORMER, later]) == []
    assert owed(Frequency.QUARTER, "2009/10-Q2", terms=[FORMER, later]) == ["2009/10-Q2"]


def test_the_last_quarter_of_the_term_is_owed():
    assert owed(Frequency.QUARTER, "2010/11-Q4") == ["2010/11-Q4"]


@pytest.mark.parametrize(
    ("by", "due"),
    [(date(2009, 4, 13), False), (date(2009, 4, 14), True), (date(2009, 4, 15), True)],
)
def test_a_figure_is_due_from_the_day_its_lag_is_over(by, due):
    assert is_due(period("2008/09-Q4"), lag_days=14, by=by) is due


def test_a_figure_without_a_lag_is_due_on_the_last_day_of_its_period():
    assert is_due(period("2008/09-Q4"), lag_days=0, by=date(2009, 3, 31))
