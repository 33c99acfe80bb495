"""The service as it stands after `python3 start.py`: real agreements, walked as a visitor would."""

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from laa import demonstration
from laa.actions.flags import flag_off_track
from laa.models import Partnership
from tests.journeys.conftest import axe, is_saved, looks_right

LUTON = "/luton/agreements/luton-laa-2008-11/"
HASTINGS = "/hastings-bexhill/agreements/hastings-legi-2008/"
PASSWORD = "a-password-for-the-demonstration"


@pytest.fixture
def visit(visitor, monkeypatch, settings):
    """Signs in as one of the demonstration's people: `visit("officer")`."""
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    monkeypatch.delenv("DEMO_DATE", raising=False)
    demonstration.load()

    def sign_in(who: str) -> Page:
        page = visitor()
        page.goto("/")
        page.get_by_label("Email address").fill(f"{who}@demo.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Your work")).to_be_visible()
        return page

    return sign_in


def count(page: Page, label: str) -> str:
    """A number of the strip with what it is out of: "14 of 66 lines"."""
    item = page.get_by_role("list", name="Counts").get_by_role("listitem").filter(has_text=label)
    return " ".join(item.locator(".laa-counts__number").inner_text().split())


def rating(page: Page, indicator: str):
    return page.get_by_role("row").filter(has_text=indicator).locator(".laa-rating")


def test_a_board_member_reads_both_agreements(visit):
    page = visit("board")
    page.get_by_role("link", name="Dashboard").click()

    expect(page.get_by_role("heading", name="Luton Local Area Agreement 2008-11")).to_be_visible()
    expect(page.get_by_text("The working date is 20 April 2009.")).to_be_visible()
    assert count(page, "Waiting for a target") == "14 of 66 lines"
    assert page.locator("table tbody tr").count() == 66
    # 65 indicators; the one of the third theme that is promised for men and for women has two.
    themes = page.locator("h2 .laa-inline").all_inner_texts()
    assert themes == ["13 lines", "26 lines", "9 lines", "18 lines"]
    expect(page.locator(".laa-exceptions").get_by_text("illustrative").first).to_be_visible()
    expect(page.locator("table .laa-sparkline").first).to_be_visible()
    looks_right(page)
    axe(page)
    waiting_is_listed(page)
    figures_are_rated_as_the_documents_say(page)
    hastings_outturn_is_rated(page)


def waiting_is_listed(page: Page) -> None:
    """14 rows have no target yet: in words, and never red, green or zero."""
    for reference in ("NI 019", "NI 054", "NI 187"):
        expect(rating(page, reference)).to_have_text("Not rated: no target")
    page.get_by_role("link", name="Waiting for a target").first.click()
    rows = page.get_by_role("table").locator("tbody tr")
    assert rows.count() == 14
    assert Counter(row.locator("td").nth(1).inner_text() for row in rows.all()) == {
        "Deferred": 7,
        "Indicator delayed": 2,
        "To be set": 5,
    }


def figures_are_rated_as_the_documents_say(page: Page) -> None:
    page.goto(LUTON)
    expect(rating(page, "NI 181")).to_have_text("Off track")
    expect(rating(page, "NI 015")).to_have_text("Off track")
    expect(rating(page, "NI 154")).to_have_text("Not rated: no milestone")
    expect(rating(page, "NI 039")).to_have_text("On track")
    page.get_by_role("link", name="NI 039").click()
    expect(page.locator(".laa-verdict")).to_contain_text("Worse than baseline")
    expect(page.locator("figure").get_by_role("img")).to_be_visible()
    looks_right(page)
    axe(page)


def hastings_outturn_is_rated(page: Page) -> None:
    """2007/08 as the project's own report prints it; its estimates for 2008/09 rate nothing."""
    page.goto(HASTINGS)

    for missed in ("Social Enterprises", "Jobs Created", "Reference Group", "Mentors"):
        expect(rating(page, missed)).to_have_text("Target missed")
    for met in ("Surgeries", "Training Opportunities"):
        expect(rating(page, met)).to_have_text("Target met")
    expect(rating(page, "Turnover")).to_have_text("Not rated: no figure")
    assert count(page, "Off track or missed") == "4 of 6 rated"
    expect(page.get_by_text("illustrative", exact=True)).to_have_count(0)

    flag_off_track(Partnership.objects.get(slug="hastings-bexhill"))
    page.reload()
    assert page.locator(".laa-exception").filter(has_text="Flagged").count() == 4

    page.get_by_role("link", name="Jobs Created").first.click()
    expect(page.locator("main")).to_contain_text("A forecast is never rated.")
    expect(page.locator(".laa-key__forecast")).to_be_visible()
    looks_right(page)
    axe(page)


def test_everybody_finds_something_to_do(visit):
    officer_types_a_figure_and_finds_it_again(visit("officer"))
    certifier_and_lead_say_yes(visit("certifier"), visit("lead"))


def officer_types_a_figure_and_finds_it_again(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("15 of 45 lines ready")
    page.get_by_role("link", name="Q4 2008/09: Luton Borough Council").click()
    line = page.get_by_role("group", name="NI 181")
    expect(line).to_contain_text("44 days")
    line.get_by_label("Figure").fill("40")
    page.get_by_role("button", name="Save as draft").click()

    is_saved(page)
    expect(page.get_by_role("group", name="NI 181").get_by_label("Figure")).to_have_value("40")
    axe(page)


def certifier_and_lead_say_yes(certifier: Page, lead: Page) -> None:
    certifier.get_by_role("link", name="Q4 2008/09: LBC Adult Social Care").first.click()
    certifier.get_by_role("button", name="Certify all (3 lines)").click()
    expect(certifier.locator("main")).to_contain_text("3 lines certified.")

    lead.reload()
    expect(lead.locator("main")).to_contain_text("overdue since 30 January 2009")
    lead.get_by_role("link", name="Q4 2008/09: LBC Adult Social Care").first.click()
    lead.get_by_role("button", name="Sign off return").click()
    expect(lead.locator("main")).to_contain_text("3 lines signed off")
