"""The files that bear out an indicator's figures: whose they are, and who sees the list."""

import pytest

from laa.actions.evidence import Upload, add_files, withdraw
from tests.factories import MembershipFactory, PartnerFactory, UserFactory
from tests.page import visit
from tests.steps import line_of

pytestmark = pytest.mark.django_db

PAGE = "/luton/agreements/laa/indicators/ni-181/"


@pytest.fixture
def file(quarterly_return, cast):
    (file,) = add_files(
        line_of(quarterly_return), [Upload("register.csv", b"a,b\n1,2\n")], by=cast.officer
    )
    return file


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def test_the_page_leads_to_them_and_each_can_be_read(file, lead, cast):
    assert "Files that bear out its figures" in visit(lead, PAGE).text

    answer = lead.get(f"{PAGE}files/")
    page = visit(lead, f"{PAGE}files/").text
    said = "register.csv Q4 2008/09 Luton Borough Council 8 bytes 20 April 2009"
    assert f"{said}, {cast.officer}" in page.replace("\xa0", " ")
    href = f"/luton/lines/{line_of(file.partnership.returns.get()).uuid}/evidence/{file.uuid}/"
    assert href in answer.content.decode()
    assert lead.get(href).status_code == 200


def test_one_that_was_withdrawn_says_so(file, lead, cast, quarterly_return):
    withdraw(file, owner=line_of(quarterly_return), by=cast.officer)

    assert f"Withdrawn 20 April 2009 by {cast.officer}" in visit(lead, f"{PAGE}files/").text


def test_an_officer_of_another_partner_sees_none_of_them(file, client, luton):
    other = UserFactory()
    MembershipFactory(
        partnership=luton, user=other, role="officer", partner=PartnerFactory(partnership=luton)
    )
    client.force_login(other)

    assert "register.csv" not in visit(client, f"{PAGE}files/").text
    assert "No file yet" in visit(client, f"{PAGE}files/").text


def test_a_board_member_is_not_led_there(file, client, cast):
    client.force_login(cast.board_member)

    assert "Files that bear out" not in visit(client, PAGE).text
    assert client.get(f"{PAGE}files/").status_code == 403


def test_the_list_is_taken_away_as_a_file(file, lead):
    rows = lead.get(f"{PAGE}files/?_export=csv").content.decode()

    assert "2008/09-Q4,all,Luton Borough Council,register.csv,8,2009-04-20" in rows
