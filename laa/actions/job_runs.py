"""Running a job over one partnership: step by step, each kept before the next is begun.

A run stands in the ledger from its first step. A worker that finds one unfinished goes on from
where it was left, whether another worker was killed there or is still at it: of two at once, each
step is done by one of them. A step is one transaction, so half of one never happened.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Count, Max, Q

from laa import clock
from laa.actions.refusals import DateBeforeLastRun
from laa.models import AuditEvent, JobRun, Partnership

log = logging.getLogger(__name__)

LONGEST_WHY = 500
NEAR = 1000
"""How many numbers of the trail back from the newest one seen are looked at for late ones."""


@dataclass(frozen=True)
class Job:
    """A job by its name in the ledger, its steps in order, and what else calls for a run.

    It is run when a day has begun since the last run, and when the trail has an action that starts
    with one of `watches`. `pieces` gives the steps that come before the others and differ from one
    partnership to the next: one for each agreement, for example. Beat runs it only in partnerships
    that it `concerns`.
    """

    name: str
    steps: tuple["Step", ...]
    watches: tuple[str, ...] = ()
    pieces: Callable[[Partnership], Iterable["Step"]] = lambda partnership: ()
    concerns: Callable[[Partnership], bool] = lambda partnership: True

    def steps_in(self, partnership: Partnership) -> dict[str, "Step"]:
        """Its steps by their names, in order."""
        return {step.__name__: step for step in (*self.pieces(partnership), *self.steps)}


def named(step: "Step", name: str) -> "Step":
    """The step under a name of its own, by which a run that was broken off finds it again."""
    step.__name__ = name[:100]
    return step


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
            self.note(name, f"{type(error).__name__}: {error}")

    def note(self, name: object, why: str) -> None:
        """Report a row that could not be done."""
        self.run.problems.append({"row": str(name)[:200], "why": why[:LONGEST_WHY]})


Step = Callable[[Turn], None]


def is_needed(job: Job, partnership: Partnership) -> bool:
    """Whether a day has begun or something happened since the last run, or one was broken off.

    A window, not a date to hit: after a fortnight without beat one run catches up.
    """
    if _runs(job, partnership).filter(finished_at=None).exists():
        return True
    if not job.concerns(partnership):
        return False
    last = last_run(job, partnership)
    if last is None or last.as_at < clock.today(partnership):
        return True
    seen = last.kept.get("event", 0)
    newest, near = _trail(job, partnership, seen)
    # Of two people at once, the one who began first may be done after the run that saw the other.
    return newest > seen or near != last.kept.get("near", near)


def last_run(job: Job, partnership: Partnership) -> JobRun | None:
    """The finished run that reached furthest."""
    done = _runs(job, partnership).filter(finished_at__isnull=False)
    return done.order_by("-as_at", "-pk").first()


def run_job(
    job: Job, partnership: Partnership, *, as_at: date | None = None, is_asked_for: bool = False
) -> JobRun | None:
    """Run it up to a day, the partnership's today if None; or go on with what was broken off.

    None: another worker did it just now, and there is nothing to do. What somebody asked for is run
    all the same. A day before the one up to which it was run is refused.
    """
    begun = _begin(job, partnership, as_at, is_asked_for)
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
def _begin(
    job: Job, partnership: Partnership, as_at: date | None, is_asked_for: bool
) -> tuple[JobRun, JobRun | None] | None:
    """The run to go on with, and the finished one before it; None where nothing is to be done."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if not is_asked_for and not is_needed(job, partnership):
        return None
    last = last_run(job, partnership)
    day = _day_of_run(job, partnership, as_at)
    run = _runs(job, partnership).filter(finished_at=None).order_by("pk").first()
    if run is None:
        run = JobRun.objects.create(
            partnership=partnership,
            name=job.name,
            as_at=day,
            started_at=clock.now(partnership),
            total=len(job.steps_in(partnership)),
            # Read before any row is: what happens meanwhile is news for the next run.
            kept=_seen_by(job, partnership, last),
        )
    elif run.as_at < day:
        # Left over from another day: its steps are taken again, and what it is to tell is kept.
        run.as_at, run.reached, run.progress, run.problems = day, "", 0, []
        run.counts.pop("unchanged", None)
        run.save()
    return run, last


def _day_of_run(job: Job, partnership: Partnership, as_at: date | None) -> date:
    """The day asked for, or today; never one before the furthest that was looked at.

    A job of a part ("flag_off_track:laa") touches what the job of the whole does, so each follows
    the other's days.
    """
    whole, _, part = job.name.partition(":")
    same = Q(name=job.name) | (Q(name=whole) if part else Q(name__startswith=f"{whole}:"))
    done = JobRun.objects.filter(same, partnership=partnership).order_by("-as_at", "-pk")
    furthest = done.values_list("as_at", flat=True).first() or date.min
    if as_at is None:
        # Somebody may have run it for a day to come; it does not go back from there.
        return max(clock.today(partnership), furthest)
    if as_at < furthest:
        raise DateBeforeLastRun(as_at, furthest)
    return as_at


@transaction.atomic
def _take_step(job: Job, partnership: Partnership, pk: int, last: JobRun | None) -> bool:
    """Take the next step; False when there was none left."""
    run = JobRun.objects.select_for_update().get(pk=pk)
    if run.finished_at:
        return False
    steps = job.steps_in(partnership)
    names = list(steps)
    following = names.index(run.reached) + 1 if run.reached in names else 0
    name = names[following]
    steps[name](Turn(partnership, run, last))
    run.reached, run.progress, run.total = name, following + 1, len(names)
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


def _trail(job: Job, partnership: Partnership, seen: int) -> tuple[int, int]:
    """The newest event that calls for a run (0: none lately), and how many are near one seen."""
    if not job.watches:
        return 0, 0
    watched = Q()
    for start in job.watches:
        watched |= Q(action__startswith=start)
    events = AuditEvent.objects.filter(
        watched, partnership_slug=partnership.slug, pk__gt=seen - NEAR
    )
    found = events.aggregate(newest=Max("pk"), near=Count("pk", filter=Q(pk__lte=seen)))
    return found["newest"] or 0, found["near"]


def _seen_by(job: Job, partnership: Partnership, last: JobRun | None) -> dict[str, int]:
    """What a run keeps of the trail, for the next to tell what is new."""
    seen = last.kept.get("event", 0) if last else 0
    newest, near = _trail(job, partnership, seen)
    if newest <= seen:
        return {"event": seen, "near": near}
    return {"event": newest, "near": _trail(job, partnership, newest)[1]}
