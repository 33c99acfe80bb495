"""People are invited, given roles, deactivated; nobody signs up."""

import re

import pytest
from django.core import mail
from django.test import Client

from laa.models import Membership, Role, User
from tests.factories import MembershipFactory, PartnerFactory, PartnershipFactory
from tests.page import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, cast):
    client.force_login(cast.administrator)
    return client


@pytest.fixture
def invited(administrator, council, django_capture_on_commit_callbacks):
    def do(**typed):
        page = visit(administrator, "/luton/people/invite/")
        form = {"email": "nia@example.org", "name": "Nia New", "role": "officer", **typed}
        if form["role"] in ("officer", "certifier", "contributor"):
            form.setdefault("partner", council.pk)
        with django_capture_on_commit_callbacks(execute=True):
            return page.press("Invite", **form)

    return do


def test_somebody_invited_chooses_a_password_and_signs_in(invited):
    assert "nia@example.org has been invited by e-mail." in invited().text
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    browser = Client()

    page = visit(browser, link).press(
        "Save new password", password1="correct horse battery", password2="correct horse battery"
    )

    assert page.answer.status_code == 200
    sign_in = visit(browser, "/accounts/login/").press(
        "Sign in", login="nia@example.org", password="correct horse battery"
    )
    assert sign_in.path == "/luton/"
    assert "Nia New, Data officer" in sign_in.text


def test_the_link_works_once(invited):
    invited()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    password = {"password1": "correct horse battery", "password2": "correct horse battery"}
    visit(Client(), link).press("Save new password", **password)

    again = visit(Client(), link)

    assert not any("Save new password" in form.buttons for form in again.forms)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"email": "nia"}, "Enter a valid email address"),
        ({"email": ""}, "Enter email address"),
        ({"name": ""}, "Enter name"),
        ({"partner": ""}, "Choose the partner they act for."),
    ],
)
def test_what_is_missing_is_said_beside_its_box(typed, says, invited):
    after = invited(**typed)

    assert after.text.count(says) == 2
    assert not Membership.objects.filter(user__name="Nia New")
    assert mail.outbox == []


def test_without_a_role(administrator):
    page = visit(administrator, "/luton/people/invite/")

    after = page.press("Invite", email="nia@example.org", name="Nia New")

    assert after.text.count("Select role") == 2


def test_the_same_invitation_twice_is_told(invited):
    invited()
    newcomer = User.objects.get(email="nia@example.org")
    newcomer.set_password("chosen by now")
    newcomer.save()

    assert "Nia New has that role already." in invited().text
    assert len(mail.outbox) == 1


def test_a_partner_is_let_go_for_a_role_without_one(invited, council):
    invited(role="auditor", partner=council.pk)

    assert Membership.objects.get(user__name="Nia New").partner is None


def test_another_partnerships_partner_cannot_be_chosen(invited):
    after = invited(partner=PartnerFactory().pk)

    assert "There is a problem" in after.text
    assert not Membership.objects.filter(user__name="Nia New")


def test_who_is_deactivated_is_signed_out_at_once_and_cannot_sign_in(administrator, cast):
    officer = Client()
    officer.force_login(cast.officer)
    assert officer.get("/luton/").status_code == 200
    page = visit(administrator, f"/luton/people/{cast.officer.uuid}/")

    after = page.press("Deactivate account")

    assert "Data officer can no longer sign in." in after.text
    assert officer.get("/luton/").status_code == 302
    cast.officer.refresh_from_db()
    cast.officer.set_password("correct horse battery")
    cast.officer.save()
    sign_in = visit(Client(), "/accounts/login/").press(
        "Sign in", login=cast.officer.email, password="correct horse battery"
    )
    assert sign_in.path == "/accounts/inactive/"
    assert "closed" in sign_in.text

    back = after.press("Activate account again")
    assert "Data officer can sign in again." in back.text
    assert User.objects.get(pk=cast.officer.pk).is_active


def test_a_role_is_ended(administrator, cast):
    page = visit(administrator, f"/luton/people/{cast.officer.uuid}/")

    after = page.press("End this role: Data officer")

    assert "Data officer is no longer Data officer." in after.text
    officer = Client()
    officer.force_login(cast.officer)
    assert officer.get("/luton/").status_code == 404


def test_the_last_administrator_stays(administrator, cast):
    page = visit(administrator, f"/luton/people/{cast.administrator.uuid}/")

    after = page.press("End this role: Administrator")
    assert "This is the partnership’s last administrator" in after.text.replace("'", "’")

    after = page.press("Deactivate account")
    assert "You cannot deactivate yourself; ask another administrator." in after.text
    assert administrator.get("/luton/people/").status_code == 200


def test_who_works_elsewhere_too_keeps_their_account(administrator, cast):
    MembershipFactory(partnership=PartnershipFactory(name="Elsewhere"), user=cast.lead)
    page = visit(administrator, f"/luton/people/{cast.lead.uuid}/")

    after = page.press("Deactivate account")

    assert "also works for Elsewhere" in after.text
    assert User.objects.get(pk=cast.lead.pk).is_active


def test_everybody_is_listed_with_their_roles(administrator, cast, luton):
    MembershipFactory(partnership=luton, user=cast.lead, role=Role.AUDITOR)
    text = visit(administrator, "/luton/people/").text

    assert "Performance lead lead@example.org" in text
    assert "Data officer, Luton Borough Council" in text
    assert "stranger@example.org" not in text


def test_somebody_of_another_partnership_is_not_found(administrator):
    outsider = MembershipFactory().user

    assert administrator.get(f"/luton/people/{outsider.uuid}/").status_code == 404
    assert administrator.post(f"/luton/people/{outsider.uuid}/switch/").status_code == 404
