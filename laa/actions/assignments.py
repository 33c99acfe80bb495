"""Who enters what: each indicator's supplier, officer and deputy, changed for many at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from laa import audit, clock
from laa.actions.changes import hold
from laa.actions.refusals import NothingToDo, Refused
from laa.models import (
    Assignment,
    Indicator,
    Membership,
    Partner,
    Partnership,
    QuarterlyReturn,
    ReturnLine,
    Role,
    Strand,
    User,
)
from laa.notices import notify
from laa.permissions import Permission, people_who_may
from laa.rules.notices import ASSIGNED

AS_IT_IS = object()
"""Leave the supplier, the officer or the deputy as they are."""

Marks = Mapping[str, str]
"""The indicators on a page by slug, and how each was assigned."""


@dataclass
class Assigned:
    """What an assignment did: indicators changed, lines that followed, lines that stayed."""

    indicators: list[Indicator] = field(default_factory=list)
    moved: int = 0
    stayed: int = 0
    taken_off: list[str] = field(default_factory=list)
    officers: dict[int, list[User]] = field(default_factory=dict)

    def may_enter(self, partner: Partner) -> list[User]:
        """The data officers of a partner, asked for once."""
        if partner.pk not in self.officers:
            self.officers[partner.pk] = _may_enter(partner)
        return self.officers[partner.pk]


def mark(indicator: Indicator) -> str:
    """How an indicator is assigned, to tell whether that changed since a page was made."""
    held = getattr(indicator, "assignment", None)
    return f"{indicator.supplier_id}-{held and held.officer_id}-{held and held.deputy_id}"


@transaction.atomic
def assign(
    indicators: Iterable[Indicator],
    *,
    partnership: Partnership,
    by: User,
    supplier=AS_IT_IS,
    officer=AS_IT_IS,
    deputy=AS_IT_IS,
    seen: Marks | None = None,
) -> Assigned:
    """Give indicators another supplier, officer or deputy: all of them, or none.

    None for officer or deputy is nobody. Lines that are still typed follow the supplier at once;
    what was submitted stays with who submitted it.
    """
    hold(partnership)
    found = list(
        Indicator.objects.filter(partnership=partnership, pk__in=[i.pk for i in indicators])
        .select_related("supplier", "assignment__officer", "assignment__deputy")
        .order_by("reference")
    )
    if not found:
        raise NothingToDo("Tick at least one indicator.")
    _must_be_as_seen(found, seen)
    result = Assigned()
    for indicator in found:
        before = _said(indicator)
        if supplier is not AS_IT_IS and supplier.pk != indicator.supplier_id:
            strands = indicator.strands.filter(supplier=None)
            result.moved += follow(strands, indicator.supplier, supplier)
            result.stayed += _unmoved(indicator)
            indicator.supplier = supplier
            indicator.save(update_fields=["supplier"])
        _set_people(indicator, officer, deputy, result)
        after = _said(indicator)
        if after != before:
            result.indicators.append(indicator)
            audit.record(
                "indicator.assign",
                subject=indicator,
                by=by,
                partnership=partnership,
                before={name: before[name] for name in before if before[name] != after[name]},
                after={name: after[name] for name in before if before[name] != after[name]},
            )
    if not result.indicators:
        raise NothingToDo("Nothing to change: they are assigned like that already.")
    _tell(result, officer, deputy, partnership)
    return result


@transaction.atomic
def hand_over(user: User, *, partnership: Partnership, by: User) -> list[Indicator]:
    """What a leaver entered goes to the deputy at once; without one, to nobody, and that is told.

    Only where they may no longer enter: somebody who acts for two partners keeps the other's.
    """
    handed = []
    held = Assignment.objects.filter(partnership=partnership).select_related(
        "indicator__supplier", "officer", "deputy"
    )
    for assignment in held.filter(officer=user) | held.filter(deputy=user):
        indicator = assignment.indicator
        if user in _may_enter(indicator.supplier):
            continue
        before = _said(indicator)
        if assignment.officer_id == user.pk:
            assignment.officer = assignment.deputy
        assignment.deputy = None
        assignment.save(update_fields=["officer", "deputy"])
        indicator.assignment = assignment
        handed.append(indicator)
        audit.record(
            "indicator.hand_over",
            subject=indicator,
            by=by,
            partnership=partnership,
            before=before,
            after=_said(indicator),
        )
    _tell_leads(user, handed, partnership)
    return handed


def _must_be_as_seen(indicators: list[Indicator], seen: Marks | None) -> None:
    if seen is None:
        return
    changed = [i.reference for i in indicators if seen.get(i.slug) != mark(i)]
    if changed:
        raise Refused(
            f"Assigned otherwise since you opened the page: {', '.join(changed)}. "
            "Nothing was changed; look at the list again."
        )


def _said(indicator: Indicator) -> dict[str, str]:
    held = getattr(indicator, "assignment", None)
    return {
        "supplier": indicator.supplier.name,
        "officer": str(held.officer) if held and held.officer else "",
        "deputy": str(held.deputy) if held and held.deputy else "",
    }


def _set_people(indicator: Indicator, officer, deputy, result: Assigned) -> None:
    held = getattr(indicator, "assignment", None)
    wanted = {
        "officer": officer if officer is not AS_IT_IS else held and held.officer,
        "deputy": deputy if deputy is not AS_IT_IS else held and held.deputy,
    }
    allowed = result.may_enter(indicator.supplier) if any(wanted.values()) else []
    for name, asked in (("officer", officer), ("deputy", deputy)):
        person = wanted[name]
        if person and person not in allowed:
            if asked is not AS_IT_IS:
                raise Refused(
                    f"{person} is no data officer of {indicator.supplier}, which owes "
                    f"{indicator.reference}. Give them that role first, under People."
                )
            wanted[name] = None
            result.taken_off.append(f"{person} from {indicator.reference}")
    if wanted["officer"] and wanted["officer"] == wanted["deputy"]:
        raise Refused(
            f"{wanted['officer']} cannot be their own deputy for {indicator.reference}. "
            "Choose somebody else, or nobody."
        )
    if held is None and not any(wanted.values()):
        return
    indicator.assignment, _ = Assignment.objects.update_or_create(
        indicator=indicator, defaults={"partnership_id": indicator.partnership_id, **wanted}
    )


def _may_enter(partner: Partner) -> list[User]:
    return people_who_may(Permission.ENTER_RETURN, partnership=partner.partnership, partner=partner)


def follow(strands: Iterable[Strand], old: Partner, new: Partner) -> int:
    """Lines of open rounds that are still typed go from one supplier's returns to the other's."""
    lines = ReturnLine.objects.filter(
        strand__in=strands,
        round__closed_at=None,
        quarterly_return__partner=old,
        state__in=ReturnLine.EDITABLE_STATES,
    )
    for line in (moved := list(lines.select_related("round"))):
        into, _ = QuarterlyReturn.objects.get_or_create(
            partnership_id=line.partnership_id, round=line.round, partner=new
        )
        left = line.quarterly_return_id
        ReturnLine.objects.filter(pk=line.pk).update(
            quarterly_return=into, version=F("version") + 1
        )
        QuarterlyReturn.objects.filter(pk=left, lines=None).delete()
    return len(moved)


def _unmoved(indicator: Indicator) -> int:
    """Lines that were submitted and not signed off: they stay with who submitted them."""
    under_way = (ReturnLine.State.SUBMITTED, ReturnLine.State.CERTIFIED)
    return ReturnLine.objects.filter(
        strand__indicator=indicator,
        strand__supplier=None,
        round__closed_at=None,
        state__in=under_way,
    ).count()


def _tell(result: Assigned, officer, deputy, partnership: Partnership) -> None:
    references = ", ".join(indicator.reference for indicator in result.indicators)
    for person, said in ((officer, "You enter"), (deputy, "You are the deputy for")):
        if isinstance(person, User):
            notify(
                [person],
                partnership=partnership,
                kind=ASSIGNED,
                key=f"assigned:{clock.now(partnership).isoformat()}:{said}:{references}"[:200],
                text=f"{said} {references} from now on.",
                path=reverse("laa:work", args=[partnership.slug]),
            )


def _tell_leads(user: User, handed: list[Indicator], partnership: Partnership) -> None:
    alone = [i.reference for i in handed if not i.assignment.officer_id]
    if not alone:
        return
    roles = Membership.objects.live().filter(partnership=partnership, role=Role.LEAD)
    notify(
        [membership.user for membership in roles.select_related("user")],
        partnership=partnership,
        kind=ASSIGNED,
        key=f"left:{user.uuid}:{clock.now(partnership).isoformat()}",
        text=f"{user} has left, and nobody enters {', '.join(alone)}. Choose who does.",
        path=reverse("laa:entering", args=[partnership.slug]) + "?officer=nobody",
    )
