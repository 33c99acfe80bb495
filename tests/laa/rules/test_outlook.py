"""Projections: against statsmodels, and never from too little."""

from datetime import date
from decimal import Decimal

import numpy
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as students_t

from laa.rules.outlook import FEWEST_POINTS, Point, Projection, critical_t, project, will_it_do
from laa.rules.periods import every
from laa.rules.rating_rules import Aim
from laa.rules.vocabulary import Accumulation, Frequency, Outlook, Polarity

SNAPSHOT = Accumulation.SNAPSHOT
QUARTERS = every(Frequency.QUARTER, date(2003, 4, 1), date(2011, 3, 31))
VALUES = st.lists(st.decimals(0, 100, places=1), min_size=FEWEST_POINTS, max_size=20)
END = date(2012, 3, 31)


def points(values):
    return [Point(q.end, Decimal(v)) for q, v in zip(QUARTERS, values, strict=False)]


@pytest.mark.parametrize("freedom", [6, 7, 10, 30, 100])
def test_the_t_percentile_is_good_to_three_places(freedom):
    assert float(critical_t(freedom)) == pytest.approx(students_t.ppf(0.975, freedom), abs=5e-4)


@given(VALUES)
def test_line_and_interval_are_what_statsmodels_says(values):
    given = points(values)
    days = [(p.on - given[0].on).days for p in given]
    model = sm.OLS([float(v) for v in values], sm.add_constant(numpy.array(days, dtype=float)))
    ahead = [[1.0, float((END - given[0].on).days)]]
    frame = model.fit().get_prediction(ahead).summary_frame(alpha=0.05)

    found = project(given, END, SNAPSHOT)

    assert float(found.value) == pytest.approx(frame["mean"][0], abs=1e-6)
    width = frame["obs_ci_upper"][0] - frame["obs_ci_lower"][0]
    assert float(found.high - found.low) == pytest.approx(width, rel=5e-4, abs=1e-6)


def test_seven_points_are_too_few():
    assert project(points(range(7)), END, SNAPSHOT) is None
    assert project(points(range(8)), END, SNAPSHOT).points == 8


@pytest.mark.parametrize("accumulates", [a for a in Accumulation if a.grows])
def test_what_builds_up_through_the_year_cannot_be_projected(accumulates):
    assert project(points(range(12)), END, accumulates) is None


def test_points_of_one_day_have_no_line():
    assert project([Point(END, Decimal(n)) for n in range(8)], END, SNAPSHOT) is None


def test_a_line_without_scatter_goes_straight_on():
    found = project(points([50] * 8), END, SNAPSHOT)

    assert (found.value, found.low, found.high) == (50, 50, 50)


@pytest.mark.parametrize(
    ("aim", "polarity", "outlook"),
    [("45", Polarity.UP, Outlook.WILL), ("46", Polarity.UP, Outlook.UNCERTAIN),
     ("56", Polarity.UP, Outlook.WONT), ("55", Polarity.DOWN, Outlook.WILL),
     ("50", Polarity.DOWN, Outlook.UNCERTAIN), ("44", Polarity.DOWN, Outlook.WONT),
     ("50", Polarity.STAY_CLOSE, Outlook.UNCERTAIN), ("60", Polarity.STAY_CLOSE, Outlook.WONT)],
)  # fmt: skip
def test_the_whole_interval_counts_not_its_middle(aim, polarity, outlook):
    between = Projection(Decimal(50), Decimal(45), Decimal(55), 8)

    assert will_it_do(between, Aim(Decimal(aim), Decimal(aim)), polarity) == outlook


def test_a_range_that_holds_the_whole_interval_will_be_kept():
    between = Projection(Decimal(50), Decimal(45), Decimal(55), 8)

    assert will_it_do(between, Aim(Decimal(40), Decimal(60)), Polarity.STAY_CLOSE) == Outlook.WILL
