"""Running jobs day by day, for tests: the partnership's clock is moved, the rest is real."""

from datetime import timedelta

from laa.actions.job_runs import run_job
from laa.models import Demonstration, Notice


def move_to(partnership, day):
    Demonstration.objects.filter(partnership=partnership).update(today=day)
    partnership.refresh_from_db()


def run(job, partnership, day=None):
    """The run, on a day if one is given; None where there was nothing to do."""
    if day:
        move_to(partnership, day)
    return run_job(job, partnership)


def told(person, start):
    """What a person's notices say whose keys start with a word, oldest first."""
    rows = Notice.objects.filter(recipient=person, key__startswith=start).order_by("pk")
    return [notice.text for notice in rows]


def days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
