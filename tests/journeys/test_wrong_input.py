"""What goes wrong at a desk: slips of the hand, two people at once, a session that ran out."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from laa.actions.return_steps import submit
from laa.actions.rounds import close_round
from tests.factories import MembershipFactory, PartnerFactory, UserFactory, promise
from tests.journeys.conftest import PASSWORD, axe, is_saved, looks_right
from tests.steps import enter, line_of


@pytest.fixture
def young_people(agreement, council):
    """A percentage, which can be neither less than 0 nor more than 100."""
    return promise(
        agreement,
        "NI 117",
        supplier=council,
        polarity="down",
        unit="percent",
        lowest=0,
        highest=100,
        baseline="7.5",
        targets={"2008/09": "6.9"},
    )


@pytest.fixture
def address(young_people, round_, quarterly_return):
    """The officer's return with two lines: days for NI 181, a percentage for NI 117."""
    return f"/luton/returns/{round_.period}/{quarterly_return.partner.slug}/"


@pytest.fixture
def officer(visitor, cast, address):
    page = visitor(cast.officer)
    page.goto(address)
    return page


def box(page: Page, reference: str, label: str = "Figure"):
    """A box of a line, found by what a person reads."""
    return page.get_by_role("group", name=reference).get_by_label(label)


def open_up(page: Page, reference: str):
    """Open what lies below a line's row."""
    page.get_by_role("group", name=reference).locator("summary").click()


def summary_of_errors(page: Page):
    return page.locator(".govuk-error-summary")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save as draft").click()


def has_error(page: Page, reference: str, sentence: str, label: str = "Figure") -> None:
    """The sentence stands beside the box and in the summary, whose link leads to the box."""
    field = box(page, reference, label)
    expect(field).to_have_attribute("aria-describedby", re.compile("error"))
    expect(page.get_by_role("group", name=reference)).to_contain_text(sentence)
    summary = summary_of_errors(page)
    expect(summary).to_contain_text("There is a problem")
    summary.get_by_role("link", name=re.compile(f"{reference}.*{re.escape(sentence)}")).click()
    expect(field).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))


def test_letters_in_a_number_box(officer, quarterly_return):
    box(officer, "NI 181").fill("forty")
    box(officer, "NI 117").fill("7.1")
    save(officer)

    has_error(officer, "NI 181", "forty")
    expect(box(officer, "NI 181")).to_have_value("forty")
    axe(officer)
    assert line_of(quarterly_return, "NI 117").value is not None
    assert line_of(quarterly_return, "NI 181").value is None


def test_letters_in_a_number_box_without_javascript(visitor, cast, address):
    page = visitor(cast.officer, java_script_enabled=False)
    page.goto(address)
    box(page, "NI 181").fill("40 or so")
    save(page)

    expect(summary_of_errors(page)).to_contain_text("There is a problem")
    expect(box(page, "NI 181")).to_have_value("40 or so")
    looks_right(page)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("107", "the most is 100%"), ("-1", "the least is 0%")],
)
def test_a_percentage_that_cannot_be(officer, typed, sentence):
    box(officer, "NI 117").fill(typed)
    save(officer)

    has_error(officer, "NI 117", sentence)
    expect(box(officer, "NI 117")).to_have_value(typed)


def test_a_figure_together_with_a_reason_for_none(officer):
    box(officer, "NI 181").fill("40")
    box(officer, "NI 181", "What you have").select_option(label="No figure: not known")
    save(officer)

    has_error(officer, "NI 181", "Keep one of them.", "What you have")


@pytest.fixture
def second(visitor, luton, council, address, officer):
    """Opens the return for another officer, who sees it as it stood before `officer` saved 40."""

    def open_page(**options) -> Page:
        user = UserFactory(name="Second Officer")
        MembershipFactory(partnership=luton, user=user, role="officer", partner=council)
        page = visitor(user, **options)
        page.goto(address)
        box(officer, "NI 181").fill("40")
        save(officer)
        is_saved(officer)
        return page

    return open_page


def shows_both(page: Page, cast) -> None:
    line = page.get_by_role("group", name="NI 181")
    expect(line).to_contain_text(f"Saved by {cast.officer}")
    expect(line).to_contain_text("40 days")
    expect(box(page, "NI 181")).to_have_value("45")


def test_two_officers_save_the_same_line(officer, second, cast, quarterly_return):
    """The second is told, sees both figures, and decides; nothing is lost silently."""
    page = second()
    box(page, "NI 181").fill("45")
    save(page)
    shows_both(page, cast)
    open_up(page, "NI 181")
    box(page, "NI 181", "Commentary").fill("Typed after the question.")
    box(page, "NI 117").focus()
    page.wait_for_timeout(500)
    assert line_of(quarterly_return, "NI 181").value == 40
    looks_right(page)
    axe(page)

    page.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("button", name="Keep mine")).to_have_count(0)
    save(page)
    is_saved(page)
    officer.reload()
    expect(box(officer, "NI 181")).to_have_value("45")


def test_a_button_pressed_before_the_conflict_was_seen_saves_nothing(
    second, cast, quarterly_return
):
    """The line saves itself as it is left; its answer comes after the press."""
    page = second()
    page.route("**/save/", slowly)
    box(page, "NI 181").fill("45")
    box(page, "NI 117").focus()
    save(page)

    shows_both(page, cast)
    expect(page.get_by_role("alert").filter(has_text="Saved by")).to_be_focused()
    assert line_of(quarterly_return, "NI 181").value == 40


def slowly(route) -> None:
    time.sleep(0.5)
    route.continue_()


def test_two_officers_save_the_same_line_without_javascript(officer, second, cast):
    page = second(java_script_enabled=False)
    box(page, "NI 181").fill("45")
    save(page)
    shows_both(page, cast)
    expect(summary_of_errors(page)).to_contain_text("There is a problem")
    looks_right(page)

    save(page)
    is_saved(page)
    officer.reload()
    expect(box(officer, "NI 181")).to_have_value("45")


def test_the_second_officer_keeps_what_the_first_saved(officer, address, quarterly_return, cast):
    enter(line_of(quarterly_return, "NI 181"), "40", by=cast.contributor)
    box(officer, "NI 181").fill("45")
    save(officer)
    officer.get_by_role("button", name="Keep theirs").click()

    expect(box(officer, "NI 181")).to_have_value("40")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_session_that_ran_out_loses_no_text(visitor, address, cast, quarterly_return, javascript):
    cast.officer.set_password(PASSWORD)
    cast.officer.save()
    page = visitor(cast.officer, java_script_enabled=javascript)
    page.goto(address)
    box(page, "NI 181").fill("40")
    open_up(page, "NI 181")
    box(page, "NI 181", "Commentary").fill("Two new starters.")
    page.context.clear_cookies(name="sessionid")
    save(page)
    type_address_and_password(page, cast.officer.email)

    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    expect(box(page, "NI 181")).to_have_value("40")
    expect(box(page, "NI 181", "Commentary")).to_have_value("Two new starters.")
    assert line_of(quarterly_return, "NI 181").value is None

    save(page)
    is_saved(page)
    assert line_of(quarterly_return, "NI 181").value == 40


def test_what_was_typed_is_not_shown_to_the_next_person_at_the_desk(
    visitor, address, cast, luton, council
):
    other = UserFactory(name="Second Officer")
    other.set_password(PASSWORD)
    other.save()
    MembershipFactory(partnership=luton, user=other, role="officer", partner=council)
    page = visitor(cast.officer)
    page.goto(address)
    box(page, "NI 181").fill("40")
    page.context.clear_cookies(name="sessionid")
    save(page)
    type_address_and_password(page, other.email)

    expect(page.get_by_role("heading", name="Return for Q4")).to_be_visible()
    expect(box(page, "NI 181")).to_have_value("")
    expect(page.get_by_role("heading", name="Not saved yet")).to_have_count(0)


def type_address_and_password(page: Page, address: str) -> None:
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_wrong_password_is_said_and_not_which_part_was_wrong(visitor, cast):
    page = visitor()
    page.goto("/")
    type_address_and_password(page, "officer@example.org")

    expect(summary_of_errors(page)).to_contain_text("There is a problem")
    expect(page.get_by_label("Email address")).to_have_value("officer@example.org")
    axe(page)


def test_a_round_that_was_closed_while_somebody_typed(officer, round_, cast, quarterly_return):
    box(officer, "NI 181").fill("40")
    close_round(round_, by=cast.lead)
    save(officer)

    expect(officer.locator("main")).to_contain_text("ask the performance lead to reopen it")
    expect(box(officer, "NI 181")).to_have_value("40")
    looks_right(officer)
    axe(officer)
    assert line_of(quarterly_return, "NI 181").value is None


def test_a_closed_round_has_nothing_to_type_in(officer, round_, cast):
    close_round(round_, by=cast.lead)
    officer.reload()

    expect(officer.locator("main")).to_contain_text("This round is closed")
    expect(officer.get_by_role("textbox")).to_have_count(0)
    expect(officer.get_by_role("button", name="Save as draft")).to_have_count(0)


def test_a_line_submitted_by_a_colleague_meanwhile(officer, quarterly_return, cast):
    for reference in ("NI 181", "NI 117"):
        enter(line_of(quarterly_return, reference), "7", by=cast.officer)
    submit(quarterly_return, by=cast.officer)
    box(officer, "NI 181").fill("40")
    save(officer)

    expect(officer.locator("main")).to_contain_text("Ask the certifier")
    assert line_of(quarterly_return, "NI 181").value == 7


def test_somebody_elses_return_is_not_found(visitor, address, luton):
    police = PartnerFactory(partnership=luton, slug="police")
    person = UserFactory()
    MembershipFactory(partnership=luton, user=person, role="officer", partner=police)
    page = visitor(person)
    page.watch.accepted.add(404)
    page.goto(address)

    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    looks_right(page)
    axe(page)


def test_a_page_for_another_role_says_whose_it_is(visitor, cast, luton):
    page = visitor(cast.officer)
    page.watch.accepted.add(403)
    page.goto("/luton/people/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("This page is for: invite people")
    looks_right(page)
    axe(page)


def test_an_invitation_with_nothing_in_it(visitor, cast, luton):
    page = visitor(cast.administrator)
    page.goto("/luton/people/invite/")
    page.get_by_role("button", name="Invite").click()

    expect(summary_of_errors(page)).to_contain_text("There is a problem")
    looks_right(page)
    axe(page)


def test_a_round_with_impossible_dates(visitor, cast, luton):
    page = visitor(cast.lead)
    page.goto("/luton/rounds/open/")
    page.get_by_role("group", name="Opens on").get_by_label("Day").fill("31")
    page.get_by_role("group", name="Opens on").get_by_label("Month").fill("2")
    page.get_by_role("group", name="Opens on").get_by_label("Year").fill("2009")
    page.get_by_role("button", name="Open round").click()

    expect(summary_of_errors(page)).to_contain_text("There is a problem")
    expect(page.get_by_role("group", name="Opens on").get_by_label("Day")).to_have_value("31")
    looks_right(page)
    axe(page)
