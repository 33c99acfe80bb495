"""H14: 10 wanted, 12 recruited, 5 completed, at £25,000."""

import pytest

from laa.actions.refusals import Refused
from projects.actions.records import add_record, edit_record
from projects.models import Cohort
from projects.queries.summaries import summary_of

pytestmark = pytest.mark.django_db


def test_recruited_completed_and_the_cost_of_each(printed):
    (said,) = summary_of("cohorts", printed, list(Cohort.objects.of(printed)))

    assert "12 recruited against 10 (120% of target)" in said
    assert "5 of 12 completed it (41.7%)" in said
    assert "£25,000 / 5 = £5,000 for each who completed (derived)" in said


def test_nobody_completed_costs_nothing_each(project, cast):
    row = add_record(Cohort, project=project, title="X", completed=0, cost=100, by=cast.officer)

    assert summary_of("cohorts", project, [row]) == []


def test_more_cannot_complete_than_began(project, cast):
    row = add_record(Cohort, project=project, title="X", recruited=5, by=cast.officer)

    with pytest.raises(Refused, match="More completed it than were recruited"):
        edit_record(row, completed=6, by=cast.officer)
