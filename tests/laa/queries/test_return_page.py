"""What stands beside each box of a return."""

from decimal import Decimal

import pytest

from laa.models import Figure, Target
from laa.queries.return_page import lines_in_context
from tests.factories import RECORDED, cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(housing_benefit, luton):
    """Put a figure on record: `known("2008/09-Q3", "45")`."""

    def record(period, value, state="measured", **fields):
        return Figure.objects.create(
            partnership=luton,
            strand=housing_benefit.indicator.strands.get(),
            period=period,
            state=state,
            value=None if value is None else Decimal(value),
            recorded_at=RECORDED,
            **fields,
        )

    return record


@pytest.fixture
def beside(quarterly_return):
    return lambda: lines_in_context(quarterly_return)[0]


def test_with_no_history_it_says_none_and_not_zero(beside):
    assert (beside().last_period_said, beside().last_year_said) == ("none", "none")
    assert beside().entered_said == ""


def test_the_quarter_before_and_the_same_quarter_last_year(known, beside):
    known("2008/09-Q3", "45")
    known("2007/08-Q4", "49")
    known("2008/09-Q2", "1")

    assert (beside().last_period_said, beside().last_year_said) == ("45 days", "49 days")


def test_no_figure_says_why(known, beside):
    known("2008/09-Q3", None, state="awaiting_source")

    assert beside().last_period_said == "awaiting the source"


def test_a_revision_takes_the_place_of_what_it_revised(known, beside):
    older = known("2008/09-Q3", "45")
    known("2008/09-Q3", "46", state="revised", version=2, supersedes=older)

    assert beside().last_period_said == "46 days"


def test_a_forecast_for_the_period_is_shown_as_one(known, beside):
    known("2008/09-Q4", "40", state="forecast")

    assert beside().forecast.value == 40


def test_the_target_is_the_years(beside):
    assert beside().target_said == "42 days"


def test_a_target_changed_since_is_shown_as_it_stands_now(housing_benefit, luton, beside):
    older = housing_benefit.targets.get(period="2008/09")
    Target.objects.create(
        partnership=luton,
        commitment=housing_benefit,
        strand=older.strand,
        period="2008/09",
        version=2,
        supersedes=older,
        **cell("*41", value="41"),
    )

    assert beside().target_said == "41 days"


def test_a_placeholder_is_shown_in_its_words(housing_benefit, luton, beside):
    older = housing_benefit.targets.get(period="2008/09")
    Target.objects.create(
        partnership=luton,
        commitment=housing_benefit,
        strand=older.strand,
        period="2008/09",
        version=2,
        supersedes=older,
        **cell("*Target setting deferred until 2009"),
    )

    assert beside().target_said == "Target setting deferred until 2009"
