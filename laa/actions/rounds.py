"""Opening and closing the partnership's reporting rounds."""

from datetime import date

from django.db import IntegrityError, transaction

from laa import audit, clock
from laa.actions.changes import hold
from laa.actions.line_making import make_lines, settle_doubles
from laa.actions.refusals import RoundIsOpenAlready
from laa.actions.round_locks import hold_round
from laa.models import Partnership, Round, User
from laa.rules import periods


def open_round(**options) -> Round:
    """Open a round, once: of two people who press together one is told that it is open."""
    try:
        with transaction.atomic():
            return _open_round(**options)
    except IntegrityError:
        raise RoundIsOpenAlready(periods.period(options["period"]).short_label) from None


def _open_round(
    *,
    partnership: Partnership,
    period: str,
    opens: date,
    due: date,
    sign_off: date,
    by: User | None,
) -> Round:
    """Open a round and make each supplier's return, with a line for every figure it owes.

    `period` is the quarter, or the year of an outturn round, that is observed.
    """
    hold(partnership)
    observed = periods.period(period)
    if Round.objects.filter(partnership=partnership, period=period).exists():
        raise RoundIsOpenAlready(observed.short_label)
    round_ = Round(partnership=partnership, period=period, opens=opens, due=due, sign_off=sign_off)
    round_.period_start, round_.period_end = observed.start, observed.end
    round_.full_clean()
    round_.save()
    lines = make_lines(round_)
    dates = {"opens": opens, "due": due, "sign_off": sign_off}
    _record("round.open", round_, by, after={**dates, "lines": len(lines)})
    return round_


@transaction.atomic
def close_round(round_: Round, *, by: User, reason: str = "") -> Round:
    """Close a round: what was not signed off by now stays as it is and can no longer be typed."""
    hold_round(round_)
    if round_.closed_at:
        return round_
    round_.closed_at, round_.closed_by = clock.now(round_.partnership), by
    round_.closing_reason = reason
    round_.save(update_fields=["closed_at", "closed_by", "closing_reason"])
    _record("round.close", round_, by, note=reason)
    return round_


@transaction.atomic
def reopen_round(round_: Round, *, by: User, note: str = "") -> Round:
    """Undo a close, so that a late line can still be returned.

    What a newer round asks for since then stays there, unless nobody began it there.
    """
    hold_round(round_)
    if not round_.closed_at:
        return round_
    before = {"closed_at": round_.closed_at}
    round_.closed_at = round_.closed_by = None
    round_.closing_reason = ""
    round_.save(update_fields=["closed_at", "closed_by", "closing_reason"])
    _record("round.reopen", round_, by, before=before, note=note)
    settle_doubles(round_, by=by)
    return round_


def _record(action: str, round_: Round, by: User | None, **told) -> None:
    audit.record(action, subject=round_, by=by, partnership=round_.partnership, **told)
