"""The jobs that follow the calendar: twice, late, broken off, beside one another."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import OperationalError

from laa.actions import chores, housekeeping, round_jobs
from laa.actions.action_plans import plan_improvement
from laa.actions.job_runs import is_needed, run_job
from laa.actions.jobs import JOBS
from laa.actions.plan_actions import add_action
from laa.actions.round_calendar import set_calendar
from laa.models import (
    Flag,
    JobRun,
    Notice,
    Round,
    Target,
)
from laa.tasks import run_everywhere, run_in_partnership
from tests.factories import PartnershipFactory, cell
from tests.jobs import days, move_to, run, told
from tests.steps import submitted

pytestmark = pytest.mark.django_db

OPEN, HOUSEKEEPING = JOBS["open_rounds"], JOBS["housekeeping"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """A task that is woken is done there and then."""
    monkeypatch.setattr(run_in_partnership, "delay", run_in_partnership)


@pytest.fixture
def plan(housing_benefit, cast):
    return plan_improvement(housing_benefit, by=cast.lead)


@pytest.fixture
def everything(quarterly_return, housing_benefit, plan, luton, cast):
    """Something for every job to do as the days go by."""
    set_calendar(partnership=luton, by=cast.lead)
    add_action(plan, title="Train", owner=cast.officer, due=date(2009, 5, 6), by=cast.lead)
    add_action(plan, title="Hire", owner=cast.officer, due=date(2009, 4, 22), by=cast.lead)
    add_action(plan, title="Nobody’s", by=cast.lead)
    Target.objects.create(
        partnership=luton,
        commitment=housing_benefit,
        strand=housing_benefit.indicator.strands.get(),
        period="2011/12",
        **{**cell("set May 09"), "state": "pending", "due": date(2009, 5, 4)},
    )
    return luton


# Once


@pytest.mark.parametrize("name", JOBS)
def test_a_second_run_does_nothing(everything, name):
    move_to(everything, date(2009, 5, 12))
    run_everywhere(name)
    state = (Flag.objects.count(), Notice.objects.count(), Round.objects.count())
    assert state != (0, 0, 1)
    [first] = JobRun.objects.filter(name=name)

    run_everywhere(name)
    run_in_partnership(name, everything.pk)
    assert list(JobRun.objects.filter(name=name)) == [first]

    # As if the ledger were lost: all the same nothing is doubled.
    JobRun.objects.all().delete()
    run_everywhere(name)
    assert (Flag.objects.count(), Notice.objects.count(), Round.objects.count()) == state


@pytest.mark.parametrize("name", JOBS)
def test_a_partnership_without_anything_to_do_is_done_quickly(
    name, luton, django_assert_max_num_queries
):
    with django_assert_max_num_queries(71):
        run_everywhere(name)
    assert JobRun.objects.get().problems == []


def test_a_partnership_that_is_gone_is_no_error(db):
    run_in_partnership("housekeeping", 999)


def test_each_partnership_has_a_task_and_a_clock_of_its_own(luton, db):
    other = PartnershipFactory(slug="hastings", today=date(2009, 4, 1))

    run_everywhere("remind_officers")

    as_at = dict(JobRun.objects.values_list("partnership__slug", "as_at"))
    assert as_at == {"luton": date(2009, 4, 20), other.slug: date(2009, 4, 1)}


# A fortnight without beat


def facts(luton):
    flags = Flag.objects.order_by("key").values_list(
        "key", "text", "stage", "stage_since", "closed_because"
    )
    return list(flags), list(Round.objects.order_by("period").values_list("period", "due"))


def a_day(luton, day):
    move_to(luton, day)
    for job in JOBS.values():
        run_job(job, luton)


FIRST, STOPS, BACK = date(2009, 4, 20), date(2009, 4, 29), date(2009, 5, 14)


def test_a_fortnight_without_beat_comes_to_the_same_as_daily_runs(everything, cast):
    """Beat stops on 29 April and is back 15 days later, after the due day and a bank holiday."""
    before = transaction.savepoint()
    for day in days(FIRST, BACK):
        a_day(everything, day)
    daily, rounds = facts(everything)
    transaction.savepoint_rollback(before)

    for day in [*days(FIRST, STOPS), BACK]:
        a_day(everything, day)

    assert facts(everything) == (daily, rounds)
    assert {row[2] for row in daily} == {"certifier", "performance_lead"}
    assert [row[0] for row in rounds] == ["2008/09", "2008/09-Q4"]


def test_a_fortnight_without_beat_is_caught_up_with_one_notice_an_occasion(everything, cast):
    for day in days(FIRST, STOPS):
        a_day(everything, day)
    before = Notice.objects.count()

    a_day(everything, BACK)

    [at_once] = told(cast.officer, f"housekeeping:{BACK}")
    assert at_once.startswith("3 things to put in order.")
    assert told(cast.officer, f"overdue:{BACK}") == [
        "Past the date: Train (due 6 May 2009). Report on it, or give it another date with "
        "the reason."
    ]
    assert len(told(cast.certifier, f"housekeeping:{BACK}")) == 1
    assert len(told(cast.lead, f"housekeeping:{BACK}")) == 1
    assert Notice.objects.count() == before + 4
    for job in JOBS:
        assert JobRun.objects.filter(name=job, as_at=BACK).count() == 1

    a_day(everything, BACK)
    assert Notice.objects.count() == before + 4


# Rows that cannot be read, and runs that break off


def test_a_poisoned_row_is_reported_and_the_rest_goes_on(everything, housing_benefit, luton):
    for number, period in ((1, "2012/13"), (2, "2013/14")):
        Target.objects.create(
            partnership=luton,
            commitment=housing_benefit,
            strand=housing_benefit.indicator.strands.get(),
            period=period,
            **{**cell("set Jan 09"), "state": "pending", "due": date(2009, 1, number)},
        )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE laa_target SET period = %s WHERE period = %s", ["?", "2012/13"])

    done = run(HOUSEKEEPING, luton)

    [problem] = done.problems
    assert problem["row"] == "target:laa:ni-181:all:?"
    assert "?" in problem["why"]
    assert (done.finished_at is not None, done.error) == (True, "")
    opened = Flag.objects.filter(reason="placeholder-past")
    assert [flag.subject for flag in opened] == ["target:laa:ni-181:all:2013/14"]
    assert Flag.objects.filter(reason="ownerless-action").exists()


def test_a_finder_that_fails_closes_no_flag(everything, luton, monkeypatch):
    move_to(luton, date(2009, 5, 1))
    run(HOUSEKEEPING, luton)
    monkeypatch.setitem(housekeeping.FINDERS, chores.Chore.NO_RETURN, broken)

    done = run(HOUSEKEEPING, luton, date(2009, 5, 2))

    assert done.problems == [
        {"row": "No return by the due date", "why": "ValueError: It cannot be read."}
    ]
    assert Flag.objects.open().filter(reason="no-return").exists()


def broken(*args):
    raise ValueError("It cannot be read.")


def test_one_round_that_cannot_open_holds_up_no_other(everything, luton, monkeypatch):
    """The year’s round follows the quarter’s; here the first of two fails."""
    Round.objects.all().delete()
    real = round_jobs.open_by_calendar

    def opens(partnership, dates, **options):
        return broken() if dates.period.key == "2008/09-Q4" else real(partnership, dates)

    monkeypatch.setattr(round_jobs, "open_by_calendar", opens)

    done = run(OPEN, luton)

    assert [each["row"] for each in done.problems] == ["Q4 2008/09"]
    assert [round_.period for round_ in Round.objects.all()] == ["2008/09"]


def test_a_run_that_broke_off_says_why_and_the_next_goes_on_from_there(
    everything, luton, cast, monkeypatch
):
    looked = []
    monkeypatch.setattr(
        housekeeping,
        "tell",
        lambda *args, **options: (_ for _ in ()).throw(OperationalError("The database went away.")),
    )
    with pytest.raises(OperationalError):
        run(HOUSEKEEPING, luton, date(2009, 5, 1))

    [broken_off] = JobRun.objects.filter(name="housekeeping")
    assert broken_off.finished_at is None
    assert "OperationalError: The database went away." in broken_off.error
    assert (broken_off.progress, broken_off.total) == (6, 8)
    assert broken_off.reached == "escalate"
    assert told(cast.officer, "housekeeping:") == []
    monkeypatch.undo()
    for reason in chores.FINDERS:
        monkeypatch.setitem(chores.FINDERS, reason, lambda *args: looked.append(args) or [])

    done = run(HOUSEKEEPING, luton)

    assert done.pk == broken_off.pk
    assert done.finished_at is not None
    assert "went away" in done.error, "what happened stays to be read"
    assert looked == [], "no step is taken twice"
    assert len(told(cast.officer, "housekeeping:")) == 1


def test_a_run_left_over_from_another_day_starts_over_and_tells_once(
    everything, luton, cast, monkeypatch
):
    with monkeypatch.context() as patched, pytest.raises(OperationalError):
        patched.setattr(housekeeping, "tell", went_away)
        run(HOUSEKEEPING, luton, date(2009, 5, 1))

    done = run(HOUSEKEEPING, luton, date(2009, 5, 14))

    assert (done.as_at, JobRun.objects.filter(name="housekeeping").count()) == (BACK, 1)
    assert Flag.objects.get(reason="no-return").stage == "certifier"
    [notice] = told(cast.officer, "housekeeping:")
    assert notice.startswith("3 things to put in order.")


def went_away(*args, **options):
    raise OperationalError("The database went away.")


def test_what_happens_on_a_day_is_seen_on_that_day(everything, quarterly_return, luton, cast):
    run(HOUSEKEEPING, luton, date(2009, 5, 1))
    assert not is_needed(HOUSEKEEPING, luton)

    submitted(quarterly_return, cast)

    assert is_needed(HOUSEKEEPING, luton)
    assert run(HOUSEKEEPING, luton).counts["closed"] == 1
    assert not is_needed(HOUSEKEEPING, luton)
