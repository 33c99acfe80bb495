"""The life of a return: entered, submitted, certified or sent back, signed off, reopened.

Every step claims its lines by the state it expects, so that of two people who press at once one
does it and the other is told.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from laa import audit, clock
from laa.actions.figures import record_figure
from laa.actions.ratings import freeze_ratings, freeze_years_again
from laa.actions.refusals import (
    ChangedSinceSeen,
    LineChanged,
    LineIsBeyondEditing,
    NothingToDo,
    NotReady,
    OwnEntry,
    ReasonMissing,
    RoundIsClosed,
    RoundIsNotOpenYet,
)
from laa.models import QuarterlyReturn, ReturnLine, User
from laa.notices import notify
from laa.permissions import Permission, people_who_may
from laa.rules import figures

State = ReturnLine.State

Seen = Mapping[str, int]
"""The lines a person had on their page, by uuid, and the version of each."""

ENTERED_FIELDS = (
    "figure_state",
    "value",
    "numerator",
    "denominator",
    "sample",
    "design_effect",
    "commentary",
    "outlook",
    "outlook_reason",
    "judgement",
    "judgement_reason",
)
"""What an officer may change on a line."""


def must_be_open(round_) -> None:
    if round_.closed_at:
        raise RoundIsClosed(round_)
    if not round_.is_open(clock.today(round_.partnership)):
        raise RoundIsNotOpenYet(round_)


@transaction.atomic
def save_line(
    line: ReturnLine,
    *,
    version: int,
    by: User,
    entered: Mapping[str, object],
    is_illustrative: bool | None = None,
) -> ReturnLine:
    """Save what an officer typed on the version they read.

    `entered` holds any of ENTERED_FIELDS. Raises LineChanged, with the line as it stands, if
    somebody saved a newer version; LineIsBeyondEditing or RoundIsClosed if it is too late.
    `is_illustrative` None: in a demonstration whatever people type is illustrative.
    """
    must_be_open(line.round)
    before = _entered(line)
    values = {name: entered[name] for name in ENTERED_FIELDS if name in entered}
    values["value"] = _value(line, values)
    if is_illustrative is None:
        is_illustrative = hasattr(line.partnership, "demonstration")
    saved = ReturnLine.objects.filter(
        pk=line.pk, version=version, state__in=ReturnLine.EDITABLE_STATES
    ).update(
        **values,
        is_illustrative=is_illustrative,
        version=F("version") + 1,
        entered_at=clock.now(line.partnership),
        entered_by=by,
    )
    current = ReturnLine.objects.select_related(
        "strand__indicator", "round__partnership", "partnership", "entered_by"
    ).get(pk=line.pk)
    if not saved:
        raise LineChanged(current) if current.is_editable else LineIsBeyondEditing(current)
    _mark_ready_or_draft(current)
    audit.record(
        "line.save",
        subject=current,
        by=by,
        partnership=line.partnership,
        before=before,
        after=_entered(current),
    )
    return current


def _value(line: ReturnLine, values: dict[str, object]) -> Decimal | None:
    """The value typed; where numerator and denominator are given, they compute it."""
    numerator, denominator = values.get("numerator"), values.get("denominator")
    if numerator is not None and denominator is not None:
        exact = figures.ratio(numerator, denominator, line.strand.indicator.unit)
        return exact if exact is None else round(exact, 6)
    if "value" in values and values["value"] != line.value:
        # A figure typed by itself no longer is what the loaded parts gave.
        values["numerator"] = values["denominator"] = None
    return values.get("value", line.value)


def _mark_ready_or_draft(line: ReturnLine) -> None:
    """A sent-back or reopened line keeps saying so until it is submitted again."""
    if line.state in (State.DRAFT, State.READY):
        line.state = State.READY if line.is_complete else State.DRAFT
        line.save(update_fields=["state"])


def _entered(line: ReturnLine) -> dict:
    """What stands on a line, for the trail: numbers as people write them, nothing left blank."""
    values = {name: getattr(line, name) for name in ENTERED_FIELDS}
    return {
        name: figures.plain(value) if isinstance(value, Decimal) else value
        for name, value in values.items()
        if value not in (None, "")
    }


@transaction.atomic
def submit(
    quarterly_return: QuarterlyReturn, *, by: User, seen: Seen | None = None
) -> list[ReturnLine]:
    """Hand the return's open lines to the certifier; refuses if one of them is not ready."""
    must_be_open(quarterly_return.round)
    lines = _lines(quarterly_return.lines.filter(state__in=ReturnLine.EDITABLE_STATES))
    if not lines:
        raise NothingToDo("This return was submitted already; there is nothing left to submit.")
    unready = [line for line in lines if not line.is_complete]
    if unready:
        raise NotReady(unready)
    _must_be_as_seen(lines, seen)
    moment = clock.now(quarterly_return.partnership)
    _claim(
        lines,
        ReturnLine.EDITABLE_STATES,
        state=State.SUBMITTED,
        submitted_at=moment,
        submitted_by=by,
    )
    _audit_lines("line.submit", lines, by=by)
    _tell(
        people_who_may(
            Permission.CERTIFY_RETURN,
            partnership=quarterly_return.partnership,
            partner=quarterly_return.partner,
        ),
        lines,
        key="submitted",
        text=f"{quarterly_return} is ready for you to certify.",
        page="laa:return-certify",
    )
    return lines


@transaction.atomic
def certify(lines: Iterable[ReturnLine], *, by: User, seen: Seen | None = None) -> list[ReturnLine]:
    """State that the lines are right. Nobody certifies what they entered or submitted."""
    lines = _submitted(lines, seen)
    for line in lines:
        if by.pk in (line.entered_by_id, line.submitted_by_id):
            raise OwnEntry(line)
    moment = clock.now(lines[0].partnership)
    _claim(lines, [State.SUBMITTED], state=State.CERTIFIED, certified_at=moment, certified_by=by)
    _audit_lines("line.certify", lines, by=by)
    quarterly_return = lines[0].quarterly_return
    _tell(
        people_who_may(Permission.SIGN_OFF_RETURN, partnership=quarterly_return.partnership),
        lines,
        key="certified",
        text=f"{quarterly_return} is certified and ready for you to sign off.",
        page="laa:return-sign-off",
    )
    return lines


@transaction.atomic
def give_back(
    lines: Iterable[ReturnLine], *, by: User, reason: str, seen: Seen | None = None
) -> list[ReturnLine]:
    """Send lines back to whoever entered them, with the reason that they will read."""
    if not reason.strip():
        raise ReasonMissing(
            "Say why you are sending it back, so that the officer can put it right."
        )
    lines = _submitted(lines, seen)
    _claim(lines, [State.SUBMITTED], state=State.SENT_BACK, question=reason)
    _audit_lines("line.give_back", lines, by=by, note=reason)
    _tell(
        {line.submitted_by for line in lines if line.submitted_by},
        lines,
        key="sent-back",
        text=f"{by} sent back {_named(lines)}: {reason}",
        page="laa:return-detail",
    )
    return lines


@transaction.atomic
def sign_off(
    lines: Iterable[ReturnLine], *, by: User, seen: Seen | None = None
) -> list[ReturnLine]:
    """Accept certified lines: their figures enter the record and their ratings freeze."""
    lines = _lines(ReturnLine.objects.filter(pk__in=[line.pk for line in lines]))
    lines = [line for line in lines if line.state == State.CERTIFIED]
    if not lines:
        raise NothingToDo("There is no certified line here to sign off.")
    _must_be_as_seen(lines, seen)
    must_be_open(lines[0].round)
    moment = clock.now(lines[0].partnership)
    _claim(lines, [State.CERTIFIED], state=State.SIGNED_OFF, signed_off_at=moment, signed_off_by=by)
    figures_of = {line.pk: record_figure(line, by=by) for line in lines if line.is_due}
    freeze_ratings(lines, figures_of, by=by)
    freeze_years_again(lines, by=by)
    _audit_lines("line.sign_off", lines, by=by)
    return lines


@transaction.atomic
def reopen(line: ReturnLine, *, by: User, reason: str) -> ReturnLine:
    """Let a signed-off line be corrected; what was frozen stays, and the correction follows it."""
    if not reason.strip():
        raise ReasonMissing("Say why you are reopening it; the reason is kept with the figure.")
    must_be_open(line.round)
    line = _lines(ReturnLine.objects.filter(pk=line.pk))[0]
    if line.state != State.SIGNED_OFF:
        raise NothingToDo(f"{line} is not signed off, so there is nothing to reopen.")
    _claim([line], [State.SIGNED_OFF], state=State.REOPENED, question=reason)
    _audit_lines("line.reopen", [line], by=by, note=reason)
    _tell(
        people_who_may(
            Permission.ENTER_RETURN,
            partnership=line.partnership,
            partner=line.quarterly_return.partner,
        ),
        [line],
        key="reopened",
        text=f"{by} reopened {line}: {reason}",
        page="laa:return-detail",
    )
    return line


def _lines(queryset) -> list[ReturnLine]:
    """Lines with all that a step needs; locked where the database can, till the step is done."""
    return list(
        queryset.select_for_update(of=("self",))
        .select_related(
            "partnership__demonstration",
            "round__partnership__demonstration",
            "quarterly_return__partner",
            "quarterly_return__round",
            "quarterly_return__partnership",
            "strand__indicator",
            "entered_by",
            "submitted_by",
        )
        .order_by("strand__indicator__reference", "strand__position", "period_start")
    )


def _must_be_as_seen(lines: list[ReturnLine], seen: Seen | None) -> None:
    """Nobody says yes to what was not on their page. None: called by code, not from a page."""
    if seen is None:
        return
    changed = [line for line in lines if seen.get(str(line.uuid)) != line.version]
    if changed:
        raise ChangedSinceSeen(changed)


def _submitted(lines: Iterable[ReturnLine], seen: Seen | None) -> list[ReturnLine]:
    found = _lines(
        ReturnLine.objects.filter(pk__in=[line.pk for line in lines], state=State.SUBMITTED)
    )
    if not found:
        raise NothingToDo("Choose at least one line that is waiting to be certified.")
    _must_be_as_seen(found, seen)
    must_be_open(found[0].round)
    return found


def _claim(lines: list[ReturnLine], expected, **values) -> None:
    """Move lines on, or nobody: a line that moved meanwhile undoes the whole step."""
    moved = ReturnLine.objects.filter(
        pk__in=[line.pk for line in lines], state__in=expected
    ).update(**values, version=F("version") + 1)
    if moved != len(lines):
        raise NothingToDo(
            "Somebody else was working on this return at the same moment. Nothing was changed; "
            "look at it again."
        )
    for line in lines:
        line.version += 1
        for name, value in values.items():
            setattr(line, name, value)


def _audit_lines(action: str, lines: list[ReturnLine], *, by: User, note: str = "") -> None:
    for line in lines:
        audit.record(
            action,
            subject=line,
            by=by,
            partnership=line.partnership,
            after={"state": line.state, "version": line.version},
            note=note,
        )


def _named(lines: list[ReturnLine]) -> str:
    if len(lines) <= 3:
        return ", ".join(str(line) for line in lines)
    return f"{len(lines)} lines of {lines[0].quarterly_return}"


def _tell(recipients, lines: list[ReturnLine], *, key: str, text: str, page: str) -> None:
    quarterly_return = lines[0].quarterly_return
    newest = max(line.version for line in lines)
    notify(
        recipients,
        partnership=quarterly_return.partnership,
        key=f"{key}:{quarterly_return.round.period}:{quarterly_return.partner.slug}:"
        f"{lines[0].uuid}:{newest}",
        text=text,
        path=reverse(page, args=quarterly_return.address),
    )
