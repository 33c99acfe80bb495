"""Actions of every plan that somebody has to chase: overdue, or without an owner or a date."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from laa.models import Action, Partnership

OVERDUE, OWNERLESS, UNDATED = "overdue", "ownerless", "undated"


@dataclass(frozen=True)
class Chased:
    """An action, and what is amiss with it."""

    action: Action
    amiss: frozenset[str]

    @property
    def is_overdue(self) -> bool:
        return OVERDUE in self.amiss


def chased(partnership: Partnership, today: date) -> list[Chased]:
    """What is overdue, or has no owner or no date, the earliest date first; in one query."""
    rows = (
        Action.objects.open()
        .filter(Q(due=None) | Q(due__lt=today) | Q(owner=None), partnership=partnership)
        .select_related("owner", "partner__part_of", "plan__partner__part_of")
        .order_by(F("due").asc(nulls_last=True), "plan__title", "plan", "number")
    )
    found = [Chased(row, _amiss(row, today)) for row in rows]
    return [each for each in found if each.amiss]


def _amiss(action: Action, today: date) -> frozenset[str]:
    is_amiss = {
        OVERDUE: action.is_overdue(today),
        OWNERLESS: action.owner_id is None,
        UNDATED: action.due is None,
    }
    return frozenset(word for word, is_so in is_amiss.items() if is_so)


def chased_counts(partnership: Partnership, today: date) -> dict[str, int]:
    """How many actions are overdue and how many nobody owns, over all plans; in one query."""
    rows = Action.objects.filter(partnership=partnership)
    overdue, ownerless = rows.overdue(today), rows.ownerless()
    return rows.aggregate(
        overdue=Count("pk", filter=Q(pk__in=overdue.values("pk"))),
        ownerless=Count("pk", filter=Q(pk__in=ownerless.values("pk"))),
    )
