"""Who may do what: one matrix, asked in one place, shown to administrators on a page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.core.exceptions import PermissionDenied

from laa.models import Membership, Partner, Partnership, Role, User


class Permission(StrEnum):
    """What somebody may do. The value is how the matrix page says it."""

    SEE_SIGNED_OFF = "See what is signed off"
    SEE_OPERATIONAL = "See the notes, judgements and quarters behind what is signed off"
    SEE_ALL_RETURNS = "Read every partner’s returns"
    SEE_OWN_RETURNS = "Read returns of one’s own partner"
    ENTER_RETURN = "Enter and submit returns for one’s partner"
    ENTER_ON_BEHALF = "Enter and submit returns on behalf of any partner, marked as such"
    CERTIFY_RETURN = "Certify returns of one’s partner, or send them back"
    SIGN_OFF_RETURN = "Sign off returns, reopen them, revise figures"
    PLAN_ACTIONS = "Plan what one’s partner will do, and report on it"
    REPORT_ON_OWN = "Report on the actions one owns"
    AGREE_PLANS = "Challenge and agree plans, change any of them"
    WORK_ON_PROJECTS = "Keep the records of a project, and know its clients, as one of its people"
    MANAGE_ROUNDS = "Open and close rounds"
    LOAD_BASELINES = "Load agreements and baselines from documents"
    MAKE_REPORTS = "Make reports, put them forward, issue them and record what came of them"
    PUBLISH = "Decide what the public may read"
    SET_UP = "Set up indicators, targets, partners and rating rules"
    MANAGE_PEOPLE = "Invite people, give them roles, deactivate them"
    SEE_AUDIT = "Read the audit trail"
    SEE_JOBS = "See what the jobs did"
    SEE_PERMISSIONS = "See who may do what"


P = Permission

MATRIX: Mapping[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            P.SEE_SIGNED_OFF,
            P.LOAD_BASELINES,
            P.MANAGE_PEOPLE,
            P.SEE_JOBS,
            P.SEE_PERMISSIONS,
        }
    ),
    Role.LEAD: frozenset(
        {
            P.SEE_SIGNED_OFF,
            P.SEE_OPERATIONAL,
            P.SEE_ALL_RETURNS,
            P.ENTER_ON_BEHALF,
            P.SIGN_OFF_RETURN,
            P.AGREE_PLANS,
            P.REPORT_ON_OWN,
            P.WORK_ON_PROJECTS,
            P.MANAGE_ROUNDS,
            P.LOAD_BASELINES,
            P.MAKE_REPORTS,
            P.PUBLISH,
            P.SET_UP,
            P.SEE_JOBS,
            P.SEE_PERMISSIONS,
        }
    ),
    Role.OFFICER: frozenset(
        {
            P.SEE_SIGNED_OFF,
            P.SEE_OPERATIONAL,
            P.SEE_OWN_RETURNS,
            P.ENTER_RETURN,
            P.PLAN_ACTIONS,
            P.REPORT_ON_OWN,
            P.WORK_ON_PROJECTS,
        }
    ),
    Role.CERTIFIER: frozenset(
        {
            P.SEE_SIGNED_OFF,
            P.SEE_OPERATIONAL,
            P.SEE_OWN_RETURNS,
            P.CERTIFY_RETURN,
            P.PLAN_ACTIONS,
            P.REPORT_ON_OWN,
            P.WORK_ON_PROJECTS,
        }
    ),
    Role.CONTRIBUTOR: frozenset(
        {
            P.SEE_SIGNED_OFF,
            P.SEE_OPERATIONAL,
            P.SEE_OWN_RETURNS,
            P.REPORT_ON_OWN,
            P.WORK_ON_PROJECTS,
        }
    ),
    Role.BOARD_MEMBER: frozenset({P.SEE_SIGNED_OFF, P.REPORT_ON_OWN}),
    Role.AUDITOR: frozenset(
        {
            P.SEE_SIGNED_OFF,
            P.SEE_OPERATIONAL,
            P.SEE_ALL_RETURNS,
            P.SEE_AUDIT,
            P.SEE_JOBS,
            P.SEE_PERMISSIONS,
        }
    ),
}

FOR_A_PARTNER = frozenset({P.SEE_OWN_RETURNS, P.ENTER_RETURN, P.CERTIFY_RETURN, P.PLAN_ACTIONS})
"""Permissions that reach as far as the partner one acts for, and its services."""


@dataclass(frozen=True)
class Member:
    """A person in a partnership: what they may do there, and for which partners.

    `partners` holds, for each role played for a partner, the ids of it and its services.
    """

    user: User
    partnership: Partnership
    roles: frozenset[Role]
    partners: Mapping[Role, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(MATRIX[role] for role in self.roles))

    @cached_property
    def partner_ids(self) -> frozenset[int]:
        return frozenset().union(*self.partners.values())

    @property
    def reads_all_returns(self) -> bool:
        return P.SEE_ALL_RETURNS in self.permissions

    @property
    def sees_reports_on_their_way(self) -> bool:
        return bool(self.permissions & {P.MAKE_REPORTS, P.SEE_AUDIT})

    @property
    def permission_names(self) -> frozenset[str]:
        """For templates: `"MANAGE_ROUNDS" in member.permission_names`."""
        return frozenset(permission.name for permission in self.permissions)

    @property
    def role_names(self) -> str:
        return ", ".join(role.label for role in Role if role in self.roles)

    def may(self, permission: Permission, partner_id: int | None = None) -> bool:
        """Whether they may; for a partner's business, name the partner."""
        if permission not in self.permissions:
            return False
        if permission not in FOR_A_PARTNER or partner_id is None:
            return True
        return partner_id in self.partner_ids_for(permission)

    def may_plan(self, partner_id: int) -> bool:
        """Whether they may plan what a partner will do: as theirs, or any partner's."""
        return self.may(P.AGREE_PLANS) or self.may(P.PLAN_ACTIONS, partner_id)

    def may_enter(self, partner_id: int) -> bool:
        """Whether they may type and submit a partner's return: as theirs, or on its behalf."""
        return self.may(P.ENTER_RETURN, partner_id) or self.may(P.ENTER_ON_BEHALF)

    def enters_on_behalf(self, partner_id: int) -> bool:
        """Whether what they enter for the partner is said to be on its behalf."""
        return self.may_enter(partner_id) and not self.may(P.ENTER_RETURN, partner_id)

    def require_entering(self, partner_id: int) -> None:
        if not self.may_enter(partner_id):
            raise PermissionDenied(f"Your role does not include: {P.ENTER_RETURN.value.lower()}.")

    def partner_ids_for(self, permission: Permission) -> frozenset[int]:
        roles = (role for role in self.roles if permission in MATRIX[role])
        return frozenset().union(*(self.partners.get(role, frozenset()) for role in roles))

    def require(self, permission: Permission, partner_id: int | None = None) -> None:
        if not self.may(permission, partner_id):
            raise PermissionDenied(f"Your role does not include: {permission.value.lower()}.")


def member_of(user: User, partnership: Partnership) -> Member | None:
    """The person as a member of the partnership today; None if they play no part in it.

    Each role reaches its partner with the services within it, and the services within those.
    """
    held = (
        Membership.objects.live()
        .filter(user=user, partnership=partnership)
        .order_by("role")
        .values_list("role", "partner", "partner__services", "partner__services__services")
    )
    partners: dict[Role, set[int]] = defaultdict(set)
    for role, *reach in held:
        partners[Role(role)].update(partner_id for partner_id in reach if partner_id)
    if not partners:
        return None
    reached = {role: frozenset(ids) for role, ids in partners.items()}
    return Member(user, partnership, frozenset(partners), reached)


def has_permission(
    user: User, permission: Permission, *, partnership: Partnership, partner: Partner | None = None
) -> bool:
    """Whether somebody may do something in a partnership, for a partner where that matters."""
    member = member_of(user, partnership)
    return bool(member and member.may(permission, partner.pk if partner else None))


def people_who_may(
    permission: Permission, *, partnership: Partnership, partner: Partner | None = None
) -> list[User]:
    """The people who may do something today: whom to tell that it can be done."""
    roles = [role for role, may in MATRIX.items() if permission in may]
    memberships = Membership.objects.live().filter(partnership=partnership, role__in=roles)
    if permission in FOR_A_PARTNER and partner:
        above = [partner.pk, partner.part_of_id, getattr(partner.part_of, "part_of_id", None)]
        memberships = memberships.filter(partner__in=[pk for pk in above if pk])
    return list(
        User.objects.filter(memberships__in=memberships).distinct().order_by("name", "email")
    )
