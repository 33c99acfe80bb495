"""The nightly job as it runs: a real beat wakes a real worker, and the flags are there."""

import json
import subprocess
import sys

import pytest

from tests.laa.test_worker import ROOT, environment, python, start_worker, wait_until

__all__ = ["environment", "start_worker"]

pytestmark = pytest.mark.broker

OPENED = """
import django, json
django.setup()
from laa.models import AuditEvent, Flag
opened = AuditEvent.objects.filter(action="flag.open")
print(json.dumps([opened.count(), sorted(Flag.objects.values_list("key", flat=True))]))
"""

EVERY_SECOND = """
from django_celery_beat.models import IntervalSchedule, PeriodicTask
second, _ = IntervalSchedule.objects.get_or_create(every=1, period="seconds")
PeriodicTask.objects.create(
    name="often", task="laa.tasks.run_everywhere", args='["flag_off_track"]', interval=second
)
"""


def test_beat_wakes_the_worker_and_the_flags_are_there(environment, start_worker):
    environment["CELERY_QUEUE"] = environment["QUEUE"]
    python(environment, "manage.py", "migrate", "--noinput", "--skip-checks")
    python(environment, "manage.py", "load_demo", "--skip-checks")
    python(environment, "manage.py", "shell", "-v", "0", "-c", EVERY_SECOND)
    start_worker()
    beat = subprocess.Popen(
        [sys.executable, "-m", "celery", "--app", "laa", "beat", "--loglevel", "WARNING"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    try:
        wait_until(lambda: json.loads(python(environment, "-c", OPENED))[0] > 0, seconds=300)
    finally:
        beat.terminate()
        beat.wait(timeout=30)
