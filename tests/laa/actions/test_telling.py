"""Telling people in a job: one who cannot be told is reported, and the others are told."""

from datetime import date

import pytest

from laa.actions import telling
from laa.actions.action_plans import plan_improvement
from laa.actions.jobs import JOBS
from laa.actions.plan_actions import add_action
from laa.actions.round_calendar import set_calendar
from laa.models import Notice, Role, Round
from tests.factories import MembershipFactory, UserFactory
from tests.jobs import run
from tests.steps import signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(luton, council, cast):
    """Two officers of the council; the first of them cannot be told anything."""
    other = UserFactory(email="second@example.org", name="Second officer")
    MembershipFactory(partnership=luton, user=other, role=Role.OFFICER, partner=council)
    return cast.officer, other


@pytest.fixture
def fails_for_the_first(two, monkeypatch):
    real = telling.notify

    def notify(people, **letter):
        real(people, **letter)
        if two[0] in people:
            raise ValueError("No such mailbox.")

    monkeypatch.setattr(telling, "notify", notify)


def late(housing_benefit, two, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    for person in two:
        add_action(plan, title="Hire", owner=person, due=date(2009, 4, 22), by=cast.lead)


@pytest.mark.parametrize(("name", "day"), [
    ("open_rounds", date(2009, 4, 20)),
    ("remind_officers", date(2009, 4, 28)),
    ("flag_off_track", date(2009, 4, 20)),
    ("housekeeping", date(2009, 5, 1)),
    ("overdue_actions", date(2009, 5, 1)),
])  # fmt: skip
def test_one_person_who_cannot_be_told_is_reported_and_the_others_are_told(
    quarterly_return, housing_benefit, luton, cast, two, fails_for_the_first, name, day
):
    late(housing_benefit, two, cast)
    if name == "open_rounds":
        Round.objects.all().delete()
        set_calendar(partnership=luton, by=cast.lead)
    if name == "flag_off_track":
        signed_off(quarterly_return, cast, "45")
    before = set(Notice.objects.values_list("pk", flat=True))

    done = run(JOBS[name], luton, day)

    assert (done.finished_at is not None, done.error) == (True, "")
    assert done.problems == [{"row": f"notice to {two[0]}", "why": "ValueError: No such mailbox."}]
    told = [notice.recipient for notice in Notice.objects.exclude(pk__in=before)]
    assert two[0] not in told, "what failed is undone"
    assert told.count(two[1]) == 1
    assert done.counts["told"] == len(told)


def test_every_job_that_tells_is_tried():
    tried = test_one_person_who_cannot_be_told_is_reported_and_the_others_are_told
    assert {name for name, _ in tried.pytestmark[0].args[1]} == set(JOBS)


def test_many_who_are_told_wake_a_worker_once(
    quarterly_return, luton, two, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        run(JOBS["remind_officers"], luton, date(2009, 4, 28))

    assert Notice.objects.filter(key__startswith="remind:").count() == 2
    assert len(callbacks) == 1
