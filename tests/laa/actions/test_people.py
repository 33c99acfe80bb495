from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from laa.actions.people import (
    LastAdministrator,
    WorksElsewhere,
    deactivate,
    end_membership,
    invite,
    reactivate,
)
from laa.actions.refusals import NothingToDo, Refused
from laa.models import AuditEvent, Membership, Notice, Role, User
from laa.permissions import member_of
from tests.factories import MembershipFactory, PartnerFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(luton, council, cast, django_capture_on_commit_callbacks):
    """Invite somebody: `invited("new@example.org", role=Role.AUDITOR)`."""

    def do(email, role=Role.OFFICER, **options):
        partner = council if role in (Role.OFFICER, Role.CERTIFIER, Role.CONTRIBUTOR) else None
        options = {"partner": partner, "name": "Nia New", "by": cast.administrator, **options}
        with django_capture_on_commit_callbacks(execute=True):
            return invite(
                partnership=luton,
                email=email,
                role=role,
                base_url="https://performance.example.org/",
                **options,
            )

    return do


def test_somebody_new_gets_a_role_and_a_link_to_choose_a_password(invited, luton, council):
    membership = invited("New@Example.org")

    assert membership.user.email == "new@example.org"
    assert not membership.user.has_usable_password()
    assert member_of(membership.user, luton).partner_ids == {council.pk}
    message = mail.outbox[0]
    assert message.to == ["new@example.org"]
    assert "Data officer for Luton Borough Council" in message.body
    assert "https://performance.example.org/accounts/password/reset/key/" in message.body


def test_somebody_who_works_here_already_is_asked_to_sign_in(invited, cast):
    membership = invited(cast.officer.email, Role.CONTRIBUTOR)

    assert membership.user == cast.officer
    assert "https://performance.example.org/accounts/login/" in mail.outbox[0].body
    assert User.objects.filter(email=cast.officer.email).count() == 1


def test_the_same_role_twice_is_refused(invited):
    newcomer = invited("new@example.org").user
    newcomer.set_password("chosen by now")
    newcomer.save()

    with pytest.raises(NothingToDo, match="has that role already"):
        invited("new@example.org")
    assert len(mail.outbox) == 1


def test_who_has_not_chosen_a_password_is_mailed_again(invited):
    first = invited("new@example.org")

    assert invited("new@example.org") == first
    assert [message.to for message in mail.outbox] == [["new@example.org"]] * 2
    assert "/accounts/password/reset/key/" in mail.outbox[1].body


def test_a_mail_that_is_not_taken_is_told_to_who_invited(invited, cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    membership = invited("new@example.org")

    assert membership.pk
    assert "could not be e-mailed" in Notice.objects.get(recipient=cast.administrator).text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CERTIFIER, Role.CONTRIBUTOR])
def test_a_role_for_a_partner_needs_one(role, invited):
    with pytest.raises(ValidationError, match="act for a partner"):
        invited("new@example.org", role, partner=None)
    assert not User.objects.filter(email="new@example.org")


def test_a_role_for_the_whole_partnership_has_no_partner(invited, council):
    with pytest.raises(ValidationError, match="act for a partner"):
        invited("new@example.org", Role.BOARD_MEMBER, partner=council)


def test_a_role_ends_today_and_what_was_done_stays(cast, luton):
    membership = cast.officer.memberships.get()

    end_membership(membership, by=cast.administrator)

    assert member_of(cast.officer, luton) is None
    assert Membership.objects.get(pk=membership.pk).ends == localdate() - timedelta(days=1)
    assert AuditEvent.objects.get(action="person.end_role").before["role"] == "officer"


def test_a_role_given_today_is_taken_back_as_if_it_had_not_been(invited, cast):
    membership = invited("new@example.org")

    end_membership(membership, by=cast.administrator)

    assert not Membership.objects.filter(user__email="new@example.org")


def test_the_last_administrator_stays(cast, luton):
    with pytest.raises(LastAdministrator, match="Invite another one first"):
        end_membership(cast.administrator.memberships.get(), by=cast.lead)

    MembershipFactory(partnership=luton, role=Role.ADMINISTRATOR)
    end_membership(cast.administrator.memberships.get(), by=cast.lead)
    assert member_of(cast.administrator, luton) is None


def test_an_administrator_who_was_deactivated_does_not_count(cast, luton):
    other = MembershipFactory(partnership=luton, role=Role.ADMINISTRATOR).user
    deactivate(other, partnership=luton, by=cast.administrator)

    with pytest.raises(LastAdministrator):
        end_membership(cast.administrator.memberships.get(), by=cast.lead)


def test_a_deactivated_account_plays_no_part(cast, luton):
    deactivate(cast.officer, partnership=luton, by=cast.administrator)

    assert not User.objects.get(pk=cast.officer.pk).is_active
    assert member_of(cast.officer, luton) is None

    reactivate(cast.officer, partnership=luton, by=cast.administrator)
    assert member_of(cast.officer, luton).roles == {Role.OFFICER}
    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["person.deactivate", "person.reactivate"]


def test_nobody_deactivates_themselves(cast, luton):
    with pytest.raises(Refused, match="ask another administrator"):
        deactivate(cast.administrator, partnership=luton, by=cast.administrator)


def test_who_also_works_elsewhere_keeps_their_account(cast, luton):
    elsewhere = PartnershipFactory(slug="elsewhere")
    partner = PartnerFactory(partnership=elsewhere)
    MembershipFactory(partnership=elsewhere, user=cast.officer, role=Role.OFFICER, partner=partner)

    with pytest.raises(WorksElsewhere, match="End their roles here instead"):
        deactivate(cast.officer, partnership=luton, by=cast.administrator)

    MembershipFactory(partnership=elsewhere, user=cast.administrator, role=Role.ADMINISTRATOR)
    deactivate(cast.officer, partnership=luton, by=cast.administrator)
    assert not cast.officer.is_active


def test_a_role_that_is_to_end_later_can_be_ended_now_and_one_that_ended_cannot(cast, luton):
    today = localdate()
    cast.officer.memberships.update(ends=today + timedelta(days=30))
    membership = cast.officer.memberships.not_over().get()

    end_membership(membership, by=cast.administrator)

    assert member_of(cast.officer, luton) is None
    assert not cast.officer.memberships.not_over().exists()
    with pytest.raises(NothingToDo):
        end_membership(cast.officer.memberships.get(), by=cast.administrator)
