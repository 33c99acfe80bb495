"""A job run by several workers at the same moment, in real transactions: done once."""

from datetime import date

import pytest
from django.db import connection

from laa.actions.action_plans import plan_improvement
from laa.actions.job_runs import run_job
from laa.actions.jobs import JOBS
from laa.actions.plan_actions import add_action
from laa.actions.round_calendar import set_calendar
from laa.models import AuditEvent, Flag, JobRun, Notice, Partnership, Round
from tests.jobs import move_to
from tests.laa.actions.test_returns_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

WORKERS = 4


@pytest.fixture(autouse=True)
def _needs_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs concurrent transactions: set DATABASE_URL to a PostgreSQL server")


@pytest.fixture
def busy(quarterly_return, housing_benefit, luton, cast):
    """Something for every job to do."""
    set_calendar(partnership=luton, by=cast.lead)
    plan = plan_improvement(housing_benefit, by=cast.lead)
    for number in range(6):
        add_action(plan, title=f"Step {number}", by=cast.lead)
    add_action(plan, title="Late", owner=cast.officer, due=date(2009, 4, 1), by=cast.lead)
    return luton


def run(name, pk):
    partnership = Partnership.objects.select_related("demonstration").get(pk=pk)
    return run_job(JOBS[name], partnership) or "another worker did it"


@pytest.mark.parametrize(("name", "day"), [
    ("open_rounds", date(2009, 4, 20)),
    ("remind_officers", date(2009, 4, 28)),
    ("housekeeping", date(2009, 5, 1)),
    ("overdue_actions", date(2009, 5, 1)),
])  # fmt: skip
def test_four_workers_at_once_do_it_once(busy, cast, name, day):
    move_to(busy, day)
    if name == "open_rounds":
        Round.objects.all().delete()
    before = set(Notice.objects.values_list("pk", flat=True))

    came = at_once(*[lambda: run(name, busy.pk)] * WORKERS)

    runs = JobRun.objects.filter(name=name)
    assert [(each.progress == each.total, each.error) for each in runs] == [(True, "")]
    assert {each.pk for each in came if isinstance(each, JobRun)} == {runs.get().pk}
    [notice] = Notice.objects.exclude(pk__in=before)
    assert notice.recipient == cast.officer
    opened = AuditEvent.objects.filter(action="flag.open").count()
    assert opened == Flag.objects.count() == (7 if name == "housekeeping" else 0)
    assert Round.objects.count() == (2 if name == "open_rounds" else 1)


def test_of_two_jobs_at_once_neither_waits_for_the_other_for_ever(busy):
    move_to(busy, date(2009, 5, 1))

    came = at_once(*[lambda name=name: run(name, busy.pk) for name in JOBS])

    assert sorted(each.name for each in came) == sorted(JOBS)
    assert JobRun.objects.filter(finished_at=None).count() == 0
