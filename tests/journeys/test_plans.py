"""Plans in a browser: every view fits its window and paper, and works from the keyboard."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from laa.actions.action_parts import add_input, add_milestone
from laa.actions.action_plans import plan_improvement
from laa.actions.flags import flag_off_track
from laa.actions.plan_actions import add_action, report
from laa.models import Flag
from tests.journeys.conftest import NARROW, WIDE, axe, looks_right
from tests.steps import signed_off

LONG = "Write to every landlord of the borough about the proofs that a claim for benefit needs"


@pytest.fixture
def plan(housing_benefit, quarterly_return, luton, cast):
    """A red, its plan, and actions of every kind; the first takes money and days."""
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    plan = plan_improvement(housing_benefit, by=cast.lead)
    dues = {"Train the assessors": date(2009, 4, 1), LONG: date(2009, 6, 1), "Count": None}
    made = [
        add_action(plan, title=title, owner=owner, due=due, by=cast.lead)
        for (title, due), owner in zip(dues.items(), (cast.officer, None, cast.lead), strict=True)
    ]
    report(made[2], status="under_way", by=cast.lead)
    add_milestone(made[0], title="Half are trained", due=date(2009, 3, 1), by=cast.lead)
    add_input(made[0], kind="money", source="The council", planned=Decimal(5000), by=cast.lead)
    return plan


def places(plan):
    first = plan.actions.first()
    views = [f"/luton/plans/{plan.uuid}/?view={view}" for view in ("table", "timeline", "board")]
    flag = Flag.objects.get(reason="off-track")
    return [
        *views,
        "/luton/plans/",
        "/luton/plans/actions/?which=overdue",
        f"/luton/actions/{first.uuid}/",
        f"/luton/flags/{flag.uuid}/",
        f"/luton/flags/{flag.uuid}/recover/",
    ]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_plans_fit_and_are_clear_to_all(visitor, plan, cast, width):
    page = visitor(cast.officer, width=width)
    for path in places(plan):
        page.goto(path)
        looks_right(page)
        axe(page)


@pytest.mark.parametrize("view", ["table", "timeline", "board"])
def test_a_view_prints_its_actions_and_no_buttons(visitor, plan, cast, view):
    page = visitor(cast.officer)
    page.goto(f"/luton/plans/{plan.uuid}/?view={view}")
    page.emulate_media(media="print")

    expect(page.get_by_text("Train the assessors").first).to_be_visible()
    expect(page.get_by_role("navigation", name="Ways to see the actions")).to_be_hidden()
    expect(page.get_by_text("Add an action")).to_be_hidden()


def test_what_is_spent_is_recorded_from_the_keyboard(visitor, plan, cast):
    page = visitor(cast.officer)
    page.goto(f"/luton/actions/{plan.actions.first().uuid}/")
    page.locator("summary", has_text="Record what is spent").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("1200")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.get_by_role("row", name="Money (£)")).to_contain_text("5,000")
    expect(page.get_by_role("row", name="Money (£)")).to_contain_text("1,200")


def test_the_board_is_reached_from_the_keyboard(visitor, plan, cast):
    page = visitor(cast.officer)
    page.goto(f"/luton/plans/{plan.uuid}/")
    page.get_by_role("link", name="As a board").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.get_by_role("region", name="Under way (1)")).to_contain_text("Count")
