"""A project's funding agreement goes the core's whole way: return, rating, flag, board report."""

import json
from decimal import Decimal

import pytest

from laa.actions.flags import flag_off_track
from laa.measures import Counted
from laa.models import Flag, Rating
from laa.rules import periods
from laa.rules.document_data import as_data
from laa.rules.vocabulary import Accumulation, Unit
from projects.queries.outputs import outputs_of
from projects.queries.proofs import ProvenYear
from projects.queries.quarter import quarterly_return as project_return
from projects.rules.attainment import Output, YearLine
from projects.rules.so_far import so_far
from tests.factories import AgreementFactory
from tests.steps import signed_off
from tests.systems.issued import issued_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(luton, project):
    """In place of the local area agreement of other tests."""
    agreement = AgreementFactory(
        partnership=luton, slug="laa", title="Seaside growth", kind="project_funding"
    )
    project.agreement = agreement
    project.save()
    return agreement


def test_returned_signed_off_rated_flagged_and_reported(
    agreement, project, quarterly_return, luton, cast, today
):
    signed_off(quarterly_return, cast, "50")

    rating = Rating.objects.get(commitment__agreement=agreement, period="2008/09-Q4")
    assert rating.rating == "off_track"
    (output,) = outputs_of(project)
    assert [line.achieved_said for line in output.lines] == ["50", "blank", "blank"]
    last, before = periods.period("2008/09-Q4"), periods.period("2008/09-Q3")
    told = [str(as_data(project_return(project, each, today))) for each in (last, before)]
    assert ["'text': '50'" in each for each in told] == [True, False]
    flag_off_track(luton)
    assert Flag.objects.filter(commitment__agreement=agreement).exists()
    assert "NI 181" in json.dumps(json.loads(issued_report(agreement, cast).body))


def quarters(*values):
    """The first quarters of 2008/09; None has no figure."""
    return [
        (periods.quarter(2008, n), Decimal(value))
        for n, value in enumerate(values, start=1)
        if value is not None
    ]


@pytest.mark.parametrize(
    ("accumulates", "told", "found"),
    [
        ("period", (2, 3), (5, "to Q2 2008/09")),
        ("period", (2, None, 3), (5, "to Q3 2008/09, without Q2 2008/09")),
        ("period", (2, 3, 0, 1), (6, "")),
        ("year_to_date", (2, 3), (3, "to Q2 2008/09")),
        ("year_to_date", (2, 3, 3, 4), (4, "")),
        ("period", (), None),
    ],
)
def test_a_year_stands_where_its_quarters_stand(accumulates, told, found):
    year = periods.period("2008/09")

    assert so_far(quarters(*told), year, Accumulation(accumulates), Unit.NUMBER) == found


def test_shares_of_quarters_do_not_add_and_other_years_do_not_count():
    year = periods.period("2008/09")

    assert so_far(quarters(2, 3), year, Accumulation.PERIOD, Unit.PERCENT) is None
    assert so_far(quarters(2), periods.period("2009/10"), Accumulation.PERIOD, Unit.NUMBER) is None


def test_a_year_that_is_still_told_of_is_neither_over_nor_short():
    lines = (
        YearLine("2007/08", 6, "6", 1, "1"),
        YearLine("2008/09", 12, "12", 3, "3", so_far="to Q2 2008/09"),
    )
    output = Output("X", "Jobs", lines)

    assert output.achieved_said == "4, of which 3 to Q2 2008/09"
    assert (output.actual.achieved, output.actual.target) == (1, 6)
    assert [line.period for line in output.unexplained] == ["2007/08"]
    assert lines[1].missing is None
    assert not ProvenYear(lines[1], Counted("Jobs", ())).differs
