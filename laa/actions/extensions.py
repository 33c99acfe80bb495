"""Giving a return, or all that is outstanding in a round, longer than the round's due date."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse

from laa import audit
from laa.actions.refusals import DueDateIsNoLater, NothingToDo, ReasonMissing, RoundIsClosed
from laa.actions.round_locks import hold_round, share_rounds
from laa.models import QuarterlyReturn, ReturnLine, Round, User
from laa.notices import notify
from laa.permissions import Permission, people_who_may
from laa.rules.notices import DUE


@transaction.atomic
def extend(
    returns: Iterable[QuarterlyReturn], *, until: date, reason: str, by: User
) -> list[QuarterlyReturn]:
    """Give returns a later due date. The round's own date stays, so that lateness is counted."""
    if not reason.strip():
        raise ReasonMissing("Say why they have longer; the reason is kept with the return.")
    found = _open(returns)
    for quarterly_return in found:
        if until <= quarterly_return.round.due:
            raise DueDateIsNoLater(quarterly_return, until)
        if not quarterly_return.lines.filter(state__in=ReturnLine.EDITABLE_STATES).exists():
            raise NothingToDo(f"{quarterly_return} is handed in; there is nothing to wait for.")
    for quarterly_return in found:
        _set(quarterly_return, until, reason, by)
    return found


@transaction.atomic
def extend_round(round_: Round, *, until: date, reason: str, by: User) -> list[QuarterlyReturn]:
    """Give every return of a round longer from which something is still outstanding."""
    hold_round(round_)
    waiting = round_.returns.filter(lines__state__in=ReturnLine.EDITABLE_STATES).distinct()
    if not waiting:
        raise NothingToDo(f"Nothing is outstanding in {round_}.")
    found = extend(list(waiting), until=until, reason=reason, by=by)
    if round_.sign_off < until:
        before, round_.sign_off = {"sign_off": round_.sign_off}, until
        round_.save(update_fields=["sign_off"])
        audit.record(
            "round.extend",
            subject=round_,
            by=by,
            partnership=round_.partnership,
            before=before,
            after={"sign_off": until},
            note=reason,
        )
    return found


@transaction.atomic
def withdraw_extension(returns: Iterable[QuarterlyReturn], *, by: User) -> list[QuarterlyReturn]:
    """The round's own date holds again."""
    found = [each for each in _open(returns) if each.extended_to]
    if not found:
        raise NothingToDo("Choose at least one return that has longer.")
    for quarterly_return in found:
        _set(quarterly_return, None, "", by)
    return found


def _open(returns: Iterable[QuarterlyReturn]) -> list[QuarterlyReturn]:
    returns = list(returns)
    share_rounds(each.round_id for each in returns)
    found = list(
        QuarterlyReturn.objects.filter(pk__in=[each.pk for each in returns])
        .select_for_update(of=("self",))
        .select_related("round__partnership", "partner", "partnership__demonstration")
        .order_by("partner__name")
    )
    if not found:
        raise NothingToDo("Choose at least one return.")
    for quarterly_return in found:
        if quarterly_return.round.closed_at:
            raise RoundIsClosed(quarterly_return.round)
    return found


def _set(quarterly_return: QuarterlyReturn, until: date | None, reason: str, by: User) -> None:
    before = quarterly_return.due
    quarterly_return.extended_to, quarterly_return.extension_reason = until, reason
    quarterly_return.save(update_fields=["extended_to", "extension_reason"])
    audit.record(
        "return.extend" if until else "return.withdraw_extension",
        subject=quarterly_return,
        by=by,
        partnership=quarterly_return.partnership,
        before={"due": before},
        after={"due": quarterly_return.due},
        note=reason,
    )
    _tell(quarterly_return, reason)


def _tell(quarterly_return: QuarterlyReturn, reason: str) -> None:
    due = quarterly_return.due
    notify(
        people_who_may(
            Permission.ENTER_RETURN,
            partnership=quarterly_return.partnership,
            partner=quarterly_return.partner,
        ),
        partnership=quarterly_return.partnership,
        key=f"due:{quarterly_return.round.period}:{quarterly_return.partner.slug}:{due}",
        kind=DUE,
        text=f"{quarterly_return} is now due by {due:%-d %B %Y}." + (reason and f" {reason}"),
        path=reverse("laa:return-detail", args=quarterly_return.address),
    )
