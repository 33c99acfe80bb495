"""The performance lead's step: certified lines enter the record, or are opened once more."""

from collections.abc import Iterable

from django.db import transaction

from laa import clock
from laa.actions.explanations import must_be_shown
from laa.actions.figures import record_figures
from laa.actions.line_claims import (
    Seen,
    audit_lines,
    claim,
    locked,
    must_all_be_open,
    must_be_as_seen,
    page_of,
    tell,
)
from laa.actions.line_making import held_elsewhere
from laa.actions.ratings import freeze_ratings, freeze_years_again
from laa.actions.refusals import NothingToDo, ReasonMissing, UnderWayElsewhere
from laa.actions.round_locks import keep_open
from laa.actions.totals import settle_totals
from laa.models import ReturnLine, User
from laa.permissions import Permission, people_who_may
from laa.rules.notices import SENT_BACK

State = ReturnLine.State


@transaction.atomic
def sign_off(
    lines: Iterable[ReturnLine], *, by: User, seen: Seen | None = None
) -> list[ReturnLine]:
    """Accept certified lines: their figures enter the record and their ratings freeze."""
    lines = locked(ReturnLine.objects.filter(pk__in=[line.pk for line in lines]))
    lines = [line for line in lines if line.state == State.CERTIFIED]
    if not lines:
        raise NothingToDo("There is no certified line here to sign off.")
    must_be_as_seen(lines, seen)
    must_all_be_open(lines)
    must_be_shown(lines)
    moment = clock.now(lines[0].partnership)
    claim(lines, [State.CERTIFIED], state=State.SIGNED_OFF, signed_off_at=moment, signed_off_by=by)
    figures = record_figures([line for line in lines if line.is_due], by=by)
    freeze_ratings(lines, figures, by=by)
    freeze_years_again(lines, by=by)
    settle_totals(figures.values(), by=by)
    audit_lines("line.sign_off", lines, by=by)
    return lines


@transaction.atomic
def reopen(line: ReturnLine, *, by: User, reason: str) -> ReturnLine:
    """Let a signed-off line be corrected; what was frozen stays, and the correction follows it."""
    if not reason.strip():
        raise ReasonMissing("Say why you are reopening it; the reason is kept with the figure.")
    keep_open(line.round)
    line = locked(ReturnLine.objects.filter(pk=line.pk))[0]
    if line.state != State.SIGNED_OFF:
        raise NothingToDo(f"{line} is not signed off, so there is nothing to reopen.")
    if other := held_elsewhere(line):
        raise UnderWayElsewhere(other)
    claim([line], [State.SIGNED_OFF], state=State.REOPENED, question=reason)
    audit_lines("line.reopen", [line], by=by, note=reason)
    tell(
        people_who_may(
            Permission.ENTER_RETURN,
            partnership=line.partnership,
            partner=line.quarterly_return.partner,
        ),
        [line],
        kind=SENT_BACK,
        key="reopened",
        text=f"{by} reopened {line}: {reason}",
        path=page_of([line], "laa:return-detail", "laa:work"),
    )
    return line
