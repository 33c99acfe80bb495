"""A project's pages in a browser: by keyboard, narrow, without failures of WCAG."""

import time

import pytest
from playwright.sync_api import expect

from projects.models import Contact
from tests.journeys.conftest import NARROW, axe, looks_right
from tests.projects.rows import everything_of_a_project

PLACES = [
    "",
    "{project}/",
    "{project}/records/risks/",
    "{project}/records/spend/",
    "{project}/quarter/",
    "{project}/records/support/add/",
    "{project}/clients/",
    "{project}/clients/matches/",
    "{project}/clients/{client}/",
    "{project}/contacts/{contact}/",
    "{project}/contacts/add/",
    "{project}/diary/",
    "{project}/reach/",
    "{project}/report/",
    "{project}/report/issue/",
    "{project}/report/{issued_report}/",
    "{project}/targets/{output}/",
]


@pytest.fixture
def here(luton, council, housing_benefit, cast):
    return everything_of_a_project(luton, council, by=cast.lead)


@pytest.mark.parametrize("width", [1280, NARROW])
def test_every_page_is_sound(here, visitor, cast, width):
    page = visitor(cast.lead, width=width)

    for place in PLACES:
        page.goto(f"/luton/projects/{place.format(**here)}")
        looks_right(page)
        axe(page)


def test_a_meeting_is_typed_by_keyboard_alone(here, visitor, cast):
    """Each step is a key; a person who types 200 characters a minute needs well under two."""
    page = visitor(cast.lead)
    page.goto(f"/luton/projects/{here['project']}/contacts/add/")
    began, keys = time.monotonic(), 0

    def type_on(text, tabs=1):
        nonlocal keys
        page.keyboard.type(text)
        for _ in range(tabs):
            page.keyboard.press("Tab")
        keys += len(text) + tabs

    page.get_by_label("Name, if new").focus()
    type_on("Harbour kitchen")
    type_on("kitchen@example.org", tabs=2)
    for part in ("10", "1", "2008"):
        type_on(part)
    type_on("", tabs=1)
    type_on("75")
    type_on("Bexhill")
    type_on("12.5")
    type_on("Wants to cook for others.")
    type_on("Client: write down the idea by 7/2/2008")
    page.keyboard.press("Space")
    type_on("")
    for part in ("7", "2", "2008"):
        type_on(part)
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("The meeting is entered")
    contact = Contact.objects.get(client__name="Harbour kitchen")
    assert (contact.minutes, contact.next, contact.diary_entry.place) == (75, "agreed", "Bexhill")
    assert keys < 200
    assert time.monotonic() - began < 120


def test_it_works_without_scripts(here, visitor, cast):
    page = visitor(cast.lead, java_script_enabled=False)
    page.goto(f"/luton/projects/{here['project']}/records/risks/add/")

    page.get_by_label("What could go wrong").fill("The tide")
    page.get_by_label("Likelihood before").fill("9")
    page.get_by_label("Impact before").fill("2")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Likelihood and impact are marks from 1 to 5.")
    page.get_by_label("Likelihood before").fill("4")
    page.get_by_role("button", name="Save").click()

    expect(page.locator("main")).to_contain_text("4 × 2 = 8")
