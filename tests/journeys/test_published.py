"""A lead publishes, a resident reads on a telephone, a board member looks at the dashboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, axe, follow, looks_right
from tests.steps import signed_off

pytestmark = pytest.mark.django_db(transaction=True)

PUBLISHING = "/luton/publishing/laa/"
DASHBOARD = "/luton/agreements/laa/"


def test_what_a_lead_publishes_a_resident_reads(visitor, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    page = visitor(cast.lead)
    page.goto(PUBLISHING)
    axe(page)
    page.get_by_label("Choose NI 181").check()
    page.get_by_role("button", name="Publish chosen").click()
    expect(page.locator("main")).to_contain_text("1 figure is public from 20 April 2009.")

    resident = visitor(width=NARROW)
    resident.goto("/open-data/")
    looks_right(resident)
    axe(resident)
    follow(resident, "Local area agreement")
    expect(resident.locator("main")).to_contain_text("45 days")
    expect(resident.locator("main")).to_contain_text("Target missed")
    looks_right(resident)
    axe(resident)
    follow(resident, "What the columns mean")
    looks_right(resident)
    axe(resident)

    page.get_by_label("Choose NI 181").check()
    page.get_by_label("Why they are taken back").fill("A check.")
    page.get_by_role("button", name="Take chosen back").click()
    expect(page.locator("main")).to_contain_text("taken back from the public")
    # A browser may keep the page for five minutes; a reader who comes anew finds nothing.
    newcomer = visitor(width=NARROW)
    newcomer.watch.accepted.add(404)
    assert newcomer.goto("/open-data/luton/laa/").status == 404


@pytest.mark.parametrize("width", [1280, NARROW])
def test_a_member_looks_at_the_dashboard_in_every_way(width, visitor, quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    page = visitor(cast.board_member, width=width)
    page.goto(DASHBOARD)
    for name in ("Heatmap", "Charts", "Table"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator("main")).to_contain_text("NI 181")
        looks_right(page)
        axe(page)
    page.locator("summary").filter(has_text="Filter the lines").click()
    page.get_by_label("Reference or title contains").fill("nothing like it")
    page.get_by_role("button", name="Show these").click()
    expect(page.locator("main")).to_contain_text("0 of 1 lines match.")
    page.get_by_role("link", name="Clear filters").first.click()
    page.get_by_label("As at a day that is over").fill("19 April 2009")
    page.get_by_role("button", name="Show that day").click()
    expect(page).to_have_url(re.compile("as-at="))
    expect(page.locator("main")).to_contain_text("Nothing has been signed off yet")
    axe(page)
