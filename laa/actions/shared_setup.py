"""Saying that strands are parts of a total, and who returns each."""

from django.db import transaction

from laa.actions.changes import as_seen, change
from laa.actions.indicator_setup import add_strand
from laa.actions.line_claims import audit_lines, claim, locked
from laa.actions.refusals import NothingToDo, Refused
from laa.actions.set_aside import MAY_BE_SET_ASIDE
from laa.models import Partner, ReturnLine, Strand, User
from laa.rules.shared import ADDING, names
from laa.rules.vocabulary import Unit

State = ReturnLine.State

IS_A_SUM = "It is the sum of its parts from now on, and nobody is asked for it."


@transaction.atomic
def add_part(
    total: Strand,
    *,
    part: Strand | None,
    label: str = "",
    supplier: Partner | None = None,
    by: User,
) -> Strand:
    """Make a strand a part of another; `part` None adds a new one of that name and supplier.

    From then on nobody is asked for the total. Refuses what would not add up.
    """
    total = as_seen(total, None)
    _must_be_a_total(total)
    if part is None:
        part = add_strand(total.indicator, label=label, supplier=supplier, by=by)
    else:
        part = as_seen(part, None)
    _must_fit(part, total)
    _ask_no_more(total, by)
    values = {"part_of": total}
    if supplier and part.owed_by_id != supplier.pk:
        _must_not_be_asked(part)
        values["supplier"] = supplier
    return change(part, values, action="strand.add_to_total", by=by)


@transaction.atomic
def take_part_out(part: Strand, *, by: User, seen: str | None = None) -> Strand:
    """A strand that stands by itself again. What was added up with it stays as it is."""
    part = as_seen(part, seen)
    if part.part_of is None:
        raise NothingToDo(f"{part} is no part of another strand.")
    return change(part, {"part_of": None}, action="strand.take_from_total", by=by)


def _must_be_a_total(total: Strand) -> None:
    indicator = total.indicator
    if indicator.unit not in ADDING:
        noun = {Unit.DAYS: "Days", Unit.LEVEL: "Levels"}[Unit(indicator.unit)]
        raise Refused(
            f"{indicator.reference} is measured in {indicator.get_unit_display()}. {noun} of "
            "several suppliers do not add up to a total."
        )
    if total.part_of:
        raise Refused(
            f"{total} is itself a part of {total.part_of}, so it cannot have parts. "
            f"Make them parts of {total.part_of}."
        )
    if total.retired_on:
        raise Refused(f"{total} is retired. Bring it back first.")


def _must_fit(part: Strand, total: Strand) -> None:
    ours, theirs = total.indicator, part.indicator
    if part.pk == total.pk:
        raise Refused(f"{part} cannot be a part of itself. Choose another strand.")
    if part.part_of_id == total.pk:
        raise NothingToDo(f"{part} is a part of {total} already.")
    if theirs.unit != ours.unit:
        raise Refused(
            f"{part} is measured in {theirs.get_unit_display()} and {total} in "
            f"{ours.get_unit_display()}. Different units do not add."
        )
    if theirs.pk != ours.pk:
        raise Refused(
            f"{part} is of another indicator. Parts are strands of {ours.reference}, so that "
            "they count the same; add a new one."
        )
    if part.part_of:
        raise Refused(f"{part} is a part of {part.part_of} already. Take it out there first.")
    if inner := list(part.parts.all()):
        raise Refused(
            f"{part} is itself the sum of {names([str(each) for each in inner])}. "
            f"Make those parts of {total}; the sum is the same."
        )
    if part.retired_on:
        raise Refused(f"{part} is retired. Bring it back first.")


def _open_lines(strand: Strand) -> list[ReturnLine]:
    lines = ReturnLine.objects.filter(strand=strand, round__closed_at=None)
    return locked(lines.exclude(state__in=(State.SIGNED_OFF, *ReturnLine.SET_ASIDE_STATES)))


def _must_not_be_asked(strand: Strand) -> None:
    """Whose return an open line stands in is changed where it can follow."""
    if lines := _open_lines(strand):
        partner = lines[0].quarterly_return.partner
        raise Refused(
            f"{lines[0]} is open in the return of {partner}. Change who owes {strand} on its own "
            "page, where its lines follow."
        )


def _ask_no_more(total: Strand, by: User) -> None:
    """Leave out the total's own lines; refuses where somebody has handed one in."""
    lines = _open_lines(total)
    if beyond := [line for line in lines if line.state not in MAY_BE_SET_ASIDE]:
        raise Refused(
            f"{beyond[0]} is {beyond[0].get_state_display().lower()} in the return of "
            f"{beyond[0].quarterly_return.partner}. Have it signed off or sent back first."
        )
    if lines:
        claim(lines, MAY_BE_SET_ASIDE, state=State.SKIPPED, set_aside_reason=IS_A_SUM)
        audit_lines("line.skip", lines, by=by, note=IS_A_SUM)
