"""A year from its quarters: adding what adds, and nothing else."""

from datetime import date
from decimal import Decimal

import pytest

from laa.rules.periods import period
from laa.rules.vocabulary import Accumulation, Unit
from laa.rules.years import Part, told_of, year_of

ADDS = Accumulation.PERIOD


def parts(*values):
    return [None if value is None else Part(Decimal(value)) for value in values]


def test_quarters_that_stand_alone_add():
    assert year_of(parts(10, 0, 30, 40), ADDS, Unit.NUMBER) == 80


@pytest.mark.parametrize("missing", [None, "gone"])
def test_a_sum_without_a_quarter_is_no_sum(missing):
    quarters = parts(10, 20, 30, 40)
    quarters[1] = None if missing is None else Part(None)

    assert year_of(quarters, ADDS, Unit.NUMBER) is None
    assert year_of(quarters[:3], ADDS, Unit.NUMBER) is None


def test_ratios_add_by_numerator_and_denominator():
    """The mean of the four percentages would be 65."""
    shares = [(9, 10), (50, 100), (50, 100), (70, 100)]
    quarters = [Part(Decimal(n) / d * 100, Decimal(n), Decimal(d)) for n, d in shares]

    assert round(year_of(quarters, ADDS, Unit.PERCENT), 1) == Decimal("57.7")


def test_percentages_without_their_parts_do_not_add():
    assert year_of(parts(50, 60, 70, 80), ADDS, Unit.PERCENT) is None


@pytest.mark.parametrize("accumulates", sorted(set(Accumulation) - {ADDS}))
def test_anything_else_stands_where_its_fourth_quarter_does(accumulates):
    assert year_of(parts(10, 20, 30, 40), accumulates, Unit.NUMBER) == 40
    assert year_of(parts(10, 20, 30, None), accumulates, Unit.NUMBER) is None
    assert year_of([], accumulates, Unit.NUMBER) is None


@pytest.mark.parametrize(
    ("key", "accumulation", "start", "end"),
    [
        ("2008/09-Q2", "period", date(2008, 7, 1), date(2008, 9, 30)),
        ("2008/09-Q2", "snapshot", date(2008, 7, 1), date(2008, 9, 30)),
        ("2008/09-Q2", "year_to_date", date(2008, 4, 1), date(2008, 9, 30)),
        ("2008/09-Q2", "rolling_year", date(2007, 10, 1), date(2008, 9, 30)),
        ("2008/09-Q2", "whole_agreement", date(2006, 12, 1), date(2008, 9, 30)),
        ("2008/09", "year_to_date", date(2008, 4, 1), date(2009, 3, 31)),
    ],
)
def test_a_count_is_of_the_days_its_figure_tells_of(key, accumulation, start, end):
    found = told_of(period(key), Accumulation(accumulation), date(2006, 12, 1))

    assert (found.start, found.end) == (start, end)
