"""A real worker killed in the middle of a job: the next goes on, and tells everybody once."""

import json
import shutil
import time

import pytest

from tests.laa.test_worker import environment, python, start_worker, wait_until

__all__ = ["environment", "start_worker"]

pytestmark = pytest.mark.broker

WAKE = """
import django
django.setup()
from laa.tasks import run_everywhere
run_everywhere.delay("housekeeping")
"""

DONE_BY = """
import django, json
django.setup()
from laa.models import AuditEvent, Flag, JobRun, Notice
runs = JobRun.objects.filter(name="housekeeping")
print(json.dumps([
    AuditEvent.objects.filter(action="flag.open").count(),
    sorted(Flag.objects.values_list("key", "stage")),
    sorted(Notice.objects.filter(key__startswith="housekeeping:").values_list("recipient", "text")),
    [runs.count(), runs.filter(finished_at=None).count()],
]))
"""

RUN = """
import django
django.setup()
from laa.actions.job_runs import run_job
from laa.actions.jobs import JOBS
from laa.models import Partnership
for partnership in Partnership.objects.all():
    run_job(JOBS["housekeeping"], partnership)
"""


@pytest.mark.parametrize("environment", ["embedded", "redis", "rabbitmq"], indirect=True)
def test_housekeeping_is_done_once_however_often_the_worker_is_killed(
    environment, start_worker, tmp_path
):
    environment["CELERY_QUEUE"] = environment["QUEUE"]
    python(environment, "manage.py", "migrate", "--noinput", "--skip-checks")
    python(environment, "manage.py", "load_demo", "--skip-checks")
    shutil.copy(tmp_path / "laa.sqlite3", tmp_path / "undisturbed.sqlite3")
    undisturbed = {**environment, "DATABASE_URL": f"sqlite:///{tmp_path / 'undisturbed.sqlite3'}"}
    python(undisturbed, "-c", RUN)
    expected = json.loads(python(undisturbed, "-c", DONE_BY))
    assert expected[0] > 0
    assert expected[2]

    for seconds in (0.05, 0.3, 0.6):
        worker = start_worker()
        python(environment, "-c", WAKE)
        time.sleep(seconds)
        worker.kill()
        worker.wait()
    start_worker()
    python(environment, "-c", WAKE)

    wait_until(lambda: json.loads(python(environment, "-c", DONE_BY)) == expected, seconds=180)
    time.sleep(2)
    assert json.loads(python(environment, "-c", DONE_BY)) == expected
