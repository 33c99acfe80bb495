"""The admin: whoever runs the installation changes when jobs look, and beat takes it up."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from laa.actions.job_runs import run_job
from laa.actions.jobs import JOBS
from laa.beat import Scheduler
from laa.celery import app
from laa.models import AuditEvent, JobRun, User
from tests.factories import PartnershipFactory

# Beat gives its connection back before it reads, so no test's transaction may hold it.
pytestmark = pytest.mark.django_db(transaction=True)

TASKS = "/admin/django_celery_beat/periodictask/"


@pytest.fixture
def beat():
    """Beat as it runs: it has read its schedule."""
    scheduler = Scheduler(app=app, lazy=True)
    scheduler.setup_schedule()
    assert set(settings.CELERY_BEAT_SCHEDULE) <= set(scheduler.schedule)
    return scheduler


@pytest.fixture
def staff(client, cast):
    """The partnership's administrator, who also runs the installation."""
    User.objects.filter(pk=cast.administrator.pk).update(is_staff=True)
    client.force_login(cast.administrator)
    return client


def test_staff_change_the_schedule_and_beat_takes_it_up(staff, beat):
    index = staff.get("/admin/").content.decode()
    assert TASKS in index and "/admin/laa/jobrun/" in index
    task = PeriodicTask.objects.get(name="housekeeping")
    assert "housekeeping" in staff.get(TASKS).content.decode()

    added = staff.post(
        "/admin/django_celery_beat/intervalschedule/add/", {"every": 3, "period": "hours"}
    )
    assert added.status_code == 302
    three_hours = IntervalSchedule.objects.get(every=3)
    saved = staff.post(
        f"{TASKS}{task.pk}/change/", {"enabled": "on", "crontab": "", "interval": three_hours.pk}
    )

    assert saved.status_code == 302
    task.refresh_from_db()
    assert (task.interval, task.crontab, task.enabled) == (three_hours, None, True)
    assert beat.schedule["housekeeping"].schedule.run_every == timedelta(hours=3)


def test_a_change_of_the_schedule_is_on_every_partnerships_trail(staff, beat, cast):
    PartnershipFactory(slug="elsewhere", name="Elsewhere")
    task = PeriodicTask.objects.get(name="write-digests")
    page = f"{TASKS}{task.pk}/change/"

    staff.post(page, {"crontab": task.crontab_id, "interval": ""})
    staff.post(page, {"crontab": task.crontab_id, "interval": ""})

    events = AuditEvent.objects.filter(action="schedule.change")
    assert sorted(events.values_list("partnership_slug", flat=True)) == ["elsewhere", "luton"]
    event = events.first()
    assert (event.subject, event.after["enabled"]) == ("write-digests", False)
    assert event.before["enabled"] and event.actor.endswith(f"<{cast.administrator.email}>")


def test_a_job_that_is_switched_off_is_not_on_beats_schedule(staff, beat):
    task = PeriodicTask.objects.get(name="write-digests")

    staff.post(f"{TASKS}{task.pk}/change/", {"crontab": task.crontab_id, "interval": ""})

    assert "write-digests" not in beat.schedule


def test_what_is_done_cannot_be_changed_nor_a_task_added_or_thrown_away(staff, beat):
    task = PeriodicTask.objects.get(name="housekeeping")
    fields = {"enabled": "on", "crontab": task.crontab_id, "interval": ""}
    staff.post(
        f"{TASKS}{task.pk}/change/",
        {**fields, "name": "mine", "task": "laa.tasks.import_document", "args": "[1]"},
    )

    task.refresh_from_db()
    assert (task.name, task.task) == ("housekeeping", "laa.tasks.run_everywhere")
    assert task.args == '["housekeeping"]'
    assert staff.get(f"{TASKS}add/").status_code == 403
    assert staff.post(f"{TASKS}{task.pk}/delete/", {"post": "yes"}).status_code == 403
    times = f"/admin/django_celery_beat/crontabschedule/{task.crontab_id}/"
    assert staff.post(f"{times}change/", {"minute": "0"}).status_code == 403
    assert CrontabSchedule.objects.filter(pk=task.crontab_id, minute="0").count() == 0
    for other in ("auth/group/", "account/emailaddress/", "django_celery_beat/clockedschedule/"):
        assert staff.get(f"/admin/{other}").status_code == 403


def test_two_schedules_for_one_job_are_refused_in_words(staff, beat):
    task = PeriodicTask.objects.get(name="housekeeping")
    hourly = IntervalSchedule.objects.create(every=1, period="hours")
    both = {"enabled": "on", "crontab": task.crontab_id, "interval": hourly.pk}

    said = staff.post(f"{TASKS}{task.pk}/change/", both).content.decode()

    assert "Only one of clocked, interval, crontab, or solar must be set" in said


def test_staff_read_the_runs_of_their_own_partnership_and_change_none(staff, luton):
    other = PartnershipFactory(slug="elsewhere", name="Elsewhere")
    run_job(JOBS["housekeeping"], luton)
    run_job(JOBS["housekeeping"], other)
    mine, theirs = (JobRun.objects.get(partnership=each) for each in (luton, other))

    text = staff.get("/admin/laa/jobrun/").content.decode()

    assert "Luton Forum" in text and "Elsewhere" not in text
    assert staff.get(f"/admin/laa/jobrun/{mine.pk}/change/").status_code == 200
    assert staff.get(f"/admin/laa/jobrun/{theirs.pk}/change/").status_code == 302
    assert staff.post(f"/admin/laa/jobrun/{mine.pk}/change/", {"name": "x"}).status_code == 403


@pytest.mark.django_db(transaction=False)
def test_the_demonstrations_administrator_is_staff_and_no_superuser(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("load_demo")

    staff = User.objects.filter(is_staff=True)
    assert [(each.email, each.is_superuser) for each in staff] == [("admin@demo.example", False)]
