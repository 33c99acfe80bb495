"""What beat is told by the settings, and what an administrator changed in the admin."""

import pytest
from django.conf import settings
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from laa.actions.jobs import every_job
from laa.beat import Scheduler
from laa.celery import app

# Beat gives its connection back before it reads, so no test's transaction may hold it.
pytestmark = pytest.mark.django_db(transaction=True)


def start_beat():
    Scheduler(app=app, lazy=True).setup_schedule()


def test_every_job_is_on_the_schedule():
    start_beat()

    asked = PeriodicTask.objects.filter(task="laa.tasks.run_everywhere").values_list("args")
    assert sorted(args for (args,) in asked) == sorted(f'["{name}"]' for name in every_job())
    assert set(settings.CELERY_BEAT_SCHEDULE) <= set(
        PeriodicTask.objects.values_list("name", flat=True)
    )


def test_every_task_on_the_schedule_is_there():
    app.loader.import_default_modules()

    assert {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_what_was_changed_in_the_admin_stays_when_beat_starts_again():
    start_beat()
    hourly = IntervalSchedule.objects.create(every=1, period="hours")
    task = PeriodicTask.objects.get(name="housekeeping")
    task.crontab, task.interval, task.enabled = None, hourly, False
    task.save()

    start_beat()

    task.refresh_from_db()
    assert (task.interval, task.crontab, task.enabled) == (hourly, None, False)


def test_what_is_done_under_a_name_is_the_program_s_however_old_the_schedule():
    start_beat()
    hourly = IntervalSchedule.objects.create(every=1, period="hours")
    PeriodicTask.objects.filter(name="flag-off-track").update(
        task="laa.tasks.of_an_older_release", args="[]", interval=hourly, crontab=None
    )

    start_beat()

    task = PeriodicTask.objects.get(name="flag-off-track")
    assert (task.task, task.args) == ("laa.tasks.run_everywhere", '["flag_off_track"]')
    assert task.interval == hourly
