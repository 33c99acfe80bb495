"""Running a job over one partnership: step by step, each kept before the next is begun.

A run stands in the ledger from its first step. A worker that finds one unfinished goes on from
where it was left, whether another worker was killed there or is still at it: of two at once, each
step is done by one of them. A step is one transaction, so half of one never happened.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from laa import clock
from laa.models import AuditEvent, JobRun, Partnership

log = logging.getLogger(__name__)

LONGEST_WHY = 500


@dataclass(frozen=True)
class Job:
    """A job by its name in the ledger, its steps in order, and what else calls for a run.

    It is run when a day has begun since the last run, and when the trail has an action that starts
    with one of `watches`.
    """

    name: str
    steps: tuple["Step", ...]
    watches: tuple[str, ...] = ()


@dataclass
class Turn:
    """What one step is handed: the partnership, the day, the day of the last run, and the run."""

    partnership: Partnership
    run: JobRun
    last: JobRun | None

    @property
    def as_at(self) -> date:
        return self.run.as_at

    @property
    def looked_last(self) -> date | None:
        """The day up to which the last finished run looked; None for the first."""
        return self.last.as_at if self.last else None

    def count(self, name: str, number: int = 1) -> None:
        self.run.counts[name] = self.run.counts.get(name, 0) + number

    @contextmanager
    def row(self, name: object) -> Iterator[None]:
        """Around the work on one row: if it fails it is undone and noted, and the rest goes on.

        That the database went away is no row's fault: it ends the run, which goes on later.
        """
        try:
            with transaction.atomic():
                yield
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            log.exception("%s, %s: %s", self.run.name, self.partnership.slug, name)
            why = f"{type(error).__name__}: {error}"[:LONGEST_WHY]
            self.run.problems.append({"row": str(name)[:200], "why": why})


Step = Callable[[Turn], None]


def is_needed(job: Job, partnership: Partnership) -> bool:
    """Whether a day has begun or something happened since the last run, or one was broken off.

    A window, not a date to hit: after a fortnight without beat one run catches up.
    """
    if _runs(job, partnership).filter(finished_at=None).exists():
        return True
    last = last_run(job, partnership)
    if last is None or last.as_at < clock.today(partnership):
        return True
    return _newest_event(job, partnership, last.kept.get("event", 0)) is not None


def last_run(job: Job, partnership: Partnership) -> JobRun | None:
    """The finished run that reached furthest."""
    done = _runs(job, partnership).filter(finished_at__isnull=False)
    return done.order_by("-as_at", "-pk").first()


def run_job(job: Job, partnership: Partnership) -> JobRun | None:
    """Run it up to the partnership's today, or go on with a run that was broken off.

    None: another worker did it just now, and there is nothing to do.
    """
    begun = _begin(job, partnership)
    if begun is None:
        return None
    run, last = begun
    try:
        while _take_step(job, partnership, run.pk, last):
            pass
    except Exception as error:
        _keep_error(partnership, run.pk, error)
        raise
    return JobRun.objects.get(pk=run.pk)


@transaction.atomic
def _begin(job: Job, partnership: Partnership) -> tuple[JobRun, JobRun | None] | None:
    """The run to go on with, and the finished one before it; None where nothing is to be done."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if not is_needed(job, partnership):
        return None
    last = last_run(job, partnership)
    today = max(clock.today(partnership), last.as_at if last else date.min)
    run = _runs(job, partnership).filter(finished_at=None).order_by("pk").first()
    if run is None:
        # Read before any row is: what happens meanwhile is news for the next run.
        seen = last.kept.get("event", 0) if last else 0
        run = JobRun.objects.create(
            partnership=partnership,
            name=job.name,
            as_at=today,
            started_at=clock.now(partnership),
            total=len(job.steps),
            kept={"event": _newest_event(job, partnership, seen) or seen},
        )
    elif run.as_at < today:
        # Left over from another day: its steps are taken again, and what it is to tell is kept.
        run.as_at, run.reached, run.progress, run.problems = today, "", 0, []
        run.save()
    return run, last


@transaction.atomic
def _take_step(job: Job, partnership: Partnership, pk: int, last: JobRun | None) -> bool:
    """Take the next step; False when there was none left."""
    run = JobRun.objects.select_for_update().get(pk=pk)
    if run.finished_at:
        return False
    names = [step.__name__ for step in job.steps]
    following = names.index(run.reached) + 1 if run.reached in names else 0
    job.steps[following](Turn(partnership, run, last))
    run.reached, run.progress, run.total = names[following], following + 1, len(names)
    if run.progress == run.total:
        run.finished_at = clock.now(partnership)
    run.save()
    return run.finished_at is None


@transaction.atomic
def _keep_error(partnership: Partnership, pk: int, error: Exception) -> None:
    at = f"{clock.now(partnership):%-d %B %Y, %H:%M}"
    said = f"{at}: {type(error).__name__}: {error}"[:LONGEST_WHY]
    JobRun.objects.filter(pk=pk, finished_at=None).update(error=said)


def _runs(job: Job, partnership: Partnership):
    return JobRun.objects.filter(partnership=partnership, name=job.name)


def _newest_event(job: Job, partnership: Partnership, seen: int) -> int | None:
    """The newest event in the trail that calls for a run, after the one that was seen."""
    if not job.watches:
        return None
    watched = Q()
    for start in job.watches:
        watched |= Q(action__startswith=start)
    events = AuditEvent.objects.filter(watched, partnership_slug=partnership.slug, pk__gt=seen)
    return events.order_by("-pk").values_list("pk", flat=True).first()
