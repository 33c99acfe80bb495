"""Housekeeping flags: opened, followed from stage to stage and closed, and each told once."""

from dataclasses import replace
from datetime import date
from functools import partial

from laa.actions.chores import ANSWERED, FINDERS
from laa.actions.flag_changes import NOT_FLAGGED, Draft, Flagged, close, open_flag, record
from laa.actions.housekeeping_notices import tell
from laa.actions.job_runs import Job, Turn, named
from laa.actions.old_runs import forget_runs_before
from laa.models import Flag, closed_between, flag_policy
from laa.rules.housekeeping import Chore, climbed, opened_on


def _look(reason: Chore, turn: Turn) -> None:
    """Open a flag for each thing amiss for one reason; close those whose cause is gone."""
    off = reason in flag_policy(turn.partnership).reasons_off
    found = None
    with turn.row(Flag.Reason(reason).label):
        found = [] if off else list(FINDERS[reason](turn.partnership, turn.as_at))
    if found is None:
        return
    flags = {flag.subject: flag for flag in _open_flags(turn, reason)}
    done = Flagged(unchanged=sum(each.subject in flags for each in found))
    for each in found:
        if each.subject not in flags:
            with turn.row(each.subject):
                since = _since(each.fine_until, turn)
                if flag := open_flag(turn.partnership, _dated(each.draft(), since)):
                    done.opened.append(flag)
    amiss = {each.subject for each in found}
    for subject, flag in flags.items():
        if subject not in amiss:
            done.closed.append(close(flag, NOT_FLAGGED if off else ANSWERED[reason]))
    _enter(turn, done)


def _dated(draft: Draft, since: date) -> Draft:
    return replace(draft, since=since)


def _since(fine_until: date | None, turn: Turn) -> date:
    if fine_until is None:
        return turn.as_at
    return opened_on(fine_until, looked_last=turn.looked_last, today=turn.as_at)


def escalate(turn: Turn) -> None:
    """Hand on what nobody answered in time. An answer stops it, and so does a snooze till its day.

    What climbed two stages since the last run is told once, to everybody up to the last of them.
    """
    policy = flag_policy(turn.partnership)
    flags = [f for f in _open_flags(turn) if not f.answer and not _sleeps(f, turn)]
    if not flags:
        return
    first = min(flag.stage_since or turn.as_at for flag in flags)
    closed = closed_between(turn.partnership, first, turn.as_at)
    done = Flagged()
    for flag in flags:
        with turn.row(flag.key):
            since = max(filter(None, (flag.stage_since or turn.as_at, flag.snoozed_until)))
            stage, since = climbed(
                flag.stage,
                since,
                today=turn.as_at,
                certifier_after=policy.certifier_after,
                lead_after=policy.lead_after,
                closed=closed,
            )
            if stage != flag.stage:
                flag.stage, flag.stage_since = stage, since
                flag.save(update_fields=["stage", "stage_since"])
                done.escalated.append(flag)
    _enter(turn, done)


def tell_officers(turn: Turn) -> None:
    """One notice to each person for all that this run opened or handed on."""
    keys = turn.run.kept.pop("tell", [])
    flags = Flag.objects.open().filter(partnership=turn.partnership, key__in=keys)
    rows = list(flags.with_answerable()) if keys else []
    if rows:
        tell(turn, rows)


def forget_old_runs(turn: Turn) -> None:
    """Throw away what nobody reads any more of this partnership's runs."""
    if number := forget_runs_before(turn.partnership, turn.as_at):
        turn.count("old runs deleted", number)


def _sleeps(flag: Flag, turn: Turn) -> bool:
    return flag.snoozed_until is not None and flag.snoozed_until > turn.as_at


def _open_flags(turn: Turn, reason: Chore | None = None):
    """Held until the step is done: somebody who answers one meanwhile waits, and is heard next."""
    flags = Flag.objects.open().of_housekeeping().filter(partnership=turn.partnership)
    if reason:
        flags = flags.filter(reason=reason)
    rows = flags.select_for_update(of=("self",)).select_related("partnership__demonstration")
    return list(rows.order_by("pk"))


def _enter(turn: Turn, done: Flagged) -> None:
    record(turn.partnership, done)
    for name, number in done.counts.items():
        turn.count(name, number)
    told = turn.run.kept.setdefault("tell", [])
    told += [flag.key for flag in [*done.opened, *done.escalated] if flag.key not in told]


HOUSEKEEPING = Job(
    "housekeeping",
    steps=(
        *(named(partial(_look, reason), reason) for reason in FINDERS),
        escalate, tell_officers, forget_old_runs,
    ),
    watches=(
        "action.", "actionplan.", "agreement.", "baseline.", "bundle.load", "commitment.",
        "figure.", "flagpolicy.", "history.", "indicator.", "line.carry_over", "line.give_back",
        "line.remove", "line.reopen", "line.sign_off", "line.skip", "line.submit",
        "line.take_back", "line.withdraw", "return.extend", "return.withdraw", "round.",
        "strand.", "target.",
    ),
)  # fmt: skip
