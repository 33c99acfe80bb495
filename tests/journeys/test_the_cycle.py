"""The main job, as each person does it: enter, certify, sign off, see, be flagged."""

import re

import pytest
from playwright.sync_api import Page, expect

from laa.actions.flags import flag_off_track
from laa.models import ReturnLine
from tests.journeys.conftest import PASSWORD, axe, is_saved, looks_right, sign_in
from tests.steps import certified, submitted


@pytest.fixture
def open_as(visitor, cast):
    """A browser session at the work of one of the cast: `open_as("officer")`."""

    def open_page(role: str, **options) -> Page:
        page = visitor(getattr(cast, role), **options)
        page.goto("/")
        return page

    return open_page


@pytest.fixture
def sign_in_as(visitor, cast):
    """The same, but by typing an address and a password."""

    def open_page(role: str, **options) -> Page:
        page = visitor(**options)
        sign_in(page, getattr(cast, role))
        return page

    return open_page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def says(page: Page, text: str) -> None:
    expect(page.locator("main")).to_contain_text(text)


def open_return(page: Page) -> None:
    page.get_by_role("link", name="Luton Borough Council").first.click()


def enter_and_submit(page: Page, figure: str, *, is_off_track: bool = False) -> None:
    open_return(page)
    page.get_by_label("Figure").fill(figure)
    if is_off_track:
        explain(page)
    press(page, "Save as draft")
    is_saved(page)
    expect(page.get_by_label("Figure")).to_have_value(figure)
    press(page, "Save and continue")
    press(page, "Submit return")
    says(page, "The certifier has been told.")


def explain(page: Page) -> None:
    """The figure says that it is off track while one types; one says why and what is done."""
    says(page, "Off track: say why and what is done about it.")
    page.locator("summary").filter(has_text="Commentary and outlook").click()
    page.get_by_label("Commentary").fill("A batch came late.")
    page.get_by_label("What is done about it?").fill("Batches are shared out.")


def certify(page: Page) -> None:
    open_return(page)
    press(page, "Certify all (1 line)")
    says(page, "1 line certified.")


def sign_off(page: Page) -> None:
    open_return(page)
    press(page, "Sign off return")
    says(page, "1 line signed off; their ratings are fixed.")


def walk_the_cycle(open_as, figure: str, *, is_off_track: bool = False, **options) -> Page:
    """Officer, certifier, performance lead; ends with the board member at the dashboard."""
    enter_and_submit(open_as("officer", **options), figure, is_off_track=is_off_track)
    certify(open_as("certifier", **options))
    sign_off(open_as("lead", **options))
    page = open_as("board_member", **options)
    menu = page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()
    page.get_by_role("link", name="Dashboard").click()
    return page


def test_a_figure_goes_from_the_officer_to_the_board(sign_in_as, round_):
    page = walk_the_cycle(sign_in_as, "40")

    says(page, "1 rated this quarter, 0 on the last known figure")
    row = page.get_by_role("row", name="NI 181")
    expect(row).to_contain_text("Target met")
    expect(row).to_contain_text("40 days")
    expect(row).to_contain_text("illustrative")
    axe(page)

    row.get_by_role("link", name="NI 181").click()
    says(page, "Target met")
    chart = page.locator("figure").get_by_role("img")
    expect(chart).to_be_visible()
    history = page.get_by_role("table", name="Figures and what they meant")
    expect(history.get_by_role("row", name="Q4 2008/09")).to_contain_text("40 days")
    expect(page.get_by_role("table", name="What was promised")).to_contain_text("*42")
    looks_right(page)
    axe(page)


def test_a_missed_target_is_flagged_for_the_board_and_for_those_who_answer(open_as, round_, luton):
    page = walk_the_cycle(open_as, "45", is_off_track=True)
    exceptions = page.locator(".laa-exceptions")
    expect(exceptions).to_contain_text("Target missed")
    expect(exceptions).to_contain_text("What is done: Batches are shared out.")
    expect(exceptions).not_to_contain_text("Flagged")

    flag_off_track(luton)

    page.reload()
    expect(exceptions).to_contain_text("45 days for Q4 2008/09 against 42 days")
    expect(exceptions).to_contain_text("Flagged 20 April 2009")
    officer = open_as("officer")
    section = officer.locator("main")
    expect(section.get_by_role("heading", name="Flagged", exact=True)).to_be_visible()
    section.get_by_role("link", name="Off track: NI 181").click()
    expect(officer.locator("main")).to_contain_text(re.compile(r"Opened\s*20 April 2009"))


def test_a_line_sent_back_says_why_and_comes_again(open_as, quarterly_return, cast):
    submitted(quarterly_return, cast, "45")
    certifier = open_as("certifier")
    open_return(certifier)
    certifier.get_by_label("Choose NI 181").check()
    press(certifier, "Send back")
    expect(certifier.get_by_role("alert")).to_contain_text("There is a problem")
    expect(certifier.get_by_label("Choose NI 181")).to_be_checked()
    certifier.get_by_label("Reason").fill("Is this the median?")
    press(certifier, "Send back")
    says(certifier, "1 line sent back. The officer has been told why.")

    officer = open_as("officer")
    says(officer, "Is this the median?")
    enter_and_submit(officer, "40")

    certify(certifier_again := open_as("certifier"))
    assert quarterly_return.lines.get().state == ReturnLine.State.CERTIFIED
    looks_right(certifier_again)


def test_a_signed_off_line_is_reopened_with_a_reason(open_as, quarterly_return, cast):
    certified(quarterly_return, cast, "45")
    lead = open_as("lead")
    sign_off(lead)
    lead.get_by_role("link", name="Reopen NI 181").click()
    lead.get_by_label("Reason").fill("A batch was counted twice.")
    press(lead, "Reopen")
    says(lead, "is open again. Its officer has been told.")

    page = walk_the_cycle(open_as, "40")

    row = page.get_by_role("row", name="NI 181")
    expect(row).to_contain_text("Target met")


def test_the_cycle_needs_no_javascript(sign_in_as, round_):
    page = walk_the_cycle(sign_in_as, "40", java_script_enabled=False)

    expect(page.get_by_role("row", name="NI 181")).to_contain_text("Target met")
    looks_right(page)


def test_the_cycle_in_a_narrow_window(open_as, round_):
    page = walk_the_cycle(open_as, "40", width=320)

    looks_right(page)
    page.get_by_role("link", name="NI 181").click()
    says(page, "Target met")
    looks_right(page)
    axe(page)


class Keys:
    """A person who has no mouse: Tab until the focus is where they want it."""

    def __init__(self, page: Page):
        self.page = page

    def to(self, text: str) -> "Keys":
        """Tab until what has the focus is called `text`; its outline must be seen."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if text in self._name():
                assert self.page.evaluate(HAS_FOCUS_STYLE), f"the focus on {text} is not seen"
                return self
        raise AssertionError(f"Tab does not reach {text}")

    def _name(self) -> str:
        return self.page.evaluate(NAME_OF_FOCUSED)

    def type(self, text: str) -> "Keys":
        self.page.keyboard.type(text)
        return self

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


NAME_OF_FOCUSED = """(() => {
  const it = document.activeElement;
  return it.ariaLabel || (it.labels && it.labels[0] ? it.labels[0].textContent : it.textContent);
})()"""
HAS_FOCUS_STYLE = """(() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
})()"""


def test_the_officer_needs_no_mouse(visitor, round_, cast):
    page = visitor()
    cast.officer.set_password(PASSWORD)
    cast.officer.save()
    page.goto("/")
    keys = Keys(page)
    keys.to("Email address").type(cast.officer.email)
    keys.to("Password").type(PASSWORD).enter()
    keys.to("Luton Borough Council").enter()
    keys.to("Figure").type("40")
    keys.to("Save as draft").enter()
    is_saved(page)
    keys.to("Save and continue").enter()
    keys.to("Submit return").enter()
    says(page, "The certifier has been told.")


def test_certifier_and_lead_need_no_mouse(visitor, quarterly_return, cast):
    submitted(quarterly_return, cast)
    page = visitor(cast.certifier)
    page.goto("/")
    keys = Keys(page)
    keys.to("Luton Borough Council").enter()
    keys.to("Choose NI 181")
    page.keyboard.press("Space")
    keys.to("Certify chosen lines").enter()
    says(page, "1 line certified.")

    page = visitor(cast.lead)
    page.goto("/")
    keys = Keys(page)
    keys.to("Luton Borough Council").enter()
    keys.to("Sign off return").enter()
    says(page, "signed off")


def test_the_skip_link_is_first_and_goes_to_the_page(visitor, cast, round_):
    page = visitor(cast.officer)
    page.goto("/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to main content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main a").first).to_be_focused()
