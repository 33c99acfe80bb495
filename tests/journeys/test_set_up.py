"""Setting a partnership up, as the performance lead does; with a script running, and without."""

import pytest
from django.urls import resolve, reverse
from playwright.sync_api import Page, expect

from tests.factories import PartnerFactory
from tests.journeys.conftest import looks_right
from tests.journeys.test_pages import PAPER, is_good
from tests.places import ONLY_POST, PLACES
from tests.world import a_world

SET_UP = "/luton/set-up"
BESIDE = {"laa:glossary", "laa:waiting", "laa:partner-lists", "laa:partner-list"}
"""Pages that Set-up leads to and that stand elsewhere."""

DOWNLOADS = ("-template", "-export", "-decisions", "-file")


@pytest.fixture
def world(luton, council, cast):
    return a_world(luton, council, period="2008/09-Q4", by=cast.lead)


def pages_of_set_up(world):
    for name, words in PLACES.items():
        kwargs = {kwarg: world[word] for kwarg, word in words.items()}
        path = reverse(name, kwargs={"partnership": "luton", **kwargs})
        is_set_up = "/set-up/" in path or name in BESIDE or name.startswith("laa:target-")
        if is_set_up and name not in ONLY_POST and not name.endswith(DOWNLOADS):
            yield path


def test_every_page_of_set_up(visitor, cast, world):
    """One of everything: at both widths, and on paper no table is cut."""
    page = visitor(cast.lead)
    paths = list(pages_of_set_up(world))
    assert len(paths) > 50
    cut = []
    for path in paths:
        is_good(page, path)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": PAPER, "height": 900})
        expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
        expect(page.locator(".govuk-button:visible")).to_have_count(0)
        for region in page.locator(".laa-scroll").all():
            if region.evaluate("it => it.scrollWidth > it.clientWidth + 1"):
                cut.append(f"{path}: {region.get_attribute('aria-label')}")
        page.emulate_media(media="screen")
    assert not cut


def test_every_page_of_set_up_that_an_auditor_reads(visitor, cast, world):
    page = visitor(cast.auditor)
    for path in pages_of_set_up(world):
        if cast_may_read(path):
            is_good(page, path)
            expect(page.locator("main .govuk-button:visible")).to_have_count(0)


def cast_may_read(path: str) -> bool:
    return any(each.name == "SEE_AUDIT" for each in resolve(path).func.permissions)


@pytest.mark.parametrize("path", ["", "/agreements", "/boards", "/indicators", "/partners"])
def test_set_up_where_nothing_is_set_up(path, visitor, cast, luton):
    page = visitor(cast.lead)
    is_good(page, f"{SET_UP}{path}/")


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def lead(request, visitor, cast, luton):
    """The performance lead, on the first page of Set-up."""
    page = visitor(cast.lead, java_script_enabled=request.param)
    page.goto(f"{SET_UP}/")
    return page


def go(page: Page, *links: str) -> None:
    for link in links:
        found = page.get_by_role("link", name=link).or_(page.get_by_role("button", name=link))
        found.first.click()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()


def fill(page: Page, **boxes: str) -> None:
    for label, text in boxes.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)


def day(page: Page, name: str, *parts: int) -> None:
    group = page.get_by_role("group", name=name)
    for label, part in zip(("Day", "Month", "Year"), parts, strict=True):
        group.get_by_label(label).fill(str(part))


def says(page: Page, *texts: str) -> None:
    for text in texts:
        expect(page.locator("main")).to_contain_text(text)
    looks_right(page)


def test_a_plan_from_its_title_to_its_targets(lead, council):
    go(lead, "Agreements and themes", "Add an agreement")
    fill(lead, Title="A plan for Luton")
    press(lead, "Save")
    expect(lead.locator(".govuk-error-summary")).to_contain_text("There is a problem")
    expect(lead.get_by_label("Title", exact=True)).to_have_value("A plan for Luton")
    lead.get_by_label("Local area agreement").check()
    day(lead, "Starts on", 1, 4, 2008)
    day(lead, "Ends on", 31, 3, 2011)
    press(lead, "Save")
    fill(lead, Name_of_the_theme="Safer and stronger")
    press(lead, "Add this theme")
    says(lead, "Safer and stronger is a theme of A plan for Luton now.")

    lead.goto(f"{SET_UP}/indicators/")
    go(lead, "Add an indicator")
    fill(lead, Reference="NI 192")
    press(lead, "Continue")
    lead.get_by_label("Snapshot").check()
    lead.get_by_label("Who owes the figure").select_option(label="Luton Borough Council")
    press(lead, "Add this indicator")
    says(lead, "NI 192", "is measured from now on")

    lead.goto(f"{SET_UP}/agreements/")
    go(lead, "A plan for Luton", "Add a promise")
    lead.get_by_label("Indicator").select_option(index=1)
    lead.get_by_label("Theme").select_option(label="Safer and stronger")
    lead.get_by_label("Designated").check()
    lead.get_by_label("Lead").select_option(label="Luton Borough Council")
    press(lead, "Save")
    says(lead, "Its targets wait to be set.")

    go(lead, "Refresh its targets")
    lead.get_by_label("2008/09", exact=True).fill("37.4%")
    lead.get_by_label("Why they change").fill("First agreed")
    lead.get_by_label("Who agreed").fill("The board")
    press(lead, "Look at the changes")
    says(lead, "37.4%")
    press(lead, "Save these versions")
    says(lead, "1 version was added.")


def test_the_next_plan_and_away_again(lead, agreement, housing_benefit):
    lead.goto(f"{SET_UP}/agreements/laa/")
    go(lead, "Start the next plan from this one")
    fill(lead, Title="The plan after it")
    press(lead, "Show what would be made")
    says(lead, "NI 181")
    press(lead, "Start the next plan")
    says(lead, "The plan after it is started.", "It follows Local area agreement")
    go(lead, "Take this plan away again")
    says(lead, "With it goes:", "NI 181")
    press(lead, "Take this plan away")
    says(lead, "The plan after it is taken away again.")


def test_a_board_from_its_name_to_its_end(lead, agreement):
    go(lead, "Boards", "Add a board")
    press(lead, "Save")
    expect(lead.locator(".govuk-error-summary")).to_be_visible()
    fill(lead, Name="Safer Luton")
    lead.get_by_label("Theme board").check()
    lead.get_by_label("Strategic").check()
    lead.get_by_label("Local area agreement").check()
    press(lead, "Save")
    says(lead, "Safer Luton is a board now.")
    press(lead, "Retire")
    says(lead, "Safer Luton is retired. You can bring it back here.")
    press(lead, "Bring back")
    says(lead, "Safer Luton is a board again.")


def test_partners_named_joined_and_parted(lead, luton, council):
    PartnerFactory(partnership=luton, slug="jcp", name="Jobcentre Plus")
    PartnerFactory(partnership=luton, slug="jcp-2", name="Job Centre Plus")
    go(lead, "Partners and services", "Partners that look alike")
    go(lead, "One body: join into Jobcentre Plus")
    says(lead, "Are Job Centre Plus and Jobcentre Plus one body?")
    press(lead, "Join them")
    says(lead, "Job Centre Plus is Jobcentre Plus from now on.")
    press(lead, "Take that back")
    says(lead, "Job Centre Plus is a partner of its own again.")
    fill(lead, Another_name="The Jobcentre")
    press(lead, "Add this name")
    says(lead, "“The Jobcentre” stands for Jobcentre Plus now.")

    go(lead, "Partners and services", "Partners that look alike")
    press(lead, "Not the same")
    says(lead, "No two partners look alike")


def test_who_enters_what(lead, housing_benefit, cast):
    go(lead, "Who enters what")
    lead.get_by_label("Choose NI 181").check()
    officer = "Data officer (Luton Borough Council)"
    lead.get_by_label("Officer", exact=True).select_option(label=officer)
    press(lead, "Assign chosen")
    says(lead, "1 indicator assigned.")
    expect(lead.get_by_role("table")).to_contain_text("Data officer")


def test_a_rule_made_tried_adopted_and_set_aside_for_one(lead, agreement, housing_benefit):
    go(lead, "Rating rules", "Make a rule", "Amber within points of the target")
    fill(lead, Name="Within points", Amber="3")
    fill(lead, Reason="The board wants a warning")
    press(lead, "Save")
    says(lead, "It rates nothing until it is adopted.")
    go(lead, "Try it on Local area agreement")
    fill(lead, Reason="Agreed by the board in April")
    press(lead, "Adopt for this agreement")
    says(lead, "Within points")

    lead.goto(f"{SET_UP}/rating-rules/agreements/laa/")
    lead.locator("tr", has_text="NI 181").get_by_role("link").click()
    lead.get_by_label("Rated by").select_option(label="Target only (version 1)")
    fill(lead, Reason="Days are counted exactly")
    press(lead, "Save")
    says(lead, "Target only (version 1)", "Days are counted exactly")


def test_milestones_of_a_year(lead, agreement, housing_benefit):
    go(lead, "Milestones", "Local area agreement")
    lead.locator("tr", has_text="2008/09").get_by_role("link").click()
    for label, days in (("Q1", "47"), ("Q2", "45"), ("Q3", "43")):
        lead.get_by_label(label).fill(days)
    press(lead, "Save")
    expect(lead.locator(".govuk-error-summary")).to_contain_text("Enter reason")
    expect(lead.get_by_label("Q2")).to_have_value("45")
    fill(lead, Reason="Agreed with the service")
    press(lead, "Save")
    says(lead, "for 2008/09 are saved", "47")


def test_a_term_listed_and_changed(lead):
    go(lead, "Glossary")
    fill(lead, Term="LSP", What_it_means="Local strategic partnership")
    press(lead, "Save the term")
    says(lead, "“LSP” is in the glossary.")
    lead.locator("tr", has_text="LSP").get_by_role("link").click()
    expect(lead.get_by_label("What it means")).to_have_value("Local strategic partnership")
    fill(lead, What_it_means="The local strategic partnership")
    press(lead, "Save the term")
    says(lead, "The local strategic partnership")
