"""What each partner signed up to: what it leads, contributes to, and owes the figures of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, OuterRef, Q, Subquery

from laa.models import (
    Agreement,
    Commitment,
    Contribution,
    Flag,
    Indicator,
    Partner,
    Partnership,
    Strand,
)

LEADS, CONTRIBUTES = "Leads", "Contributes"


@dataclass(frozen=True)
class Part:
    """A promise that a partner, or a service within it, has a part in."""

    commitment: Commitment
    role: str
    partner: Partner
    is_flagged: bool
    is_silent: bool = False
    """It contributes, and has not said how."""


@dataclass(frozen=True)
class Supplied:
    """An indicator whose figure, or that of some of its strands, the partner or a service owes."""

    indicator: Indicator
    strands: list[Strand]

    @property
    def strands_said(self) -> str:
        """ "Male, Female"; "" where the one strand is all of the indicator."""
        return ", ".join(strand.label for strand in self.strands if strand.label)

    @property
    def agreement(self) -> str:
        """The slug of the newest agreement that promises on it; "" where none does."""
        return self.strands[0].promised_in or ""


@dataclass(frozen=True)
class PartnerList:
    """A partner's own list, the newest agreement first; what it leads comes first in each."""

    partner: Partner
    parts: list[Part]
    supplies: list[Supplied]

    @property
    def by_agreement(self) -> list[tuple[Agreement, list[Part]]]:
        found = groupby(self.parts, key=lambda part: part.commitment.agreement)
        return [(agreement, list(parts)) for agreement, parts in found]

    def count(self, role: str) -> int:
        return sum(part.role == role for part in self.parts)

    @property
    def leads(self) -> int:
        return self.count(LEADS)

    @property
    def contributes(self) -> int:
        return self.count(CONTRIBUTES)

    @property
    def has_services(self) -> bool:
        """Whether a service within it has a part of its own."""
        return any(part.partner != self.partner for part in self.parts)


def partner_list(partner: Partner) -> PartnerList:
    """The list of a partner and the services within it, in seven queries however long.

    A promise that it leads is not listed again where one of its services contributes.
    """
    within = Q(pk=partner.pk) | Q(part_of=partner) | Q(part_of__part_of=partner)
    own = {each.pk: each for each in Partner.objects.filter(within)}
    promises = (
        Commitment.objects.kept()
        .filter(Q(lead__in=own) | Q(contributors__in=own))
        .distinct()
        .select_related("agreement", "theme", "indicator")
        .prefetch_related("contributors")
        .order_by("-agreement__starts", "-agreement__pk", "printed_row", "indicator__reference")
    )
    promises = list(promises)
    flagged = set(
        Flag.objects.open()
        .of_performance()
        .filter(commitment__in=promises)
        .values_list("commitment", flat=True)
    )
    said = set(
        Contribution.objects.filter(commitment__in=promises, partner__in=own).values_list(
            "commitment", "partner"
        )
    )
    parts = [_part(promise, own, partner, promise.pk in flagged, said) for promise in promises]
    order = {part.commitment.agreement_id: n for n, part in reversed([*enumerate(parts)])}
    parts.sort(key=lambda part: (order[part.commitment.agreement_id], part.role != LEADS))
    return PartnerList(partner, parts, _supplied(own))


def _supplied(own: Iterable[int]) -> list[Supplied]:
    """What is measured still and owed by one of these: by its strand, else by its indicator."""
    promises = Commitment.objects.kept().filter(indicator=OuterRef("indicator"))
    newest = promises.order_by("-agreement__starts", "-agreement__pk")
    strands = (
        Strand.objects.filter(retired_on=None, indicator__retired_on=None)
        .filter(Q(supplier__in=own) | Q(supplier=None, indicator__supplier__in=own))
        .asked()
        .annotate(promised_in=Subquery(newest.values("agreement__slug")[:1]))
        .select_related("indicator")
    )
    found = groupby(strands, key=lambda strand: strand.indicator)
    return [Supplied(indicator, list(of)) for indicator, of in found]


def _part(
    promise: Commitment,
    own: dict[int, Partner],
    partner: Partner,
    is_flagged: bool,
    said: set[tuple[int, int]],
) -> Part:
    if promise.lead_id in own:
        return Part(promise, LEADS, own[promise.lead_id], is_flagged)
    among = [each.pk for each in promise.contributors.all() if each.pk in own]
    whose = partner.pk if partner.pk in among else among[0]
    is_silent = (promise.pk, whose) not in said
    return Part(promise, CONTRIBUTES, own[whose], is_flagged, is_silent)


@dataclass(frozen=True)
class Standing:
    """A partner with the number of promises it leads and contributes to itself."""

    partner: Partner
    leads: int
    contributes: int


def partner_lists(partnership: Partnership) -> list[Standing]:
    """Every partner that has a part in a promise, in three queries."""
    promises = Commitment.objects.kept().filter(partnership=partnership).order_by()
    leads = _counted(promises, "lead")
    contributes = _counted(promises, "contributors")
    partners = Partner.objects.filter(partnership=partnership).select_related("part_of")
    return [
        Standing(partner, leads[partner.pk], contributes[partner.pk])
        for partner in partners
        if leads[partner.pk] or contributes[partner.pk]
    ]


def _counted(promises, field: str) -> Counter:
    counts = promises.values(field).annotate(count=Count("pk"))
    return Counter({each[field]: each["count"] for each in counts if each[field]})
