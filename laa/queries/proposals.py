"""What is only proposed across a partnership, and what was confirmed lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from laa.actions.proposals import CONFIRM, mark, still_stands
from laa.catalogue import NationalIndicator, entry
from laa.catalogue.wording import difference
from laa.models import AuditEvent, Indicator
from laa.permissions import Member
from laa.rules.wording import Difference

FACTS = Indicator.PROPOSABLE
LATELY = 200


@dataclass(frozen=True)
class Fact:
    """One fact in words, and whether it is only proposed."""

    name: str
    label: str
    said: str
    is_proposed: bool


@dataclass
class Proposal:
    """An indicator with what is proposed of it, beside what the national set says."""

    indicator: Indicator

    @property
    def mark(self) -> str:
        return mark(self.indicator)

    @cached_property
    def national(self) -> NationalIndicator | None:
        return entry(self.indicator.reference)

    @cached_property
    def difference(self) -> Difference | None:
        return difference(self.indicator.reference, self.indicator.title)

    @cached_property
    def facts(self) -> list[Fact]:
        proposed = self.indicator.proposed
        return [
            Fact(name, label, fact_said(self.indicator, name), name in proposed)
            for name, label in FACTS.items()
        ]

    @property
    def compared(self) -> list[tuple[Fact, str]]:
        """Each fact with what the national set says of it; "" where that says nothing."""
        return [(fact, national_said(self.national, fact.name)) for fact in self.facts]


def fact_said(indicator: Indicator, name: str) -> str:
    """A fact as the list says it: "Lower is better", "days, average calendar days", "90"."""
    if name == "lag_days":
        return str(indicator.lag_days)
    said = getattr(indicator, f"get_{name}_display")()
    if name == "unit" and indicator.unit_detail:
        return f"{said}, {indicator.unit_detail}"
    return said


def national_said(national: NationalIndicator | None, name: str) -> str:
    """A fact as the national set has it, and how surely."""
    if national is None or name == "accumulates":
        return ""
    if name == "polarity":
        return f"{national.polarity.label} ({national.polarity_basis})"
    if name == "unit":
        return ", ".join(filter(None, [national.unit.label, national.unit_detail]))
    if name == "lag_days":
        return f"{national.lag_days} (an estimate)"
    return national.frequency.label


def proposals(indicators: Iterable[Indicator]) -> list[Proposal]:
    return [Proposal(indicator) for indicator in indicators]


@dataclass(frozen=True)
class Confirmation:
    """Something confirmed lately that can be undone, because it still stands."""

    event: AuditEvent
    indicator: Indicator

    @property
    def said(self) -> str:
        """ "Good is, Unit; changed: How often"."""
        before, after = self.event.before, self.event.after
        confirmed = [name for name in FACTS if name in after and after[name] == before.get(name)]
        changed = [name for name in FACTS if name in after and name not in confirmed]
        said = [", ".join(FACTS[name] for name in confirmed)] if confirmed else []
        if changed:
            said.append(f"changed: {', '.join(FACTS[name] for name in changed)}")
        return "; ".join(said)


def confirmations(member: Member) -> list[Confirmation]:
    """The latest confirmations that nothing has changed since, newest first."""
    events = AuditEvent.objects.filter(
        partnership_slug=member.partnership.slug, action=CONFIRM
    ).order_by("-at", "-pk")[:LATELY]
    references = {event.after.get("indicator") for event in events}
    rows = Indicator.objects.visible_to(member).filter(reference__in=references)
    found = {indicator.reference: indicator for indicator in rows}
    lately, seen = [], set()
    for event in events:
        indicator = found.get(event.after.get("indicator"))
        # An older one of the same indicator may look as if it stood; the newest goes first.
        if indicator and indicator.pk not in seen and still_stands(event, indicator):
            lately.append(Confirmation(event, indicator))
        if indicator:
            seen.add(indicator.pk)
    return lately
