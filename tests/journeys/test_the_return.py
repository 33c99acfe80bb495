"""The officer's quarter: forty figures in one go, by keys alone, on a bad line, on a telephone."""

import time
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from laa.actions.line_checks import answer_question, unanswered
from laa.actions.return_steps import submit
from laa.actions.threads import ask
from laa.models import Figure
from laa.rules.periods import period
from tests.factories import promise
from tests.journeys.conftest import NARROW, WIDE, axe, looks_right
from tests.journeys.test_pages import PAPER
from tests.steps import enter, line_of
from tests.world import upload_of

LINES = 40
ADDRESS = "/luton/returns/2008/09-Q4/council/"


@pytest.fixture
def sheet(agreement, council, request):
    """Thirty-nine promises beside NI 181, asked for before the round is opened."""
    for number in range(301, 300 + LINES):
        promise(
            agreement, f"XQ {number}", supplier=council, polarity="down", targets={"2008/09": "42"}
        )
    return request.getfixturevalue("quarterly_return")


def figures(page: Page):
    return page.get_by_role("textbox", name="Figure")


def test_forty_figures_are_typed_in_one_go(visitor, cast, sheet):
    """Figure, Enter, figure, Enter: no mouse, no Tab, and nothing to press to save."""
    page = visitor(cast.officer)
    page.goto(ADDRESS)
    expect(page.locator("main")).to_contain_text(f"0 of {LINES} lines ready")
    figures(page).first.focus()
    for number in range(LINES):
        page.keyboard.type(f"{40 + number / 100:.2f}")
        page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Save and continue")).to_be_focused()
    expect(page.locator("#return-progress")).to_contain_text(f"{LINES} of {LINES}")
    values = sorted(sheet.lines.values_list("value", flat=True))
    assert [f"{value:.2f}" for value in values] == [f"{40 + n / 100:.2f}" for n in range(LINES)]
    looks_right(page)

    page.keyboard.press("Enter")
    page.get_by_role("button", name="Submit return").press("Enter")
    expect(page.locator("main")).to_contain_text(f"Return submitted: {LINES} lines.")


def test_forty_figures_without_javascript(visitor, cast, sheet):
    page = visitor(cast.officer, java_script_enabled=False)
    page.goto(ADDRESS)
    for box in figures(page).all():
        box.fill("40")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Submit return").click()

    expect(page.locator("main")).to_contain_text(f"Return submitted: {LINES} lines.")
    assert sheet.lines.filter(state="submitted", value=40).count() == LINES


def test_forty_lines_on_a_telephone(visitor, cast, sheet):
    page = visitor(cast.officer, width=NARROW)
    page.goto(ADDRESS)
    looks_right(page)
    axe(page)
    figures(page).first.fill("45")
    expect(page.locator("main")).to_contain_text("Off track: say why and what is done about it.")
    looks_right(page)


def test_a_figure_typed_while_the_network_is_away_arrives_later(visitor, cast, quarterly_return):
    page = visitor(cast.officer)
    page.goto(ADDRESS)
    page.context.set_offline(True)
    figures(page).fill("40")
    page.keyboard.press("Tab")
    page.get_by_label("What you have").press("Tab")
    expect(page.locator("main")).to_contain_text("The server does not answer.")
    assert line_of(quarterly_return).value is None

    page.context.set_offline(False)

    expect(page.locator("#return-progress")).to_contain_text("1 of 1")
    assert line_of(quarterly_return).value == 40


def test_a_figure_typed_before_the_script_arrived_is_rated_and_saved(
    visitor, cast, quarterly_return
):
    page = visitor(cast.officer)
    page.route("**/return*.js", slowly)
    page.goto(ADDRESS, wait_until="commit")
    figures(page).fill("40")

    expect(page.locator("main")).to_contain_text("Not saved yet")
    expect(page.locator("main")).to_contain_text("Target met")
    page.get_by_label("What you have").press("Tab")
    expect(page.locator("#return-progress")).to_contain_text("1 of 1")
    assert line_of(quarterly_return).value == 40


def slowly(route) -> None:
    time.sleep(1)
    route.continue_()


def test_on_the_way_back_no_old_text_stands_over_a_newer_figure(visitor, cast, quarterly_return):
    page = visitor(cast.officer)
    page.route("**/save/", lambda route: route.abort())
    page.goto(ADDRESS)
    figures(page).fill("40")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/luton/")
    enter(line_of(quarterly_return), "41", by=cast.officer)
    page.unroute("**/save/")
    page.go_back()

    expect(figures(page)).to_have_value("41")
    page.wait_for_timeout(2000)
    assert line_of(quarterly_return).value == 41


def test_a_red_is_explained_without_javascript(visitor, cast, quarterly_return):
    page = visitor(cast.officer, java_script_enabled=False)
    page.goto(ADDRESS)
    figures(page).fill("45")
    page.get_by_role("button", name="Save and continue").click()
    says = "Off track: say why and what is done about it."
    expect(page.locator("main")).to_contain_text(says)
    page.get_by_role("link", name="NI 181").first.click()
    page.get_by_label("Commentary").fill("A batch came late.")
    page.get_by_label("What is done about it?").fill("Batches are shared out.")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Submit return").click()

    expect(page.locator("main")).to_contain_text("Return submitted: 1 line.")


def past_figure(strand, key, value):
    when = period(key)
    return Figure.objects.create(
        partnership=strand.partnership,
        strand=strand,
        state="loaded",
        value=value,
        recorded_at=datetime(2009, 1, 1, tzinfo=UTC),
        period=when.key,
        period_start=when.start,
        period_end=when.end,
    )


@pytest.fixture
def papers(quarterly_return, cast):
    """A return with a question of the checks and one of the certifier's."""
    for quarter, value in (("Q1", 41), ("Q2", 40), ("Q3", 42)):
        past_figure(line_of(quarterly_return).strand, f"2008/09-{quarter}", value)
    line = enter(line_of(quarterly_return), "410", by=cast.officer)
    ask(line, text="Is this the median?", by=cast.certifier)
    assert unanswered([line])
    return quarterly_return


def test_a_slip_is_asked_about_as_it_is_saved(visitor, cast, papers):
    page = visitor(cast.officer)
    page.goto(ADDRESS)
    line = page.get_by_role("group", name="NI 181")
    expect(line).to_contain_text("Are you sure?")
    figures(page).fill("41")
    page.keyboard.press("Tab")
    page.get_by_label("What you have").press("Tab")
    expect(line).not_to_contain_text("Are you sure?")

    figures(page).fill("410")
    page.get_by_label("What you have").press("Tab")
    expect(line).to_contain_text("Are you sure?")
    line.get_by_role("link", name="Say why it is right").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Are you sure?")


def test_the_pages_beside_a_return(visitor, cast, papers):
    page = visitor(cast.officer)
    line = papers.lines.get()
    for path in (
        ADDRESS,
        f"{ADDRESS}questions/",
        f"{ADDRESS}spreadsheet/",
        f"/luton/lines/{line.uuid}/thread/",
        f"/luton/lines/{line.uuid}/evidence/",
        f"/luton/lines/{line.uuid}/history/",
    ):
        is_good(page, path)
    upload = upload_of(line, by=cast.officer)
    is_good(page, reverse("laa:return-upload", args=[*papers.address, upload.uuid]))
    for one in unanswered([line]):
        answer_question(line, one.question.key, text="A backlog was cleared.", by=cast.officer)
    submit(papers, by=cast.officer)
    is_good(page, papers.submissions.get().get_absolute_url())
    is_good(page, f"{ADDRESS}withdraw/")


def test_on_paper_each_figure_and_each_choice_is_whole(visitor, cast, quarterly_return):
    enter(line_of(quarterly_return), "1234.56", by=cast.officer)
    page = visitor(cast.officer, width=PAPER)
    page.goto(ADDRESS)
    page.emulate_media(media="print")

    for box in (figures(page), page.get_by_label("What you have")):
        room, needed = box.evaluate("it => [it.clientWidth, it.scrollWidth]")
        assert room >= max(needed, 60), box


def is_good(page: Page, path: str) -> None:
    page.goto(path)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        looks_right(page)
        axe(page)
    page.set_viewport_size({"width": WIDE, "height": 900})


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_ratings_are_shown_before_saving_without_javascript(visitor, cast, sheet, width):
    page = visitor(cast.officer, width=width, java_script_enabled=False)
    page.goto(ADDRESS)
    figures(page).first.fill("50")
    figures(page).nth(1).fill("40")
    page.get_by_role("button", name="Show ratings").click()

    expect(page.locator("main")).to_contain_text("Nothing is saved yet.")
    lines = page.locator("[data-laa-line]")
    expect(lines.first).to_contain_text("Target missed")
    expect(lines.nth(1)).to_contain_text("Target met")
    expect(figures(page).first).to_have_value("50")
    assert not sheet.lines.exclude(value=None).exists()
    looks_right(page)


def test_with_javascript_nobody_has_to_ask_for_ratings(visitor, cast, sheet):
    page = visitor(cast.officer)
    page.goto(ADDRESS)

    expect(page.get_by_role("button", name="Save as draft")).to_be_visible()
    expect(page.get_by_role("button", name="Show ratings")).to_be_hidden()
