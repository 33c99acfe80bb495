"""The ledger of weekly digests: one run a week and partnership, however late it comes."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from laa import clock
from laa.models import Delivery, JobRun, Partnership

JOB = "digest"
HOUR = time(6)
"""On Monday, when the night's flags are there and before people come to work."""


def needs_a_run(partnership: Partnership) -> bool:
    """Whether the week's digests are still to be written.

    A window, not a moment to hit: later in the week it is still this week's, and of the weeks that
    were missed altogether none is made good, since this one says all that is open.
    """
    return _is_time(clock.now(partnership)) and not _this_weeks(partnership, finished=True)


@transaction.atomic
def begin_run(partnership: Partnership) -> JobRun | None:
    """This week's run, or the one that a killed worker left; None if it is done."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if not needs_a_run(partnership):
        return None
    return _this_weeks(partnership, finished=False) or JobRun.objects.create(
        partnership=partnership,
        name=JOB,
        as_at=clock.today(partnership),
        started_at=clock.now(partnership),
    )


def keep_progress(run: JobRun) -> None:
    run.save(update_fields=["progress", "total", "problems"])


def finish_run(run: JobRun, *, key: str) -> JobRun:
    """Counted from the rows, so that a run of two halves says what both did."""
    written = Delivery.objects.filter(partnership=run.partnership, key=key).count()
    run.counts, run.finished_at = {"written": written}, clock.now(run.partnership)
    run.save()
    return run


def _is_time(now: datetime) -> bool:
    return now.weekday() > 0 or now.time() >= HOUR


def _this_weeks(partnership: Partnership, *, finished: bool) -> JobRun | None:
    monday = _monday(clock.today(partnership))
    runs = JobRun.objects.filter(
        partnership=partnership, name=JOB, as_at__range=(monday, monday + timedelta(days=6))
    )
    return runs.filter(finished_at__isnull=not finished).order_by("pk").first()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
