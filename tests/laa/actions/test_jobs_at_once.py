"""A job run by several workers at the same moment, in real transactions: done once."""

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, transaction

from laa.models import JobRun
from tests.laa.actions.test_returns_at_once import at_once
from tests.scheduled import LEAVES, ask_for, done_at_once, leaves, made_ready

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

WORKERS = 4


@pytest.fixture(autouse=True)
def _needs_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs concurrent transactions: set DATABASE_URL to a PostgreSQL server")


@pytest.fixture
def ready():
    """The world on the day on which every job has something to do; what is asked for is done."""
    made_ready()
    with done_at_once():
        yield


def of_one_worker(name):
    """What a job leaves that is run once, and taken back."""
    with transaction.atomic():
        ask_for(name)
        done = LEAVES[name]()
        transaction.set_rollback(True)
    mail.outbox.clear()
    return done


@pytest.mark.parametrize("name", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_four_workers_at_once_do_it_once(ready, name):
    expected = of_one_worker(name)
    assert LEAVES[name]() != expected

    at_once(*[lambda: ask_for(name)] * WORKERS)

    assert LEAVES[name]() == expected
    runs = JobRun.objects.filter(name=name.replace("-", "_"))
    assert [run.finished_at is None for run in runs] in ([], [False])
    assert sum(message.subject == "Hello." for message in mail.outbox) <= 1


def test_of_all_jobs_at_once_none_waits_for_another_for_ever(ready):
    at_once(*[lambda name=name: ask_for(name) for name in LEAVES])
    assert JobRun.objects.filter(finished_at=None).count() == 0

    for name in LEAVES:
        ask_for(name)
    done = leaves()
    for name in LEAVES:
        ask_for(name)
    assert leaves() == done
