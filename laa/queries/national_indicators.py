"""The national set as one partnership meets it: who uses an indicator, and in which words."""

from collections import defaultdict
from dataclasses import dataclass

from laa.catalogue import NationalIndicator, entry
from laa.catalogue.wording import difference_from
from laa.models import Agreement, Commitment, Indicator
from laa.permissions import Member
from laa.rules.wording import Difference


@dataclass(frozen=True)
class Use:
    """An indicator of the partnership under a national reference, and who promises on it."""

    indicator: Indicator
    agreements: list[Agreement]
    difference: Difference | None

    @property
    def wording_said(self) -> str:
        return self.difference.said if self.difference else "As the national title."


def used_references(member: Member) -> frozenset[str]:
    """The national references that the partnership measures."""
    printed = Indicator.objects.visible_to(member).values_list("reference", flat=True)
    return frozenset(found.reference for each in printed if (found := entry(each)))


def uses(member: Member, national: NationalIndicator) -> list[Use]:
    """The partnership's indicators under a national reference, however it is printed."""
    rows = Indicator.objects.visible_to(member)
    found = [row for row in rows if entry(row.reference) == national]
    agreements = defaultdict(list)
    promises = Commitment.objects.filter(indicator__in=found).select_related("agreement")
    for promise in promises.order_by("agreement__starts", "agreement__title"):
        agreements[promise.indicator_id].append(promise.agreement)
    return [Use(row, agreements[row.pk], difference_from(national, row.title)) for row in found]
