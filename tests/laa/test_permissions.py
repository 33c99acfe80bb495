from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from laa.models import Role
from laa.models.membership import PARTNER_ROLES
from laa.permissions import (
    FOR_A_PARTNER,
    MATRIX,
    Permission,
    has_permission,
    member_of,
    people_who_may,
)
from tests.factories import MembershipFactory, PartnerFactory, PartnershipFactory, UserFactory

pytestmark = pytest.mark.django_db

P = Permission


@pytest.fixture
def service(luton, council):
    return PartnerFactory(partnership=luton, slug="benefits", part_of=council)


def test_every_role_has_its_row():
    assert set(MATRIX) == set(Role)
    assert all(MATRIX.values())


def test_every_permission_is_somebodys():
    assert frozenset().union(*MATRIX.values()) == set(Permission)


def test_nobody_both_enters_and_certifies_or_signs_off():
    for permissions in MATRIX.values():
        steps = permissions & {P.ENTER_RETURN, P.CERTIFY_RETURN, P.SIGN_OFF_RETURN}
        assert len(steps) <= 1


def test_administrators_manage_people_and_not_figures():
    assert not MATRIX[Role.ADMINISTRATOR] & {
        P.ENTER_RETURN,
        P.CERTIFY_RETURN,
        P.SIGN_OFF_RETURN,
        P.MANAGE_ROUNDS,
    }


def test_only_administrators_manage_people():
    assert [role for role in Role if P.MANAGE_PEOPLE in MATRIX[role]] == [Role.ADMINISTRATOR]


def test_auditors_change_nothing():
    reading = {p for p in Permission if p.name.startswith("SEE_")}

    assert MATRIX[Role.AUDITOR] <= reading
    assert P.SEE_AUDIT in MATRIX[Role.AUDITOR]


def test_what_reaches_one_partner_belongs_to_roles_that_have_one():
    for role in Role:
        if role not in PARTNER_ROLES:
            assert not MATRIX[role] & FOR_A_PARTNER


def test_an_officer_acts_for_the_partner_and_the_services_within_it(member, council, service):
    within = PartnerFactory(partnership=council.partnership, part_of=service)
    officer = member("officer")

    for partner in (council, service, within):
        assert officer.may(P.ENTER_RETURN, partner.pk)
    assert not officer.may(P.ENTER_RETURN, PartnerFactory(partnership=council.partnership).pk)


def test_a_services_officer_does_not_act_for_the_council(luton, council, service):
    membership = MembershipFactory(partnership=luton, role=Role.OFFICER, partner=service)
    officer = member_of(membership.user, luton)

    assert officer.may(P.ENTER_RETURN, service.pk)
    assert not officer.may(P.ENTER_RETURN, council.pk)


def test_two_roles_for_two_partners_do_not_lend_each_other_their_reach(luton, council):
    police = PartnerFactory(partnership=luton)
    person = UserFactory()
    MembershipFactory(partnership=luton, user=person, role=Role.OFFICER, partner=council)
    MembershipFactory(partnership=luton, user=person, role=Role.CERTIFIER, partner=police)
    found = member_of(person, luton)

    assert found.partner_ids == {council.pk, police.pk}
    assert found.partner_ids_for(P.ENTER_RETURN) == {council.pk}
    assert found.partner_ids_for(P.CERTIFY_RETURN) == {police.pk}


def test_require_says_what_is_missing(member, council):
    member("officer").require(P.ENTER_RETURN, council.pk)

    with pytest.raises(PermissionDenied, match="does not include: sign off returns"):
        member("officer").require(P.SIGN_OFF_RETURN)


@pytest.mark.parametrize(
    ("starts", "ends", "is_live"),
    [
        (0, None, True),
        (0, 0, True),
        (1, None, False),
        (-2, -1, False),
        (-2, 1, True),
    ],
)
def test_a_role_is_played_from_its_first_to_its_last_day(starts, ends, is_live, luton):
    today = localdate()
    membership = MembershipFactory(
        partnership=luton,
        starts=today + timedelta(days=starts),
        ends=None if ends is None else today + timedelta(days=ends),
    )

    assert bool(member_of(membership.user, luton)) is is_live


def test_the_tenants_clock_does_not_end_a_role(luton):
    """A demonstration stands in 2009; the people who look at it have roles of today."""
    membership = MembershipFactory(partnership=luton, starts=date(2020, 1, 1))

    assert member_of(membership.user, luton)


def test_a_part_in_one_partnership_is_none_in_another(cast, luton):
    elsewhere = PartnershipFactory(slug="elsewhere")

    assert member_of(cast.lead, elsewhere) is None
    assert has_permission(cast.lead, P.SIGN_OFF_RETURN, partnership=luton)
    assert not has_permission(cast.lead, P.SIGN_OFF_RETURN, partnership=elsewhere)
    assert not has_permission(cast.stranger, P.SEE_SIGNED_OFF, partnership=luton)


def test_who_may_certify_a_service_are_its_own_and_the_councils(cast, luton, council, service):
    own = MembershipFactory(partnership=luton, role=Role.CERTIFIER, partner=service).user
    MembershipFactory(
        partnership=luton, role=Role.CERTIFIER, partner=PartnerFactory(partnership=luton)
    )

    found = people_who_may(P.CERTIFY_RETURN, partnership=luton, partner=service)

    assert set(found) == {own, cast.certifier}


def test_who_has_left_is_not_told(cast, luton):
    cast.lead.memberships.update(ends=localdate() - timedelta(days=1))

    assert people_who_may(P.SIGN_OFF_RETURN, partnership=luton) == []
