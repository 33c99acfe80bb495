"""Run records that are old: deleted, but for those by which a job knows what it has done."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from laa.models import JobRun, Partnership

FEWEST_DAYS = 31
"""However few the settings say: a week's digests, for one, are known by their run."""


def forget_runs_before(partnership: Partnership, today: date) -> int:
    """Delete the finished runs that are older than the settings keep them; how many they were.

    The newest finished run of each name stays, however old: it says up to which day the job looked
    and what it told, so that nothing is done again. What is unfinished is still to be done.
    """
    first = today - timedelta(days=max(settings.JOB_RUNS_KEPT_DAYS, FEWEST_DAYS))
    done = JobRun.objects.filter(partnership=partnership, finished_at__isnull=False)
    same = done.filter(name=OuterRef("name"))
    newer = same.filter(as_at__gt=OuterRef("as_at")) | same.filter(
        as_at=OuterRef("as_at"), pk__gt=OuterRef("pk")
    )
    return done.filter(Exists(newer), as_at__lt=first).delete()[0]
