"""Promises by hand: made, moved, given to another lead, withdrawn for a reason."""

from collections.abc import Iterable

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change, hold, make
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.withdrawn_lines import ask_again, leave_out
from laa.models import (
    Agreement,
    Baseline,
    Commitment,
    Flag,
    Indicator,
    Partner,
    Strand,
    Target,
    Theme,
    User,
)
from laa.rules import periods
from laa.rules.vocabulary import CellKind, CellState, Frequency

TO_BE_SET = "To be set"


@transaction.atomic
def add_commitment(
    agreement: Agreement,
    *,
    indicator: Indicator,
    theme: Theme,
    designation: str,
    lead: Partner,
    contributors: Iterable[Partner] = (),
    by: User | None,
) -> Commitment:
    """A promise whose baseline and targets are yet to be set; they wait in the list of those."""
    hold(agreement.partnership)
    _must_be_its_own(agreement, theme)
    last = agreement.commitments.order_by("-printed_row").first()
    commitment = make(
        Commitment(
            partnership=agreement.partnership,
            agreement=agreement,
            indicator=indicator,
            theme=theme,
            designation=designation,
            lead=lead,
            printed_row=last.printed_row + 1 if last else 1,
        ),
        action="commitment.add",
        by=by,
    )
    commitment.contributors.set(_others(contributors, lead))
    strands = indicator.strands.filter(retired_on=None)
    add_waiting_cells(commitment, strands=strands, by=by)
    return commitment


@transaction.atomic
def edit_commitment(
    commitment: Commitment,
    *,
    theme: Theme,
    designation: str,
    lead: Partner,
    contributors: Iterable[Partner],
    by: User,
    seen: str | None = None,
) -> Commitment:
    """Move it to another theme, designate it otherwise, give it another lead or contributors."""
    commitment = as_seen(commitment, seen)
    _must_be_its_own(commitment.agreement, theme)
    values = {
        "theme": theme,
        "designation": designation,
        "lead": lead,
        "contributors": _others(contributors, lead),
    }
    return change(commitment, values, action="commitment.edit", by=by)


@transaction.atomic
def withdraw_commitment(
    commitment: Commitment, *, reason: str, by: User, seen: str | None = None
) -> Commitment:
    """Take a promise back. It is rated no more and nobody is asked; its history stays.

    Open lines that no other promise needs are left out, with the reason; their officers are told.
    """
    if not reason.strip():
        raise ReasonMissing("Say why the promise is withdrawn; the reason is kept with it.")
    commitment = as_seen(commitment, seen)
    if commitment.withdrawn_on:
        raise NothingToDo(f"{commitment} is withdrawn already.")
    today = clock.today(commitment.partnership)
    values = {"withdrawn_on": today, "withdrawn_because": reason}
    change(commitment, values, action="commitment.withdraw", by=by, note=reason)
    Flag.objects.open().filter(commitment=commitment).update(
        closed_at=clock.now(commitment.partnership),
        closed_because=f"The promise was withdrawn: {reason}",
    )
    leave_out(commitment, by=by)
    return commitment


@transaction.atomic
def restore_commitment(commitment: Commitment, *, by: User) -> Commitment:
    """Undo a withdrawal. Flags open again with the next run, where there is reason."""
    commitment = as_seen(commitment, None)
    if not commitment.withdrawn_on:
        raise NothingToDo(f"{commitment} stands already.")
    ask_again(commitment, by=by)
    values = {"withdrawn_on": None, "withdrawn_because": ""}
    return change(commitment, values, action="commitment.restore", by=by)


def add_waiting_cells(
    commitment: Commitment, *, strands: Iterable[Strand], by: User | None
) -> tuple[list[Baseline], list[Target]]:
    """A baseline and a target for every year of the term that wait until somebody sets them."""
    common = {
        "partnership": commitment.partnership,
        "commitment": commitment,
        "text": TO_BE_SET,
        "kind": CellKind.NONE,
        "state": CellState.TO_BE_SET,
        "recorded_at": clock.now(commitment.partnership),
        "recorded_by": by,
    }
    strands = list(strands)
    baselines = [Baseline(strand=strand, **common) for strand in strands]
    targets = [
        Target(
            strand=strand,
            period=year.key,
            period_start=year.start,
            period_end=year.end,
            **common,
        )
        for strand in strands
        for year in years_of(commitment)
    ]
    return Baseline.objects.bulk_create(baselines), Target.objects.bulk_create(targets)


def years_of(commitment: Commitment) -> list[periods.Period]:
    """The years of the term, of the kind in which the indicator's figures are told."""
    frequency = Frequency(commitment.indicator.frequency)
    if frequency in (Frequency.QUARTER, Frequency.MONTH):
        frequency = Frequency.FINANCIAL_YEAR
    return periods.every(frequency, commitment.agreement.starts, commitment.agreement.ends)


def _others(contributors: Iterable[Partner], lead: Partner) -> list[Partner]:
    """Whoever leads does not also contribute."""
    return [partner for partner in contributors if partner.pk != lead.pk]


def _must_be_its_own(agreement: Agreement, theme: Theme) -> None:
    if theme.agreement_id != agreement.pk:
        raise Refused(f"{theme} is a theme of another agreement. Choose one of {agreement}.")
