"""What stands beside each box of a return."""

from decimal import Decimal

import pytest

from laa.actions.revisions import mark_break
from laa.exports.returns import line_rows
from laa.models import Figure, Target
from laa.queries.return_page import lines_in_context
from laa.rules.entry import Entry
from tests.factories import RECORDED, cell

pytestmark = pytest.mark.django_db

APART = "49 days, before the definition changed"


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


@pytest.mark.parametrize(
    ("begun", "last_period", "last_year"),
    [
        ("2008/09-Q4", "45 days, before the definition changed", APART),
        ("2008/09-Q3", "45 days", APART),
        ("2007/08-Q4", "45 days", "49 days"),
        ("2009/10-Q1", "45 days", "49 days"),
    ],
)
def test_a_figure_from_before_a_new_definition_is_marked_as_no_comparison(
    begun, last_period, last_year, known, beside, housing_benefit, cast
):
    known("2008/09-Q3", "45")
    known("2007/08-Q4", "49")
    strand = housing_benefit.indicator.strands.get()
    mark_break(strand, period=begun, reason="New claims only.", by=cast.lead)

    assert (beside().last_period_said, beside().last_year_said) == (last_period, last_year)
    head, row = line_rows([beside()])
    in_file = row[head.index("Before a new definition")] or ""
    assert ("last period" in in_file) == ("before the definition" in last_period)
    assert ("last year" in in_file) == (last_year == APART)


def test_of_two_new_definitions_the_one_between_counts(known, beside, housing_benefit, cast):
    known("2007/08-Q4", "49")
    strand = housing_benefit.indicator.strands.get()
    for begun in ("2009/10-Q1", "2008/09-Q2", "2007/08-Q1"):
        mark_break(strand, period=begun, reason="Again.", by=cast.lead)

    assert beside().last_year_said == APART


@pytest.mark.parametrize(("begun", "said"), [("2008/09-Q4", ""), (None, "better than last period")])
def test_no_better_or_worse_is_said_across_a_new_definition(
    begun, said, known, beside, housing_benefit, cast
):
    known("2008/09-Q3", "45")
    if begun:
        strand = housing_benefit.indicator.strands.get()
        mark_break(strand, period=begun, reason="New claims only.", by=cast.lead)

    assert beside().reading(Entry("measured", Decimal(40))).rated.travel == said


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
