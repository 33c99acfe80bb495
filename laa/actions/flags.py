"""Flagging what is off track, from signed-off ratings only; safe to run twice and late."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db import transaction
from django.urls import reverse

from laa import audit, clock
from laa.actions.refusals import DateBeforeLastRun
from laa.models import Agreement, Flag, JobRun, Membership, Partnership, Rating, User
from laa.notices import notify
from laa.rules import figures
from laa.rules.vocabulary import Rating as Word

JOB = "flag_off_track"
RATED = (Word.BETTER, Word.ON_TRACK, Word.AT_RISK, Word.OFF_TRACK)


@dataclass
class Flagged:
    """What one run did: the flags it opened, escalated and closed, and how many it left alone."""

    opened: list[Flag] = field(default_factory=list)
    escalated: list[Flag] = field(default_factory=list)
    closed: list[Flag] = field(default_factory=list)
    unchanged: int = 0

    @property
    def counts(self) -> dict[str, int]:
        return {
            "opened": len(self.opened),
            "escalated": len(self.escalated),
            "closed": len(self.closed),
            "unchanged": self.unchanged,
        }


def flag_off_track(
    partnership: Partnership,
    *,
    as_at: date | None = None,
    agreement: Agreement | None = None,
    by: User | None = None,
) -> Flagged:
    """Open a flag for every promise whose latest signed-off rating is off track; close the others.

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
        found = _flag(partnership, as_at, agreement)
        _enter_in_ledger(partnership, agreement, as_at, started_at, found, newest)
        for flag in found.opened:
            audit.record("flag.open", subject=flag, by=by, partnership=partnership, note=flag.text)
        for flag in found.closed:
            audit.record(
                "flag.close",
                subject=flag,
                by=by,
                partnership=partnership,
                note=flag.closed_because,
            )
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
    JobRun.objects.create(
        partnership=partnership,
        name=_job(agreement),
        as_at=as_at,
        started_at=started_at,
        finished_at=clock.now(partnership),
        counts={**found.counts, "newest_rating": newest},
    )


def _flag(partnership: Partnership, as_at: date, agreement: Agreement | None) -> Flagged:
    latest = latest_rated(partnership, as_at, agreement)
    open_flags = Flag.objects.open().filter(partnership=partnership)
    flags = {
        (flag.commitment_id, flag.strand_id): flag
        for flag in open_flags.filter(reason=Flag.Reason.OFF_TRACK)
    }
    result = Flagged()
    for rating in latest:
        flag = flags.get((rating.commitment_id, rating.strand_id))
        if rating.rating == Word.OFF_TRACK and flag is None:
            result.opened.append(_open(rating))
        elif rating.rating != Word.OFF_TRACK and flag is not None:
            result.closed.append(_close(flag, rating))
        elif flag is not None:
            result.unchanged += 1
    return result


def latest_rated(
    partnership: Partnership, as_at: date, agreement: Agreement | None = None
) -> list[Rating]:
    """The newest rating that is one, per promise and strand, as it stood at the end of that day."""
    ratings = Rating.objects.as_at(clock.end_of(as_at)).filter(
        partnership=partnership,
        rating__in=RATED,
        period_end__lte=as_at,
        commitment__withdrawn_on=None,
    )
    if agreement:
        ratings = ratings.filter(commitment__agreement=agreement)
    ratings = ratings.select_related(
        "partnership__demonstration",
        "commitment__agreement",
        "commitment__indicator",
        "commitment__lead",
        "strand__indicator",
    ).order_by("commitment", "strand", "-period_end", "-round__period_end", "-version")
    groups = groupby(ratings, key=lambda rating: (rating.commitment_id, rating.strand_id))
    return [next(group) for _, group in groups]


def _open(rating: Rating) -> Flag:
    commitment = rating.commitment
    key = (
        f"{Flag.Reason.OFF_TRACK}:{commitment.agreement.slug}:{commitment.indicator.slug}"
        f":{rating.strand.key}:{rating.period}"
    )
    # A correction may put a period off track again whose flag had closed: the flag opens again.
    flag, is_new = Flag.objects.get_or_create(
        partnership=rating.partnership,
        key=key,
        defaults={
            "reason": Flag.Reason.OFF_TRACK,
            "commitment": commitment,
            "strand": rating.strand,
            "rating": rating,
            "period": rating.period,
            "text": _says(rating),
            "opened_at": clock.now(rating.partnership),
        },
    )
    if not is_new:
        flag.closed_at, flag.closed_because = None, ""
        flag.rating, flag.text = rating, _says(rating)
        flag.opened_at = clock.now(rating.partnership)
        flag.save()
    return flag


def _close(flag: Flag, rating: Rating) -> Flag:
    flag.closed_at = clock.now(rating.partnership)
    word = rating.get_rating_display().lower()
    flag.closed_because = f"{rating.when.short_label} was signed off {word}."
    flag.save(update_fields=["closed_at", "closed_because"])
    return flag


def _says(rating: Rating) -> str:
    unit = rating.commitment.indicator.unit
    figure = figures.with_unit(rating.figure_value, unit)
    return (
        f"{rating.strand}: {figures.marked(figure, rating.is_illustrative)} for "
        f"{rating.when.short_label} against a target of "
        f"{_target_said(rating)}"
    )


def _target_said(rating: Rating) -> str:
    return figures.target_said(
        rating.target_value,
        rating.target_text,
        rating.commitment.indicator.unit,
        rating.target_state,
        upper=rating.target_upper,
    )


def _tell_leads(partnership: Partnership, flags: list[Flag]) -> None:
    """Tell the officers of the partner that answers for it, once per flag."""
    for flag in flags:
        lead = flag.commitment.lead
        officers = User.objects.filter(
            memberships__in=Membership.objects.live().filter(
                partnership=partnership, partner__in=[lead.pk, lead.part_of_id or lead.pk]
            )
        ).distinct()
        notify(
            officers,
            partnership=partnership,
            key=f"flag:{flag.key}:{flag.rating.version}",
            text=f"Off track: {flag.text}.",
            path=reverse(
                "laa:indicator-detail",
                args=[
                    partnership.slug,
                    flag.commitment.agreement.slug,
                    flag.commitment.indicator.slug,
                ],
            ),
        )
