"""L18: inputs as well as outcomes; an indicator on target with overdue actions shows both."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.action_parts import add_input
from laa.actions.action_plans import plan_improvement
from laa.actions.plan_actions import add_action
from laa.queries.action_plans import inputs_of, plan_row
from tests.steps import signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(housing_benefit, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    dues = [date(2009, 3, 1), date(2009, 4, 1), date(2009, 6, 1), date(2009, 7, 1), None]
    for number, due in enumerate(dues):
        add_action(plan, title=f"Step {number}", due=due, by=cast.lead)
    return plan


def test_two_of_five_actions_are_overdue(plan):
    assert plan_row(plan).overdue_said == "2 of 5 actions overdue"


def test_the_indicator_page_shows_the_rating_and_the_overdue_actions(
    client, plan, housing_benefit, quarterly_return, cast
):
    signed_off(quarterly_return, cast, "40")
    client.force_login(cast.board_member)

    page = client.get(
        f"/luton/agreements/laa/indicators/{housing_benefit.indicator.slug}/"
    ).content.decode()

    assert "Target met" in page
    assert "2 of 5 actions overdue" in page


def test_the_dashboard_shows_the_overdue_actions_beside_the_green(
    client, plan, quarterly_return, cast
):
    signed_off(quarterly_return, cast, "40")
    client.force_login(cast.board_member)

    page = client.get("/luton/agreements/laa/").content.decode()

    assert "2 of 5 actions overdue" in page


def test_money_and_days_are_summed_apart(plan, cast):
    first, second = plan.actions.all()[:2]
    add_input(first, kind="money", planned=Decimal(5000), spent=Decimal(1200), by=cast.lead)
    add_input(second, kind="money", planned=Decimal(2500), by=cast.lead)
    add_input(second, kind="staff_days", planned=Decimal(10), by=cast.lead)

    totals = {total.label: (total.planned, total.spent) for total in inputs_of(plan)}

    assert totals == {"Money (£)": (7500, 1200), "Staff days": (10, None)}
