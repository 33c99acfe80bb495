"""P13: around 80 people, 24 activities, around 300 hours, 3 days; 5 components, 7 peers."""

import pytest

from peer_reviews.models import TeamPost
from tests.documents.peer_challenge import FIXTURE
from tests.page import visit

pytestmark = pytest.mark.django_db

PAGE = "/harborough/peer-reviews/corporate-peer-challenge-2018/"


def test_p13_counts_keep_the_word_that_qualifies_them(harborough):
    assert [str(each) for each in harborough.evidencecount_set.all()] == [
        "around 80 people",
        "24 activities",
        "around 300 hours",
        "3 days on site",
    ]


def test_p13_three_days_five_components_seven_peers(harborough):
    assert harborough.days == 3
    assert harborough.component_set.count() == 5
    assert harborough.teampost_set.count() == 7


def test_p13_the_page_says_it_all(harborough, staff, client):
    client.force_login(staff.board_member)

    text = visit(client, f"{PAGE}findings/").text

    assert "14 March 2018 to 16 March 2018 (3 days)" in visit(client, PAGE).text
    for said in (
        "around 80 people",
        "24 activities",
        "around 300 hours (nearly nine weeks of one person)",
        "5 components",
        "7 peers",
        "Joint Chief Executive, Hart District Council",
    ):
        assert said in text


def test_the_lead_adds_a_count_with_its_qualifier(harborough, staff, client):
    client.force_login(staff.lead)
    page = visit(client, f"{PAGE}parts/evidence/add/")

    after = page.press("Save", what="documents", number="40", qualifier="over")

    assert "over 40 documents" in after.text


def test_what_is_no_number_is_said_and_nothing_is_lost(harborough, staff, client):
    client.force_login(staff.lead)
    page = visit(client, f"{PAGE}parts/evidence/add/")

    again = page.press("Save", what="documents", number="many", qualifier="over")

    assert "many" in again.text or again.boxes["number"] == "many"
    assert again.boxes["what"] == "documents"
    assert harborough.evidencecount_set.count() == 4


def test_the_team_is_posts_and_organisations_and_the_file_names_no_person(harborough):
    names = {field.name for field in TeamPost._meta.fields}

    assert not names & {"name", "person", "email", "telephone"}
    assert "@" not in FIXTURE.read_text()


def test_the_position_statement_stands_beside_what_the_findings_rest_on(harborough, staff, client):
    client.force_login(staff.lead)
    base = "/harborough/peer-reviews/corporate-peer-challenge-2018/"

    visit(client, f"{base}edit/").press("Save", position_statement="We know our place well.")

    text = visit(client, f"{base}findings/").text
    assert "Position statement We know our place well." in text
