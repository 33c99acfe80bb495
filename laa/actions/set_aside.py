"""Setting lines aside, so that one late figure does not hold the others; and taking that back."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from laa.actions.changes import hold
from laa.actions.explanations import readiness
from laa.actions.line_claims import Seen, audit_lines, claim, locked, must_be_as_seen, named, tell
from laa.actions.line_making import (
    held_elsewhere,
    is_untouched,
    make_again,
    remove_line,
)
from laa.actions.refusals import (
    LineIsBeyondSettingAside,
    NothingToDo,
    ReasonMissing,
    RoundIsClosed,
    UnderWayElsewhere,
)
from laa.models import ReturnLine, Strand, User
from laa.permissions import Permission, people_who_may
from laa.rules.notices import PROGRESS

State = ReturnLine.State

MAY_BE_SET_ASIDE = (State.DRAFT, State.READY, State.SENT_BACK)
"""What nobody has handed over yet, and what never was signed off."""


@transaction.atomic
def skip(
    lines: Iterable[ReturnLine], *, by: User, reason: str, seen: Seen | None = None
) -> list[ReturnLine]:
    """Ask for these no more in this round, nor for their period in a later one."""
    lines = _to_set_aside(lines, reason, seen)
    claim(lines, MAY_BE_SET_ASIDE, state=State.SKIPPED, set_aside_reason=reason)
    audit_lines("line.skip", lines, by=by, note=reason)
    _tell_officers(lines, "skipped", f"You are not asked this time for {{}}: {reason}")
    return lines


@transaction.atomic
def carry_over(
    lines: Iterable[ReturnLine], *, by: User, reason: str, seen: Seen | None = None
) -> list[ReturnLine]:
    """Ask for these in the next round instead: at once where it is open, else when it opens.

    What was typed goes along.
    """
    lines = _after_others(lines)
    lines = _to_set_aside(lines, reason, seen)
    claim(lines, MAY_BE_SET_ASIDE, state=State.CARRIED_OVER, set_aside_reason=reason)
    audit_lines("line.carry_over", lines, by=by, note=reason)
    for line in lines:
        make_again(line, by=by)
    _tell_officers(lines, "carried-over", f"Carried over to the next round, {{}}: {reason}")
    return lines


@transaction.atomic
def take_back(
    lines: Iterable[ReturnLine], *, by: User, seen: Seen | None = None
) -> list[ReturnLine]:
    """Ask for lines again that were set aside, while their round is open."""
    lines = _locked(_after_others(lines), seen)
    lines = [line for line in lines if line.state in ReturnLine.SET_ASIDE_STATES]
    if not lines:
        raise NothingToDo("Choose at least one line that was set aside.")
    if sums := _sums(lines):
        raise NothingToDo(
            f"{sums[0]} is the sum of its parts, so nobody is asked for it. Leave it out."
        )
    for line in lines:
        if line.state == State.CARRIED_OVER:
            _fetch_back(line, by)
        if other := held_elsewhere(line):
            raise UnderWayElsewhere(other)
        claim([line], [line.state], state=_state_before(line), set_aside_reason="")
    audit_lines("line.take_back", lines, by=by)
    _tell_officers(lines, "taken-back", "You are asked again for {}.")
    return lines


def _after_others(lines: Iterable[ReturnLine]) -> list[ReturnLine]:
    """The lines, once nobody opens a round or moves lines between rounds at the same moment."""
    lines = list(lines)
    for line in lines[:1]:
        hold(line.partnership)
    return lines


def _sums(lines: list[ReturnLine]) -> list[ReturnLine]:
    totals = set(Strand.totals().values_list("part_of", flat=True))
    return [line for line in lines if line.strand_id in totals]


def _to_set_aside(lines: Iterable[ReturnLine], reason: str, seen) -> list[ReturnLine]:
    if not reason.strip():
        raise ReasonMissing("Say why; the reason is kept with the line and its officer reads it.")
    lines = _locked(lines, seen)
    if not lines:
        raise NothingToDo("Choose at least one line.")
    beyond = [line for line in lines if line.state not in MAY_BE_SET_ASIDE]
    if beyond:
        raise LineIsBeyondSettingAside(beyond)
    return lines


def _locked(lines: Iterable[ReturnLine], seen: Seen | None) -> list[ReturnLine]:
    found = locked(ReturnLine.objects.filter(pk__in=[line.pk for line in lines]))
    must_be_as_seen(found, seen)
    for round_ in {line.round for line in found}:
        if round_.closed_at:
            raise RoundIsClosed(round_)
    return found


def _fetch_back(line: ReturnLine, by: User) -> None:
    """Take the line out of the round it was carried over to; refuses if it was begun there."""
    others = ReturnLine.objects.filter(strand=line.strand, period=line.period)
    others = others.exclude(pk=line.pk).exclude(state__in=ReturnLine.SET_ASIDE_STATES)
    for other in locked(others.filter(round__period_end__gte=line.round.period_end)):
        if not is_untouched(other):
            raise UnderWayElsewhere(other)
        remove_line(other, by=by, note=f"Asked for in {line.round} again.")


def _state_before(line: ReturnLine) -> str:
    if line.question:
        return State.SENT_BACK
    return readiness(line)


def _tell_officers(lines: list[ReturnLine], key: str, text: str) -> None:
    """Each supplier's officers, of their own lines; `text` has a place for the lines' names."""
    of_return = {}
    for line in lines:
        of_return.setdefault(line.quarterly_return_id, []).append(line)
    for own in of_return.values():
        officers = people_who_may(
            Permission.ENTER_RETURN,
            partnership=own[0].partnership,
            partner=own[0].quarterly_return.partner,
        )
        path = reverse("laa:return-detail", args=own[0].quarterly_return.address)
        tell(
            officers,
            own,
            kind=PROGRESS,
            key=key,
            text=text.replace("{}", named(own)),
            path=path,
        )
