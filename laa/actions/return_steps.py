"""A return between its officer and its certifier: submitted, withdrawn, certified or sent back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from laa import clock
from laa.actions.explanations import must_be_explained
from laa.actions.line_checks import must_be_answered
from laa.actions.line_claims import (
    Seen,
    audit_lines,
    claim,
    locked,
    must_all_be_open,
    must_be_as_seen,
    named,
    page_of,
    tell,
)
from laa.actions.line_promises import LinePromises
from laa.actions.own_entries import own_entries
from laa.actions.refusals import NothingToDo, NotReady, OwnEntry, ReasonMissing
from laa.actions.return_lines import on_behalf_of
from laa.actions.round_locks import keep_open
from laa.actions.submissions import record_submission
from laa.models import QuarterlyReturn, ReturnLine, User, return_policy
from laa.permissions import Permission, has_permission, people_who_may
from laa.rules.notices import PROGRESS, READY, SENT_BACK

P, State = Permission, ReturnLine.State

OWN_ENTRY = "Entered and certified by the same person, as the partnership allows."


@transaction.atomic
def submit(
    quarterly_return: QuarterlyReturn,
    *,
    by: User,
    lines: Iterable[ReturnLine] | None = None,
    seen: Seen | None = None,
) -> list[ReturnLine]:
    """Hand open lines to the certifier: those given, else all; refuses one that is not ready.

    A line that is not given holds none of the others up. Whoever does not act for the partner
    submits on its behalf, which the lines and the receipt say.
    """
    keep_open(quarterly_return.round)
    rows = quarterly_return.lines.filter(state__in=ReturnLine.EDITABLE_STATES)
    if lines is not None:
        rows = rows.filter(pk__in=[line.pk for line in lines])
    found = locked(rows)
    if not found:
        raise NothingToDo("This return was submitted already; there is nothing left to submit.")
    unready = [line for line in found if not line.is_complete]
    if unready:
        raise NotReady(unready)
    promises = LinePromises(found)
    must_be_explained(found, promises)
    must_be_answered(found, promises)
    must_be_as_seen(found, seen)
    partnership, partner = quarterly_return.partnership, quarterly_return.partner
    is_on_behalf = not has_permission(by, P.ENTER_RETURN, partnership=partnership, partner=partner)
    moment = clock.now(partnership)
    _mark_first(found, moment)
    claim(
        found,
        ReturnLine.EDITABLE_STATES,
        state=State.SUBMITTED,
        submitted_at=moment,
        submitted_by=by,
        is_on_behalf=is_on_behalf,
    )
    audit_lines("line.submit", found, by=by, note=on_behalf_of(partner) if is_on_behalf else "")
    record_submission(quarterly_return, found, by=by, is_on_behalf=is_on_behalf)
    tell(
        people_who_may(P.CERTIFY_RETURN, partnership=partnership, partner=partner),
        found,
        kind=READY,
        key="submitted",
        text=f"{_what_is(found)} ready for you to certify.",
        path=page_of(found, "laa:return-certify", "laa:certify"),
    )
    return found


def _mark_first(lines: list[ReturnLine], moment: datetime) -> None:
    new = [line for line in lines if line.first_submitted_at is None]
    rows = ReturnLine.objects.filter(pk__in=[line.pk for line in new])
    rows.update(first_submitted_at=moment)


@transaction.atomic
def withdraw(
    lines: Iterable[ReturnLine], *, by: User, seen: Seen | None = None
) -> list[ReturnLine]:
    """Take submitted lines back before anybody certified them; the receipt of then stays.

    What was handed in for the first time is as if it never was, also for being on time.
    """
    found = _submitted(lines, seen, "It is certified or back already; there is nothing to take.")
    rows = ReturnLine.objects.filter(pk__in=[line.pk for line in found])
    rows.filter(first_submitted_at=F("submitted_at")).update(first_submitted_at=None)
    claim(
        found,
        [State.SUBMITTED],
        state=State.READY,
        submitted_at=None,
        submitted_by=None,
        is_on_behalf=False,
    )
    audit_lines("line.withdraw", found, by=by)
    first = found[0].quarterly_return
    tell(
        people_who_may(P.CERTIFY_RETURN, partnership=first.partnership, partner=first.partner),
        found,
        kind=PROGRESS,
        key="withdrawn",
        text=f"{by} took back {named(found)}. It comes again when it is right.",
        path=page_of(found, "laa:return-detail", "laa:work"),
    )
    return found


@transaction.atomic
def certify(
    lines: Iterable[ReturnLine], *, by: User, seen: Seen | None = None, leaves_own: bool = False
) -> list[ReturnLine]:
    """State that the lines, of one return or several, are right.

    Nobody certifies what they had a hand in, unless the partnership's policy allows it: one such
    line refuses all, or, where `leaves_own`, is left out while there are others.
    """
    found = _submitted(lines, seen)
    own = own_entries(found, by=by)
    if own and not return_policy(found[0].partnership).may_certify_own:
        found = [line for line in found if line not in own] if leaves_own else []
        if not found:
            raise OwnEntry(own)
        own = []
    moment = clock.now(found[0].partnership)
    claim(found, [State.SUBMITTED], state=State.CERTIFIED, certified_at=moment, certified_by=by)
    for some, note in ((own, OWN_ENTRY), ([line for line in found if line not in own], "")):
        if some:
            audit_lines("line.certify", some, by=by, note=note)
    tell(
        people_who_may(P.SIGN_OFF_RETURN, partnership=found[0].partnership),
        found,
        kind=READY,
        key="certified",
        text=f"{_what_is(found)} certified and ready for you to sign off.",
        path=page_of(found, "laa:return-sign-off", "laa:sign-off"),
    )
    return found


@transaction.atomic
def give_back(
    lines: Iterable[ReturnLine], *, by: User, reason: str, seen: Seen | None = None
) -> list[ReturnLine]:
    """Send lines back to whoever entered them, with the reason that they will read."""
    if not reason.strip():
        raise ReasonMissing(
            "Say why you are sending it back, so that the officer can put it right."
        )
    found = _submitted(lines, seen)
    claim(found, [State.SUBMITTED], state=State.SENT_BACK, question=reason)
    audit_lines("line.give_back", found, by=by, note=reason)
    for some in _by_return(found):
        tell(
            _who_puts_it_right(some),
            some,
            kind=SENT_BACK,
            key="sent-back",
            text=f"{by} sent back {named(some)}: {reason}",
            path=page_of(some, "laa:return-detail", "laa:work"),
        )
    return found


def _by_return(lines: list[ReturnLine]) -> list[list[ReturnLine]]:
    found: dict[int, list[ReturnLine]] = {}
    for line in lines:
        found.setdefault(line.quarterly_return_id, []).append(line)
    return list(found.values())


def _who_puts_it_right(lines: list[ReturnLine]) -> list[User]:
    """Who submitted the lines, if they still enter for the partner; else everybody who does.

    A leaver is not told, so that what comes back is never with nobody.
    """
    of = lines[0].quarterly_return
    officers = people_who_may(P.ENTER_RETURN, partnership=of.partnership, partner=of.partner)
    submitters = {line.submitted_by_id for line in lines}
    told = [officer for officer in officers if officer.pk in submitters] or officers
    on_behalf = [line.submitted_by for line in lines if line.is_on_behalf and line.submitted_by]
    return list({person.pk: person for person in [*told, *on_behalf]}.values())


def _what_is(lines: list[ReturnLine]) -> str:
    """What a message is about: a return, or lines of several."""
    if len({line.quarterly_return_id for line in lines}) == 1:
        return f"{lines[0].quarterly_return} is"
    return f"{named(lines)} are"


def _submitted(
    lines: Iterable[ReturnLine],
    seen: Seen | None,
    none: str = "Choose at least one line that is waiting to be certified.",
) -> list[ReturnLine]:
    found = locked(
        ReturnLine.objects.filter(pk__in=[line.pk for line in lines], state=State.SUBMITTED)
    )
    if not found:
        raise NothingToDo(none)
    must_be_as_seen(found, seen)
    must_all_be_open(found)
    return found
