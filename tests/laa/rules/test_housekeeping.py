from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from laa.rules.housekeeping import climbed, opened_on
from laa.rules.working_days import is_working_day, working_day_after, working_day_before

FRIDAY = date(2009, 5, 1)
EARLY_MAY = {date(2009, 5, 4)}
"""The bank holiday on the Monday after."""


def on(day, *, certifier_after=5, lead_after=10, step="officer", since=FRIDAY):
    return climbed(
        step,
        since,
        today=day,
        certifier_after=certifier_after,
        lead_after=lead_after,
        closed=EARLY_MAY,
    )


def test_it_is_with_the_officer_for_five_working_days():
    assert on(date(2009, 5, 10)) == ("officer", FRIDAY)
    assert on(date(2009, 5, 11)) == ("certifier", date(2009, 5, 11))


def test_the_performance_lead_follows_after_ten():
    assert on(date(2009, 5, 17))[0] == "certifier"
    assert on(date(2009, 5, 18)) == ("performance_lead", date(2009, 5, 18))
    assert on(date(2010, 5, 18)) == ("performance_lead", date(2009, 5, 18))


def test_both_may_be_told_on_one_day():
    told = on(date(2009, 5, 5), certifier_after=1, lead_after=1)

    assert told == ("performance_lead", date(2009, 5, 5))


def test_nobody_is_above_the_performance_lead():
    assert on(date(2010, 1, 1), step="performance_lead") == ("performance_lead", FRIDAY)


@given(
    looks=st.sets(st.integers(0, 40), max_size=4),
    last=st.integers(0, 40),
    first=st.integers(1, 10),
    more=st.integers(0, 10),
)
def test_however_often_somebody_looked_it_comes_to_the_same(looks, last, first, more):
    days = {"certifier_after": first, "lead_after": first + more}
    step, since = "officer", FRIDAY
    for look in sorted(look for look in looks if look <= last):
        step, since = on(FRIDAY + timedelta(days=look), step=step, since=since, **days)

    end = FRIDAY + timedelta(days=last)
    assert on(end, step=step, since=since, **days) == on(end, **days)


def test_at_the_first_look_everything_counts_from_that_day():
    assert opened_on(date(2008, 1, 31), looked_last=None, today=FRIDAY) == FRIDAY


def test_what_came_since_the_last_look_counts_from_its_own_day():
    def since(fine_until):
        return opened_on(fine_until, looked_last=date(2009, 4, 20), today=FRIDAY)

    assert since(date(2009, 4, 25)) == date(2009, 4, 26)
    assert since(date(2009, 4, 20)) == date(2009, 4, 21)
    assert since(date(2009, 4, 19)) == FRIDAY, "it was late at the last look, and not seen"
    assert since(date(2009, 4, 30)) == FRIDAY


def test_working_days_before_a_day():
    assert working_day_before(date(2009, 5, 5), 1, EARLY_MAY) == FRIDAY
    assert working_day_before(FRIDAY, 0, EARLY_MAY) == FRIDAY
    assert working_day_before(date(2009, 4, 30), 5, set()) == date(2009, 4, 23)


@given(st.dates(date(2008, 1, 1), date(2012, 1, 1)), st.integers(1, 30))
def test_there_and_back_again(day, number):
    start = day if is_working_day(day, EARLY_MAY) else working_day_after(day, 1, EARLY_MAY)

    assert (
        working_day_before(working_day_after(start, number, EARLY_MAY), number, EARLY_MAY) == start
    )
