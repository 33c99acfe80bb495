"""The page on which the next plan is started from this one."""

from datetime import date

import pytest

from laa.models import Agreement
from tests.factories import promise
from tests.page import visit

pytestmark = pytest.mark.django_db

PATH = "/luton/set-up/agreements/laa/next/"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def two(agreement, council, housing_benefit):
    promise(agreement, "NI 182", supplier=council)


def test_a_plan_is_shown_then_started_then_taken_away(lead, two, agreement):
    page = visit(lead, PATH)
    assert (page.boxes["starts_day"], page.boxes["starts_year"]) == ("1", "2011")
    assert (page.boxes["ends_month"], page.boxes["ends_year"]) == ("3", "2014")

    page = page.press("Show what would be made", title="Next", indicator=["ni-181"])
    assert "1 promise; 1 not going on" in page.text
    assert "3 targets to be set" in page.text
    assert Agreement.objects.count() == 1

    page = page.press("Start the next plan")
    assert "Next is started. Its targets wait to be set." in page.text
    assert "It follows Local area agreement." in page.text
    assert Agreement.objects.get(slug="next").commitments.count() == 1

    page = visit(lead, "/luton/set-up/agreements/next/undo/")
    assert "Promise (1): NI 181" in page.text
    assert "Target (3)" in page.text
    assert Agreement.objects.count() == 2
    page = page.press("Take this plan away")
    assert "Next is taken away again." in page.text
    assert Agreement.objects.get() == agreement


def test_what_was_not_previewed_is_shown_before_it_is_started(lead, two):
    page = visit(lead, PATH).press("Show what would be made", title="Next")

    page = page.press("Start the next plan", title="Another title")

    assert "What would be made" in page.text
    assert Agreement.objects.count() == 1


def test_nothing_ticked_is_said(lead, two):
    page = visit(lead, PATH).press("Show what would be made", title="Next", indicator=[])

    assert "Tick at least one promise that goes on." in page.text
    assert "What would be made" not in page.text


def test_a_term_that_ends_on_28_february_is_no_riddle(lead, two, agreement):
    agreement.ends = date(2012, 2, 28)
    agreement.save()

    page = visit(lead, PATH)

    assert (page.boxes["starts_day"], page.boxes["ends_day"]) == ("29", "29")


def test_a_missing_title_and_a_wrong_term_are_said(lead, two):
    page = visit(lead, PATH).press("Show what would be made", title="", ends_year="2010")

    assert page.text.count("Enter title") == 2
    assert page.text.count("The plan would end before it starts.") == 2


def test_an_agreement_without_promises_has_nothing_to_go_on(lead, agreement):
    assert "Nothing could go on" in visit(lead, PATH).text
