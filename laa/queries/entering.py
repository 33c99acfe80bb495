"""Who enters what: every indicator with its supplier, officer and deputy."""

from dataclasses import dataclass

from django.db.models import Q

from laa.actions.assignments import mark
from laa.models import Indicator, Membership, Partnership, Role, User

NOBODY = "nobody"


@dataclass(frozen=True)
class Entry:
    """One indicator's assignment. `has_left` says that an officer or deputy may enter no more."""

    indicator: Indicator
    officer: User | None
    deputy: User | None
    has_left: bool

    @property
    def mark(self) -> str:
        return mark(self.indicator)

    @property
    def others(self) -> list:
        """Strands that somebody else supplies."""
        return [strand for strand in self.indicator.strands.all() if strand.supplier_id]


def entries(partnership: Partnership, *, officer: str = "", **chosen) -> list[Entry]:
    """The indicators in use, narrowed by what was chosen; `officer` is a uuid or “nobody”."""
    found = Indicator.objects.in_use().filter(partnership=partnership)
    if chosen.get("q"):
        words = chosen["q"]
        found = found.filter(Q(reference__icontains=words) | Q(title__icontains=words))
    if chosen.get("agreement"):
        promised = Q(commitments__agreement=chosen["agreement"], commitments__withdrawn_on=None)
        found = found.filter(promised)
    if chosen.get("supplier"):
        found = found.filter(supplier=chosen["supplier"])
    found = found.select_related("supplier", "assignment__officer", "assignment__deputy")
    working = officers(partnership)
    rows = [_entry(i, working) for i in found.prefetch_related("strands__supplier").distinct()]
    if officer == NOBODY:
        return [row for row in rows if row.officer is None or row.has_left]
    if officer:
        return [
            row
            for row in rows
            if officer in [str(person.uuid) for person in (row.officer, row.deputy) if person]
        ]
    return rows


def officers(partnership: Partnership) -> dict[User, list[str]]:
    """The data officers of today, each with the partners they act for."""
    found: dict[User, list[str]] = {}
    roles = Membership.objects.live().filter(partnership=partnership, role=Role.OFFICER)
    for role in roles.select_related("user", "partner").order_by("user__name", "partner__name"):
        found.setdefault(role.user, []).append(role.partner.short_name)
    return found


def _entry(indicator: Indicator, working) -> Entry:
    held = getattr(indicator, "assignment", None)
    officer, deputy = (held.officer, held.deputy) if held else (None, None)
    left = [person for person in (officer, deputy) if person and person not in working]
    return Entry(indicator, officer, deputy, bool(left))
