"""Flagging what is off track, from signed-off ratings only; safe to run twice and late."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from laa import clock
from laa.actions.flag_causes import found_causes
from laa.actions.flag_changes import Flagged, settle
from laa.actions.refusals import DateBeforeLastRun
from laa.models import Agreement, Flag, JobRun, Membership, Partnership, Rating, User
from laa.notices import notify
from laa.rules.notices import FLAG

JOB = "flag_off_track"


def flag_off_track(
    partnership: Partnership,
    *,
    as_at: date | None = None,
    agreement: Agreement | None = None,
    by: User | None = None,
) -> Flagged:
    """Open a flag for every cause in a promise's signed-off words; close what they answered.

    All of a partnership's flags are opened in one transaction with the ledger's row, so that a
    worker killed half-way has done nothing and the next run does it all. `as_at` None is the
    partnership's own today.
    """
    with transaction.atomic():
        # The second of two runs at once waits here, and then finds the flags open.
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        last = _furthest(partnership, agreement)
        if as_at is None:
            # Somebody may have run it for a day to come; the flags do not go back from there.
            as_at = max(clock.today(partnership), last or date.min)
        if last and as_at < last:
            raise DateBeforeLastRun(as_at, last)
        started_at = clock.now(partnership)
        # Read before the ratings are: one signed off meanwhile is news for the next run.
        newest = _newest_rating(partnership)
        found = _flag(partnership, as_at, agreement, by)
        _enter_in_ledger(partnership, agreement, as_at, started_at, found, newest)
        _tell_leads(partnership, found.opened)
    return found


def last_run(partnership: Partnership) -> JobRun | None:
    """The run over the whole partnership that reached furthest."""
    return _runs(partnership, name=JOB).first()


def _furthest(partnership: Partnership, agreement: Agreement | None) -> date | None:
    """The latest day up to which the flags in question were looked at.

    A run over everything touches every agreement's flags, so it follows runs over one of them.
    """
    of = {"name__in": [JOB, _job(agreement)]} if agreement else {"name__startswith": JOB}
    return _runs(partnership, **of).values_list("as_at", flat=True).first()


def _runs(partnership: Partnership, **of):
    runs = JobRun.objects.filter(partnership=partnership, finished_at__isnull=False, **of)
    return runs.order_by("-as_at", "-pk")


def _job(agreement: Agreement | None) -> str:
    return f"{JOB}:{agreement.slug}" if agreement else JOB


def needs_a_run(partnership: Partnership) -> bool:
    """Whether a day has begun, or something was signed off, since the last run.

    A window, not a date to hit: after a fortnight without beat one run catches up.
    """
    last = last_run(partnership)
    if last is None or last.as_at < clock.today(partnership):
        return True
    return _newest_rating(partnership) > last.counts.get("newest_rating", 0)


def _newest_rating(partnership: Partnership) -> int:
    newest = Rating.objects.filter(partnership=partnership).order_by("-pk").first()
    return newest.pk if newest else 0


def _enter_in_ledger(
    partnership, agreement, as_at, started_at, found: Flagged, newest: int
) -> None:
    """Once for each run; a try that broke off before becomes this run, and keeps its error."""
    JobRun.objects.update_or_create(
        partnership=partnership,
        name=_job(agreement),
        finished_at=None,
        defaults={
            "as_at": as_at,
            "started_at": started_at,
            "finished_at": clock.now(partnership),
            "counts": {**found.counts, "newest_rating": newest},
            "problems": [{"row": row, "why": why[:500]} for row, why in found.problems.items()],
        },
    )


def keep_failure(partnership: Partnership, error: Exception) -> None:
    """Enter in the ledger that a run broke off, and why; nothing of it was done."""
    now = clock.now(partnership)
    JobRun.objects.update_or_create(
        partnership=partnership,
        name=JOB,
        finished_at=None,
        defaults={
            "as_at": clock.today(partnership),
            "started_at": now,
            "error": f"{now:%-d %B %Y, %H:%M}: {type(error).__name__}: {error}"[:500],
        },
    )


def _flag(
    partnership: Partnership, as_at: date, agreement: Agreement | None, by: User | None
) -> Flagged:
    found = found_causes(partnership, as_at, agreement)
    wanted = {subject for subject in found.wanted if subject[0] not in found.problems}
    settled = settle(partnership, wanted, drafts=found.drafts, answer=found.answer, by=by)
    settled.problems = found.problems
    return settled


def _tell_leads(partnership: Partnership, flags: list[Flag]) -> None:
    """Tell the officers of the partner that answers for it, once per flag."""
    for flag in flags:
        lead = flag.commitment.lead
        officers = User.objects.filter(
            memberships__in=Membership.objects.live().filter(
                partnership=partnership, partner__in=[lead.pk, lead.part_of_id or lead.pk]
            )
        ).distinct()
        version = flag.rating.version if flag.rating else 1
        notify(
            officers,
            partnership=partnership,
            key=f"flag:{flag.key}:{version}",
            text=f"{flag.get_reason_display()}: {flag.text}.",
            kind=FLAG,
            path=reverse(
                "laa:indicator-detail",
                args=[
                    partnership.slug,
                    flag.commitment.agreement.slug,
                    flag.commitment.indicator.slug,
                ],
            ),
        )
