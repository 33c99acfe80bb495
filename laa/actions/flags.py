"""Flagging what is off track, from signed-off ratings only; safe to run twice and late."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from laa.actions.flag_causes import Found, found_causes
from laa.actions.flag_changes import (
    LEADS_TO,
    NOT_FLAGGED,
    Draft,
    Flagged,
    close,
    open_flag,
    record,
)
from laa.actions.flag_notices import tell
from laa.actions.job_runs import Job, Step, Turn, named, run_job
from laa.models import Agreement, Flag, JobRun, Partnership, flag_policy

JOB = "flag_off_track"


def flag_off_track(
    partnership: Partnership, *, as_at: date | None = None, agreement: Agreement | None = None
) -> Flagged:
    """Look at a partnership's flags, or those of one agreement, because somebody asks for it.

    `as_at` None is the partnership's own today. What a killed worker left is gone on with.
    """
    job = FLAG_OFF_TRACK
    if agreement:
        job = Job(f"{JOB}:{agreement.slug}", (_piece(agreement), tell_leads))
    return _done_in(run_job(job, partnership, as_at=as_at, is_asked_for=True))


def _done_in(run: JobRun) -> Flagged:
    """What a run did, of the flags' rows as they are."""
    opened, closed = run.kept.get("opened", []), run.kept.get("closed", [])
    rows = Flag.objects.filter(partnership=run.partnership, key__in=[*opened, *closed])
    flags = {flag.key: flag for flag in rows.select_related(*LEADS_TO)} if opened or closed else {}
    return Flagged(
        opened=[flags[key] for key in opened],
        closed=[flags[key] for key in closed],
        unchanged=run.counts.get("unchanged", 0),
        problems={each["row"]: each["why"] for each in run.problems},
    )


def _pieces(partnership: Partnership) -> Iterator[Step]:
    """A step for each agreement, the oldest first."""
    return map(_piece, Agreement.objects.filter(partnership=partnership).order_by("pk"))


def _piece(agreement: Agreement) -> Step:
    return named(partial(_look, agreement), f"agreement:{agreement.slug}")


def _look(agreement: Agreement, turn: Turn) -> None:
    """Open a flag for every cause in an agreement's signed-off words; close what they answered."""
    # A run over this agreement alone waits here, and then finds the flags open.
    if not Agreement.objects.select_for_update(no_key=True).filter(pk=agreement.pk):
        return
    found, running = None, flag_policy(turn.partnership).periods_running
    with turn.row(agreement):
        found = found_causes(agreement, turn.as_at, running=running)
    if found is not None:
        done = _settled(turn, found, _open_flags(agreement))
        record(turn.partnership, done)
        _enter(turn, done)
        for row, why in found.problems.items():
            turn.note(row, why)


def _open_flags(agreement: Agreement) -> dict[tuple[str, str], Flag]:
    flags = Flag.objects.open().of_performance().filter(commitment__agreement=agreement)
    rows = flags.select_for_update(of=("self",)).order_by("pk")
    rows = rows.select_related("partnership__demonstration", *LEADS_TO)
    return {(flag.subject, flag.reason): flag for flag in rows}


def _settled(turn: Turn, found: Found, open_flags: dict[tuple[str, str], Flag]) -> Flagged:
    """Open what ought to be open and is not; close what is open and has been answered."""
    off = set(flag_policy(turn.partnership).reasons_off)
    wanted = {
        about for about in found.wanted if about[1] not in off and about[0] not in found.problems
    }
    done = Flagged(unchanged=len(wanted & set(open_flags)))
    for draft in found.drafts(wanted - set(open_flags)):
        _open(turn, draft, done)
    for about, flag in open_flags.items():
        if about not in wanted:
            with turn.row(flag.key):
                if because := found.answer(flag):
                    done.closed.append(close(flag, NOT_FLAGGED if about[1] in off else because))
    return done


def _open(turn: Turn, draft: Draft, done: Flagged) -> None:
    with turn.row(draft.subject):
        if flag := open_flag(turn.partnership, draft):
            done.opened.append(flag)


def _enter(turn: Turn, done: Flagged) -> None:
    for name, number in done.counts.items():
        turn.count(name, number)
    for name, flags in (("opened", done.opened), ("closed", done.closed)):
        known = turn.run.kept.setdefault(name, [])
        known += [flag.key for flag in flags if flag.key not in known]


def tell_leads(turn: Turn) -> None:
    """Ask those who answer for what this run opened."""
    keys = turn.run.kept.get("opened", [])
    flags = Flag.objects.open().filter(partnership=turn.partnership, key__in=keys)
    rows = list(flags.select_related(*LEADS_TO).order_by("pk")) if keys else []
    if rows:
        tell(turn, rows)


FLAG_OFF_TRACK = Job(
    JOB,
    steps=(tell_leads,),
    pieces=_pieces,
    watches=(
        "action.", "actionplan.", "agreement.", "baseline.", "bundle.load", "commitment.",
        "figure.", "flagpolicy.", "history.", "indicator.", "line.sign_off", "strand.", "target.",
    ),
)  # fmt: skip
