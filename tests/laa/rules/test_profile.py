"""Straight lines and last year's shape: proposals, in the way each figure builds up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.periods import period
from laa.rules.profile import Line, last_years_shape, on_the_line, rounded
from laa.rules.vocabulary import Accumulation

NUMBERS = st.decimals(-1000, 1000, places=2)
YEAR = (date(2008, 4, 1), date(2009, 3, 31))
QUARTERS = [period(f"2008/09-Q{n}") for n in range(1, 5)]


def days(start="48", aim="42"):
    return Line(Decimal(start), Decimal(aim), *YEAR)


@pytest.mark.parametrize(
    ("accumulates", "expected"),
    [
        (Accumulation.SNAPSHOT, ["46.5", "45", "43.5", "42"]),
        (Accumulation.ROLLING_YEAR, ["46.5", "45", "43.5", "42"]),
        (Accumulation.WHOLE_AGREEMENT, ["46.5", "45", "43.5", "42"]),
        (Accumulation.YEAR_TO_DATE, ["10.5", "21", "31.5", "42"]),
        (Accumulation.PERIOD, ["10.5", "10.5", "10.5", "10.5"]),
    ],
)
def test_quarters_on_a_straight_line(accumulates, expected):
    found = [on_the_line(days(), quarter, accumulates) for quarter in QUARTERS]

    assert found == [Decimal(value) for value in expected]


def test_a_month_is_a_twelfth_of_the_way():
    assert on_the_line(days(), period("2008-04"), Accumulation.SNAPSHOT) == Decimal("47.5")


def test_a_line_may_begin_years_before_the_agreement():
    """NI 163: 60 % in 2006, 67 % by 2011."""
    line = Line(Decimal(60), Decimal(67), date(2007, 1, 1), date(2011, 3, 31))

    assert round(line.at(date(2009, 3, 31)), 2) == Decimal("63.71")
    assert line.at(date(2011, 3, 31)) == 67


def test_a_line_of_no_length_is_at_its_aim():
    assert Line(Decimal(1), Decimal(2), date(2009, 4, 1), date(2009, 3, 31)).at(YEAR[1]) == 2


def test_lancasters_sickness_goes_as_it_did_last_year():
    """9.5 days against 1.84, 4.32, 7.11 and a year's 9.2 before."""
    last = [Decimal(v) for v in ("1.84", "4.32", "7.11", "9.20")]

    found = last_years_shape(Decimal("9.5"), last, Accumulation.YEAR_TO_DATE)

    assert rounded(found, 2) == [Decimal("1.90"), Decimal("4.46"), Decimal("7.34")]


def test_quarters_that_stand_alone_share_out_the_sum():
    last = [Decimal(v) for v in (10, 20, 30, 40)]

    assert last_years_shape(Decimal(200), last, Accumulation.PERIOD) == [20, 40, 60]


def test_a_count_since_the_agreement_began_takes_last_years_steps():
    last = [Decimal(v) for v in (200, 300, 400, 500)]
    steps = {"start": Decimal(500), "last_start": Decimal(100)}

    assert last_years_shape(Decimal(900), last, Accumulation.WHOLE_AGREEMENT, **steps) == [
        600,
        700,
        800,
    ]
    assert last_years_shape(Decimal(900), last, Accumulation.WHOLE_AGREEMENT) is None


@pytest.mark.parametrize("last", [[1, 2, 3], [1, None, 3, 4], [0, 0, 0, 0], []])
def test_without_a_whole_last_year_there_is_no_shape(last):
    values = [None if value is None else Decimal(value) for value in last]

    assert last_years_shape(Decimal(10), values, Accumulation.PERIOD) is None


@given(NUMBERS, NUMBERS, st.sampled_from(Accumulation))
def test_a_straight_line_ends_where_it_aims(start, aim, accumulates):
    line = Line(start, aim, *YEAR)
    found = [on_the_line(line, quarter, accumulates) for quarter in QUARTERS]

    total = sum(found) if accumulates == Accumulation.PERIOD else found[-1]
    assert abs(total - aim) < Decimal("1e-20")


@given(st.lists(st.decimals(1, 1000, places=2), min_size=4, max_size=4))
def test_last_years_own_total_gives_last_years_own_quarters(last):
    for accumulates, aim in (
        (Accumulation.PERIOD, sum(last)),
        (Accumulation.YEAR_TO_DATE, last[-1]),
    ):
        found = last_years_shape(aim, last, accumulates)
        assert [round(value, 10) for value in found] == last[:3]
