"""Entering: what an officer saves on a line of a return, on the version that they read."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from laa import audit, clock
from laa.actions.explanations import readiness
from laa.actions.line_promises import LinePromises
from laa.actions.refusals import LineChanged, LineIsBeyondEditing, LineIsGone
from laa.actions.round_locks import keep_open
from laa.models import Partner, ReturnLine, User
from laa.rules import figures
from laa.rules.shared import RATIOS

State = ReturnLine.State

ENTERED_FIELDS = (
    "figure_state",
    "value",
    "numerator",
    "denominator",
    "sample",
    "design_effect",
    "commentary",
    "recovery",
    "recovery_due",
    "help_needed",
    "outlook",
    "outlook_reason",
    "judgement",
    "judgement_reason",
)
"""What an officer may change on a line."""


@transaction.atomic
def save_line(
    line: ReturnLine,
    *,
    version: int,
    by: User,
    entered: Mapping[str, object],
    is_illustrative: bool | None = None,
    is_on_behalf: bool = False,
    promises: LinePromises | None = None,
) -> ReturnLine:
    """Save what an officer typed on the version they read.

    `entered` holds any of ENTERED_FIELDS. To save once more what stands there already is no
    conflict: the first answer may have been lost on its way. Raises LineChanged, with the line
    as it stands, if somebody saved a newer version; LineIsBeyondEditing, LineIsGone or
    RoundIsClosed if it is too late.
    `is_illustrative` None: in a demonstration whatever people type is illustrative.
    `is_on_behalf`: typed by the performance lead for the partner, and the trail says so.
    `promises` None reads what the figure is held against, where it matters.
    """
    keep_open(line.round)
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
    current = _as_it_stands(line)
    if not saved and current.entered_by == by and _stands(current, values):
        return current
    if not saved:
        raise LineChanged(current) if current.is_editable else LineIsBeyondEditing(current)
    _mark_ready_or_draft(current, promises)
    audit.record(
        "line.save",
        subject=current,
        by=by,
        partnership=line.partnership,
        before=before,
        after=_entered(current),
        note=on_behalf_of(line.quarterly_return.partner) if is_on_behalf else "",
    )
    return current


def on_behalf_of(partner: Partner) -> str:
    """How the trail marks what somebody did for a partner that is not theirs."""
    return f"On behalf of {partner}."


BELONGS_TO = ("partnership", "round", "quarterly_return", "strand")


def _as_it_stands(line: ReturnLine) -> ReturnLine:
    """The line read anew, from its own table alone: what it belongs to was read with the line.

    On the day that everybody saves, planning the joins would cost more than all the rest.
    """
    rows = ReturnLine.objects.select_related("entered_by", "submitted_by").order_by()
    try:
        current = rows.get(pk=line.pk)
    except ReturnLine.DoesNotExist:
        raise LineIsGone(line) from None
    for name in BELONGS_TO:
        if getattr(current, f"{name}_id") == getattr(line, f"{name}_id"):
            setattr(current, name, getattr(line, name))
    return current


def _stands(line: ReturnLine, values: Mapping[str, object]) -> bool:
    is_open = line.is_editable
    return is_open and all(getattr(line, name) == value for name, value in values.items())


def _value(line: ReturnLine, values: dict[str, object]) -> Decimal | None:
    """The value typed; where numerator and denominator are given, they compute it.

    Counts that a rate was typed over stay, until their question is answered.
    """
    numerator, denominator = values.get("numerator"), values.get("denominator")
    if numerator is not None and denominator is not None:
        exact = figures.ratio(numerator, denominator, line.strand.indicator.unit)
        return exact if exact is None else round(exact, 6)
    is_changed = "value" in values and values["value"] != line.value
    if is_changed and (values["value"] is None or line.strand.indicator.unit not in RATIOS):
        values["numerator"] = values["denominator"] = None
    return values.get("value", line.value)


def _mark_ready_or_draft(line: ReturnLine, promises: LinePromises | None) -> None:
    """A sent-back or reopened line keeps saying so until it is submitted again."""
    if line.state in (State.DRAFT, State.READY):
        line.state = readiness(line, promises)
        line.save(update_fields=["state"])


def _entered(line: ReturnLine) -> dict:
    """What stands on a line, for the trail: numbers as people write them, nothing left blank."""
    values = {name: getattr(line, name) for name in ENTERED_FIELDS}
    return {
        name: figures.plain(value) if isinstance(value, Decimal) else value
        for name, value in values.items()
        if value not in (None, "")
    }
