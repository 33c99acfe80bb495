"""Old run records go; what a job goes by stays, so that nothing is done twice after it."""

from datetime import date, timedelta

import pytest

from laa import clock
from laa.actions.action_plans import plan_improvement
from laa.actions.job_runs import run_job
from laa.actions.jobs import JOBS
from laa.actions.plan_actions import add_action
from laa.models import JobRun, Notice
from tests.factories import PartnershipFactory
from tests.jobs import run

pytestmark = pytest.mark.django_db

TODAY = date(2009, 4, 20)
HOUSEKEEPING, OVERDUE = JOBS["housekeeping"], JOBS["overdue_actions"]


@pytest.fixture(autouse=True)
def kept(settings):
    settings.JOB_RUNS_KEPT_DAYS = 100


def a_run(partnership, name, days, *, is_finished=True):
    """A run of so many days ago."""
    now = clock.now(partnership)
    return JobRun.objects.create(
        partnership=partnership,
        name=name,
        as_at=TODAY - timedelta(days=days),
        started_at=now,
        finished_at=now if is_finished else None,
    )


def test_runs_older_than_the_settings_say_are_deleted_by_the_nightly_job(luton):
    runs = [a_run(luton, "open_rounds", days) for days in (300, 101, 100, 1)]

    done = run_job(HOUSEKEEPING, luton)

    assert list(JobRun.objects.filter(name="open_rounds").order_by("pk")) == runs[2:]
    assert done.counts["old runs deleted"] == 2


def test_the_newest_of_each_job_and_what_is_unfinished_stay_however_old(luton):
    stay = [
        a_run(luton, "digest", 400),
        a_run(luton, "flag_off_track:laa", 300),
        a_run(luton, "open_rounds", 250, is_finished=False),
        a_run(luton, "open_rounds", 200),
    ]
    a_run(luton, "digest", 401)

    run_job(HOUSEKEEPING, luton)

    assert set(JobRun.objects.exclude(name="housekeeping")) == set(stay)


def test_another_partnership_s_runs_are_its_own(luton):
    other = PartnershipFactory(slug="elsewhere")
    for days in (300, 200):
        a_run(other, "open_rounds", days)

    run_job(HOUSEKEEPING, luton)

    assert JobRun.objects.filter(partnership=other).count() == 2


def test_never_fewer_than_a_month_is_kept(luton, settings):
    settings.JOB_RUNS_KEPT_DAYS = 0
    runs = [a_run(luton, "digest", days) for days in (32, 31, 2)]

    run_job(HOUSEKEEPING, luton)

    assert list(JobRun.objects.filter(name="digest").order_by("pk")) == runs[1:]


def test_after_the_old_runs_are_gone_nobody_is_told_again(luton, housing_benefit, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    add_action(plan, title="Hire", owner=cast.officer, due=date(2009, 4, 1), by=cast.lead)
    for _ in range(2):
        run(OVERDUE, luton, TODAY)
    told = Notice.objects.filter(key__startswith="overdue:").count()
    assert told == 1

    run(HOUSEKEEPING, luton, TODAY + timedelta(days=200))
    run(OVERDUE, luton)

    assert Notice.objects.filter(key__startswith="overdue:").count() == told
