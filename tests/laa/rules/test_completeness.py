from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.completeness import Standing, Tally, Timing, tally, timing, together

DUE = date(2009, 4, 30)
ENTERED = Standing(True, Timing.ON_TIME)
LATE = Standing(True, Timing.LATE)
OVERDUE = Standing(False, Timing.OVERDUE)
ASIDE = Standing(False, Timing.SET_ASIDE)


@pytest.mark.parametrize(
    ("returned_on", "today", "expected"),
    [
        (DUE, date(2009, 6, 1), Timing.ON_TIME),
        (date(2009, 5, 1), date(2009, 6, 1), Timing.LATE),
        (None, DUE, Timing.NOT_DUE),
        (None, date(2009, 5, 1), Timing.OVERDUE),
    ],
)
def test_the_due_date_itself_is_on_time(returned_on, today, expected):
    found = timing(is_set_aside=False, returned_on=returned_on, due=DUE, today=today)

    assert found == expected


def test_what_is_set_aside_is_neither_late_nor_on_time():
    found = timing(is_set_aside=True, returned_on=None, due=DUE, today=date(2009, 6, 1))

    assert found == Timing.SET_ASIDE


def test_what_is_set_aside_is_not_in_the_denominator():
    found = tally([ENTERED, LATE, OVERDUE, ASIDE])

    assert (found.entered, found.asked, found.set_aside, found.outstanding) == (2, 3, 1, 1)
    assert (found.on_time, found.late, found.overdue) == (1, 1, 1)


def test_the_share_of_nothing_is_not_known():
    assert tally([ASIDE]).share is None


@pytest.mark.parametrize(
    ("entered", "asked", "share"),
    [(100, 108, "92.6"), (1999, 2000, "99.9"), (1, 5000, "0.1"), (0, 5, "0"), (5, 5, "100")],
)
def test_a_share_is_whole_only_where_nothing_is_missing(entered, asked, share):
    assert Tally(asked=asked, entered=entered).share == Decimal(share)


def test_several_parts_are_as_late_as_their_latest():
    assert together([ENTERED, OVERDUE]) == OVERDUE
    assert together([ENTERED, LATE]) == LATE
    assert together([ENTERED, ASIDE]) == ENTERED
    assert together([ASIDE, ASIDE]) == ASIDE
    assert together([]) is None


@given(st.lists(st.sampled_from([ENTERED, LATE, OVERDUE, ASIDE]), max_size=8))
def test_everything_is_counted_once(standings):
    found = tally(standings)

    assert found.asked + found.set_aside == len(standings)
    assert found.on_time + found.late + found.overdue == found.asked
    assert 0 <= found.entered <= found.asked
