"""A real worker killed in the middle of the schedule's jobs: each is done, and done once."""

import json
import os
import shutil
import time

import pytest

from tests.laa.test_worker import environment, python, start_worker, wait_until

__all__ = ["environment", "start_worker"]

pytestmark = pytest.mark.broker

KILLED_AFTER = (0.3, 1.5)
"""Seconds: while the jobs begin, and while they are at it."""


def scheduled(environment, what):
    """Make the world, or ask for every job on the schedule; what all of them have left so far."""
    return json.loads(python(environment, "-m", "tests.scheduled", what))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A database in which every job has something to do, and what one worker makes of it."""
    folder = tmp_path_factory.mktemp("world")
    own = {
        **os.environ,
        "ENVIRONMENT": "local",
        "DJANGO_SETTINGS_MODULE": "laa.settings",
        "CELERY_BROKER_URL": "filesystem://",
        "DATABASE_URL": f"sqlite:///{folder / 'laa.sqlite3'}",
        "VAR_DIR": str(folder),
    }
    python(own, "manage.py", "migrate", "--noinput", "--skip-checks")
    before = scheduled(own, "make")
    shutil.copy(folder / "laa.sqlite3", folder / "made.sqlite3")
    expected = scheduled(own, "run")
    assert {name for name in expected if expected[name] != before[name]} == set(expected)
    return folder / "made.sqlite3", expected


def test_every_job_is_done_once_however_often_the_worker_is_killed(
    world, environment, start_worker, tmp_path
):
    made, expected = world
    shutil.copy(made, tmp_path / "laa.sqlite3")
    # A report takes its time to render on a busy machine. Redis gives a message out again after
    # twice this time, which nothing here waits for: the rows say what is still to be done.
    environment |= {"CELERY_QUEUE": environment["QUEUE"], "TASK_TIME_LIMIT": "60"}
    for seconds in KILLED_AFTER:
        worker = start_worker()
        scheduled(environment, "wake")
        time.sleep(seconds)
        worker.kill()
        worker.wait()
    start_worker()
    scheduled(environment, "wake")
    wait_until(lambda: scheduled(environment, "look") == expected, seconds=300)
    scheduled(environment, "wake")
    time.sleep(3)

    assert scheduled(environment, "look") == expected
