"""Every job on the schedule: twice, and with beat away for 15 days. Nothing missed or doubled."""

from collections import Counter
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.conf import settings
from django.db import transaction

from laa.models import Delivery, JobRun, Notice
from tests.jobs import days, move_to
from tests.scheduled import (
    BACK,
    FIRST,
    LEAVES,
    MEANWHILE,
    ask_for,
    done_at_once,
    leaves,
    made_ready,
    make_things_happen,
    make_world,
)

pytestmark = pytest.mark.django_db

SCHEDULE = sorted(settings.CELERY_BEAT_SCHEDULE)


@pytest.fixture(autouse=True)
def at_once():
    with done_at_once():
        yield


def test_every_job_on_the_schedule_is_tried():
    assert sorted(LEAVES) == SCHEDULE


@pytest.mark.parametrize("name", SCHEDULE)
def test_a_second_run_of_a_job_does_nothing(name):
    made_ready()
    before = leaves()

    ask_for(name)
    done = leaves()
    assert {other for other in LEAVES if done[other] != before[other]} == {name}
    rows = (Notice.objects.count(), Delivery.objects.count(), JobRun.objects.count())

    ask_for(name)
    assert leaves() == done
    assert (Notice.objects.count(), Delivery.objects.count(), JobRun.objects.count()) == rows


@pytest.fixture
def clock():
    with time_machine.travel(datetime.combine(FIRST, time(9), UTC), tick=False) as traveller:
        yield traveller


def live_through(luton, name, when, traveller):
    """The days one after another; the job is asked for on some of them."""
    for day in days(FIRST, BACK):
        traveller.move_to(datetime.combine(day, time(9), UTC))
        move_to(luton, day)
        if day == MEANWHILE:
            make_things_happen(luton)
        if day in when:
            ask_for(name)


@pytest.mark.parametrize("name", SCHEDULE)
def test_15_days_without_beat_come_to_the_same_as_daily_runs(name, clock):
    luton = make_world()
    every_day = days(FIRST, BACK)
    stopped = [day for day in every_day if (BACK - day).days in range(1, 16)]
    assert MEANWHILE in stopped
    before = transaction.savepoint()
    live_through(luton, name, every_day, clock)
    daily = LEAVES[name]()
    transaction.savepoint_rollback(before)

    live_through(luton, name, set(every_day) - set(stopped) - {BACK}, clock)
    assert LEAVES[name]() != daily, "something is missed while beat is away"
    known = set(Notice.objects.values_list("pk", flat=True))
    ask_for(name)

    assert LEAVES[name]() == daily
    told = Counter(Notice.objects.exclude(pk__in=known).values_list("recipient__email", flat=True))
    assert set(told.values()) <= {1}, "one message, not one for each day"
