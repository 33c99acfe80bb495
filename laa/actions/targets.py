"""Targets and baselines over time: every change is a version with its reason, and who agreed it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from laa import audit, clock
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import Baseline, Commitment, Strand, Target, User
from laa.rules.notation import Reading
from laa.rules.notation.reading import ALL
from laa.rules.significance import Asked
from laa.rules.targets import BASELINE
from laa.rules.vocabulary import CellKind, CellState

BY_YEAR = Reading(CellKind.NONE, CellState.NOT_AVAILABLE, text="Set for each year")
"""What a span says once its years have targets of their own."""


class CellsChanged(Refused):
    def __init__(self, commitment):
        super().__init__(
            f"Somebody else changed {commitment.indicator.reference} since you opened the page. "
            "Nothing was saved; look at it again."
        )


class NotSplitThatWay(Refused):
    def __init__(self, commitment, text):
        super().__init__(
            f"“{text}” does not fit the strands of {commitment.indicator.reference}. "
            "Give one number, or one for each strand, such as 791(m) 561(f)."
        )


@dataclass(frozen=True)
class Change:
    """What a cell is to say from now on. `period` is a target's period, or BASELINE.

    `span` is the period of a waiting target for several years of which this sets one; that one then
    waits no longer. `answer` is what was said to numbers that do not agree, kept with the reason.
    `survey` is of a baseline; None leaves what is known.
    """

    commitment: Commitment
    period: str
    reading: Reading
    span: str = ""
    answer: str = ""
    survey: Asked | None = None


@transaction.atomic
def change_cells(
    changes: Sequence[Change],
    *,
    reason: str,
    agreed_by: str,
    agreed_on: date | None,
    seen: Collection[int],
    by: User,
) -> list[Target | Baseline]:
    """Add a version of each cell that says something else now; the old one stays for ever.

    `seen` holds the ids of the versions that were on the page. Frozen ratings and issued reports
    keep what they were made with; what is not signed off yet is rated on the new version.
    """
    if not reason.strip():
        raise ReasonMissing("Say why the targets change, so that a later reader knows.")
    made = []
    for change in [*changes, *_spans_settled(changes)]:
        for strand in change.commitment.indicator.strands.all():
            row = _next_version(change, strand, reason, agreed_by, agreed_on, seen, by)
            made += [row] if row else []
    if not made:
        raise NothingToDo("Nothing differs from what stands there already.")
    return made


def _spans_settled(changes: Sequence[Change]) -> list[Change]:
    """A span whose years are set one by one says so, unless somebody changed it too."""
    told = {(change.commitment.pk, change.period) for change in changes}
    spans = {(c.commitment.pk, c.span): c.commitment for c in changes if c.span}
    return [
        Change(commitment, span, BY_YEAR)
        for (pk, span), commitment in spans.items()
        if (pk, span) not in told
    ]


def _next_version(change: Change, strand: Strand, reason, agreed_by, agreed_on, seen, by):
    model = Baseline if change.period == BASELINE else Target
    where = {"commitment": change.commitment, "strand": strand}
    if model is Target:
        where["period"] = change.period
    older = model.objects.current().filter(**where).first()
    fields = fields_of(change, strand)
    if model is Baseline:
        fields |= _survey(change, fields, older)
    reason = " ".join(filter(None, (reason.strip(), change.answer.strip())))
    if older and all(getattr(older, name) == value for name, value in fields.items()):
        return None
    if older and older.pk not in seen:
        raise CellsChanged(change.commitment)
    if model is Baseline:
        where["period"] = change.reading.period or (older.period if older else "")
    try:
        with transaction.atomic():
            row = model.objects.create(
                partnership=change.commitment.partnership,
                version=older.version + 1 if older else 1,
                supersedes=older,
                recorded_at=clock.now(change.commitment.partnership),
                recorded_by=by,
                reason=reason,
                agreed_by=agreed_by.strip(),
                agreed_on=agreed_on,
                **where,
                **fields,
            )
    except IntegrityError:
        raise CellsChanged(change.commitment) from None
    audit.record(
        f"{model._meta.model_name}.set",
        subject=row,
        by=by,
        partnership=change.commitment.partnership,
        before=_said(older),
        after=_said(row),
        note=reason,
    )
    return row


def _survey(change: Change, fields: dict, older: Baseline | None) -> dict:
    """The baseline's sample and design effect: as given, else those of the same number before."""
    if change.survey:
        return {"sample": change.survey.sample, "design_effect": change.survey.design_effect}
    if older is None or older.value != fields["value"]:
        return {"sample": None, "design_effect": None}
    return {"sample": older.sample, "design_effect": older.design_effect}


def fields_of(change: Change, strand: Strand) -> dict:
    """What a cell says of one strand; NotSplitThatWay where its numbers are of other strands."""
    reading = change.reading
    values = reading.values
    if values and strand.key not in values and set(values) != {ALL}:
        raise NotSplitThatWay(change.commitment, reading.text)
    if set(values) == {ALL} and strand.key != ALL:
        raise NotSplitThatWay(change.commitment, reading.text)
    is_open = reading.state == CellState.PLACEHOLDER_ZERO
    return {
        "text": reading.text,
        "kind": reading.kind,
        "state": reading.state,
        "value": None if is_open else values.get(strand.key),
        "change": reading.change,
        "base": reading.base,
        "secondary": reading.secondary,
        "due": reading.due,
    }


def _said(row: Target | Baseline | None) -> dict:
    if row is None:
        return {}
    said = {
        "text": row.text,
        "value": str(row.value) if row.value is not None else None,
        "version": row.version,
        "agreed_by": row.agreed_by,
    }
    if isinstance(row, Baseline) and row.sample:
        effect = row.design_effect
        said |= {"sample": row.sample, "design_effect": None if effect is None else str(effect)}
    return said
