"""Which way the figures of one promise go, in words."""

from datetime import date
from decimal import Decimal

import pytest

from laa.models import Indicator, Target
from laa.queries.travel import directions, projection_said
from laa.rules.periods import every
from laa.rules.targets import Resolved
from laa.rules.vocabulary import Frequency

QUARTERS = [q.key for q in every(Frequency.QUARTER, date(2006, 4, 1), date(2009, 3, 31))]


def indicator(**options):
    return Indicator(**{"polarity": "down", "unit": "days", "accumulates": "snapshot", **options})


def said(values, **options):
    is_profiled = options.pop("is_profiled", False)
    values = {key: Decimal(value) for key, value in values.items()}
    year = Target(period="2008/09")
    year.is_profiled = is_profiled
    return [leg.said for leg in directions(indicator(**options), values, [year])]


def test_against_the_quarter_before_and_the_same_quarter_last_year():
    found = said({"2007/08-Q4": "50", "2008/09-Q3": "44", "2008/09-Q4": "45"})

    assert found == ["worse than Q3 2008/09 (44 days)", "better than Q4 2007/08 (50 days)"]


def test_a_yearly_figure_has_one_year_before():
    assert said({"2007/08": "50", "2008/09": "50"}) == ["the same as 2007/08 (50 days)"]


def test_what_prints_alike_is_the_same():
    assert said({"2007/08": "50.4", "2008/09": "50"}) == ["the same as 2007/08 (50.4 days)"]


@pytest.mark.parametrize("options", [{"accumulates": "year_to_date"}, {"is_profiled": True}])
def test_the_season_is_not_taken_for_the_trend(options):
    found = said({"2007/08-Q2": "20", "2008/09-Q1": "8", "2008/09-Q2": "18"}, **options)

    assert found == [
        "not compared with Q1 2008/09: a part of the year has no like there",
        "better than Q2 2007/08 (20 days)",
    ]


def test_milestones_of_another_year_withhold_nothing():
    found = said({"2009/10-Q1": "8", "2009/10-Q2": "18"}, is_profiled=True)

    assert found[0] == "worse than Q1 2009/10 (8 days)"


def test_without_figures_nothing_is_said_and_with_one_what_is_missing():
    assert said({}) == []
    assert said({"2008/09-Q4": "45"}) == ["no figure for Q3 2008/09", "no figure for Q4 2007/08"]


def target(number="30"):
    promised = Target(period="2009/10", period_end=date(2010, 3, 31))
    return [(promised, Resolved(Decimal(number)))]


def projected(values, number="30", **options):
    values = {key: Decimal(value) for key, value in zip(QUARTERS, values, strict=False)}
    return projection_said(indicator(**options), values, target(number))


def test_a_line_through_twelve_quarters_leads_somewhere():
    assert projected(range(60, 36, -2)) == (
        "A straight line through 12 figures leads to 30 days "
        "(95 times in 100 between 30 days and 30 days) by 31 March 2010: uncertain."
    )
    assert projected(range(60, 36, -2), "40").endswith("31 March 2010: will be met.")
    assert projected(range(60, 36, -2), "20").endswith("31 March 2010: won’t be met.")


def test_too_few_figures_or_figures_that_build_up_say_so():
    assert projected([50]) == (
        "A projection cannot be calculated: 1 figure is on record, and it takes 8."
    )
    assert "7 figures are on record" in projected(range(7))
    assert projected(range(12), accumulates="year_to_date") == (
        "A projection cannot be calculated: the figures build up through the year."
    )


def test_nothing_to_reach_is_nothing_to_project():
    values = {"2008/09-Q4": Decimal(45)}

    assert projection_said(indicator(), {}, target()) == ""
    assert projection_said(indicator(), values, []) == ""
    assert projection_said(indicator(polarity="none"), values, target()) == ""
