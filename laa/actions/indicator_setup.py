"""Indicators and their strands by hand: what is measured, apart from what is promised."""

from collections.abc import Mapping

from django.db import transaction

from laa import clock
from laa.actions.assignments import follow
from laa.actions.changes import as_seen, change, hold, make
from laa.actions.commitments import add_waiting_cells
from laa.actions.refusals import NothingToDo, Refused
from laa.actions.slugs import free_slug
from laa.models import Indicator, Partner, Partnership, Strand, User
from laa.rules.reserved import RESERVED
from laa.rules.shared import ADDING
from laa.rules.vocabulary import Unit


@transaction.atomic
def add_indicator(
    *, partnership: Partnership, reference: str, supplier: Partner, by: User | None, **facts
) -> Indicator:
    """An indicator with one strand, which is all of it until it is split."""
    hold(partnership)
    indicator = make(
        Indicator(
            partnership=partnership,
            reference=reference,
            slug=free_slug(partnership.indicators, reference, reserved=RESERVED["indicator"]),
            supplier=supplier,
            **facts,
        ),
        action="indicator.add",
        by=by,
    )
    Strand.objects.create(partnership=partnership, indicator=indicator, key=Strand.ALL)
    return indicator


@transaction.atomic
def edit_indicator(
    indicator: Indicator, *, by: User, seen: str | None = None, note: str = "", **facts
) -> Indicator:
    """Change its facts. Reference and address stay; what was signed off keeps what it says."""
    indicator = as_seen(indicator, seen)
    facts["proposed"] = _still_proposed(indicator, facts)
    _must_still_add(indicator, facts)
    is_turned = facts.get("polarity", indicator.polarity) != indicator.polarity
    if (
        is_turned
        and facts.get("polarity_basis", indicator.polarity_basis) == indicator.polarity_basis
    ):
        # The document that said otherwise is no longer who says so.
        facts["polarity_basis"] = f"Set by hand by {by}"[:200]
    return change(indicator, facts, action="indicator.edit", by=by, note=note)


def _still_proposed(indicator: Indicator, facts: Mapping[str, object]) -> list[str]:
    """Whoever sets a fact right has confirmed it."""
    stays = {**indicator.facts, **facts}
    return [name for name in indicator.proposed if stays[name] == indicator.facts[name]]


def _must_still_add(indicator: Indicator, facts: Mapping[str, object]) -> None:
    """A total of parts stays in a unit that adds."""
    if facts.get("unit", indicator.unit) in ADDING:
        return
    if part := indicator.strands.filter(part_of__isnull=False).first():
        unit = Unit(facts.get("unit", indicator.unit)).label
        raise Refused(
            f"{part} is a part of a total, and {unit} do not add up. Take the parts out first."
        )


@transaction.atomic
def retire_indicator(indicator: Indicator, *, by: User, seen: str | None = None) -> Indicator:
    """New rounds ask no more for it. Its history stays, and so do lines of rounds that are open."""
    indicator = as_seen(indicator, seen)
    if indicator.retired_on:
        raise NothingToDo(f"{indicator} is retired already.")
    values = {"retired_on": clock.today(indicator.partnership)}
    return change(indicator, values, action="indicator.retire", by=by)


@transaction.atomic
def bring_back_indicator(indicator: Indicator, *, by: User, seen: str | None = None) -> Indicator:
    indicator = as_seen(indicator, seen)
    if indicator.discontinued_because:
        raise Refused(
            f"{indicator} is discontinued. Take that back on its page, where what was left out is "
            "asked for again."
        )
    return change(indicator, {"retired_on": None}, action="indicator.bring_back", by=by)


@transaction.atomic
def add_strand(
    indicator: Indicator, *, label: str, supplier: Partner | None = None, by: User
) -> Strand:
    """Another series of an indicator. Every promise on it waits for the strand's targets."""
    hold(indicator.partnership)
    _must_be_another(indicator, label)
    last = indicator.strands.order_by("-position").first()
    strand = make(
        Strand(
            partnership=indicator.partnership,
            indicator=indicator,
            key=free_slug(indicator.strands, label, field="key"),
            label=label,
            position=last.position + 1 if last else 0,
            supplier=supplier,
        ),
        action="strand.add",
        by=by,
    )
    for commitment in indicator.commitments.kept().select_related("agreement", "indicator"):
        add_waiting_cells(commitment, strands=[strand], by=by)
    return strand


@transaction.atomic
def edit_strand(
    strand: Strand, *, label: str, supplier: Partner | None, by: User, seen: str | None = None
) -> Strand:
    strand = as_seen(strand, seen)
    _must_be_another(strand.indicator, label, but_for=strand)
    old, new = (each or strand.indicator.supplier for each in (strand.supplier, supplier))
    values = {"label": label, "supplier": supplier}
    change(strand, values, action="strand.edit", by=by)
    if new.pk != old.pk:
        follow([strand], old, new)
    return strand


@transaction.atomic
def retire_strand(strand: Strand, *, by: User, seen: str | None = None) -> Strand:
    """No more lines for it; an indicator that is measured keeps one strand at least."""
    strand = as_seen(strand, seen)
    if strand.retired_on:
        raise NothingToDo(f"{strand} is retired already.")
    others = strand.indicator.strands.filter(retired_on=None).exclude(pk=strand.pk)
    if not others.exists():
        raise Refused(f"{strand} is the only strand left. Add another, or retire the indicator.")
    values = {"retired_on": clock.today(strand.partnership)}
    return change(strand, values, action="strand.retire", by=by)


@transaction.atomic
def bring_back_strand(strand: Strand, *, by: User, seen: str | None = None) -> Strand:
    strand = as_seen(strand, seen)
    return change(strand, {"retired_on": None}, action="strand.bring_back", by=by)


def _must_be_another(indicator: Indicator, label: str, but_for: Strand | None = None) -> None:
    others = indicator.strands.filter(label__iexact=label.strip())
    if others.exclude(pk=but_for.pk if but_for else None).exists():
        raise Refused(f"{indicator.reference} has a strand “{label}” already. Choose another name.")
