"""Whom to ask in a partnership: everybody's roles, read once, for jobs that ask of many things."""

from collections import defaultdict
from collections.abc import Iterable

from laa.models import Membership, Partner, Partnership, Role, User


class Officers:
    """The people who play a part today, by role and partner; a service's are its council's too."""

    def __init__(self, partnership: Partnership):
        partners = Partner.objects.filter(partnership=partnership)
        self._part_of = dict(partners.values_list("pk", "part_of"))
        self._roles: dict[tuple[str, int | None], set[User]] = defaultdict(set)
        self._people: dict[int, User] = {}
        played = Membership.objects.live().filter(partnership=partnership).select_related("user")
        for membership in played:
            self._roles[membership.role, membership.partner_id].add(membership.user)
            self._people[membership.user_id] = membership.user

    def entering(self, partner_id: int) -> set[User]:
        return self._for(Role.OFFICER, partner_id)

    def certifying(self, partner_id: int) -> set[User]:
        return self._for(Role.CERTIFIER, partner_id)

    def leading(self) -> set[User]:
        """The performance leads."""
        return self._roles[Role.LEAD, None]

    def here(self, people: Iterable[int | None]) -> set[User]:
        """Those of some people, by id, who still play a part."""
        return {self._people[pk] for pk in people if pk in self._people}

    def _for(self, role: str, partner_id: int | None) -> set[User]:
        found = set()
        while partner_id:
            found |= self._roles[role, partner_id]
            partner_id = self._part_of.get(partner_id)
        return found
