"""Changing when the jobs are looked for: one schedule for every partnership of the installation."""

from django.db import transaction
from django_celery_beat.models import PeriodicTask

from laa import audit
from laa.models import User


@transaction.atomic
def change_schedule(task: PeriodicTask, *, by: User) -> PeriodicTask:
    """Keep a line of beat's schedule as it was changed; each partnership's trail says by whom."""
    before = _said(PeriodicTask.objects.select_for_update().get(pk=task.pk))
    after = _said(task)
    task.save()
    if before != after:
        audit.record_everywhere(
            "schedule.change", subject=task.name, by=by, before=before, after=after
        )
    return task


def _said(task: PeriodicTask) -> dict:
    return {"enabled": task.enabled, "times": str(task.scheduler)}
