"""Plans: started once, agreed when there is something to agree, never taken away with actions."""

import pytest

from laa.actions.action_plans import (
    assess_impact,
    edit_plan,
    expect_team_plan,
    plan_improvement,
    plan_team,
    remove_plan,
    set_status,
)
from laa.actions.plan_actions import add_action
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import ActionPlan, AuditEvent
from laa.models.base import mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(housing_benefit, cast):
    return plan_improvement(housing_benefit, by=cast.officer)


def test_a_plan_starts_as_a_draft_of_the_lead(plan, housing_benefit):
    assert plan.status == "draft"
    assert plan.partner == housing_benefit.lead
    assert plan.about == housing_benefit


def test_a_promise_has_one_plan(plan, housing_benefit, cast):
    with pytest.raises(NothingToDo, match="has an improvement plan already"):
        plan_improvement(housing_benefit, by=cast.lead)


def test_an_empty_plan_is_not_agreed(plan, cast):
    with pytest.raises(Refused, match="has no action yet"):
        set_status(plan, "agreed", by=cast.lead)


def test_a_plan_is_challenged_and_agreed(plan, cast):
    add_action(plan, title="Train the assessors", by=cast.officer)

    set_status(plan, "challenged", by=cast.lead)
    agreed = set_status(plan, "agreed", by=cast.lead)

    assert (agreed.status, agreed.status_by) == ("agreed", cast.lead)
    assert AuditEvent.objects.filter(action="actionplan.status").count() == 2


def test_going_back_takes_a_reason(plan, cast):
    set_status(plan, "challenged", by=cast.lead)

    with pytest.raises(ReasonMissing, match="Say why the plan goes back"):
        set_status(plan, "draft", by=cast.lead)
    assert set_status(plan, "draft", by=cast.lead, reason="No dates.").status == "draft"


def test_the_same_status_is_nothing_to_do(plan, cast):
    with pytest.raises(NothingToDo, match="is draft already"):
        set_status(plan, "draft", by=cast.lead)


def test_two_people_do_not_overwrite_each_other(plan, cast):
    plan.refresh_from_db()
    seen = mark(plan)
    edit_plan(plan, title="Faster benefits", by=cast.officer, seen=seen)

    with pytest.raises(Refused, match="since you opened the page"):
        edit_plan(plan, title="Slower benefits", by=cast.lead, seen=seen)
    plan.refresh_from_db()
    assert plan.title == "Faster benefits"


def test_an_empty_plan_can_be_taken_away(plan, cast):
    remove_plan(plan, by=cast.officer)

    assert not ActionPlan.objects.exists()


def test_a_plan_with_actions_is_not_taken_away(plan, cast):
    add_action(plan, title="Train the assessors", by=cast.officer)

    with pytest.raises(Refused, match="would be lost"):
        remove_plan(plan, by=cast.officer)


def test_a_team_owes_a_plan_and_starts_it_once(council, cast):
    owed = expect_team_plan(council, year="2008/09", by=cast.lead)
    plan = plan_team(owed, by=cast.officer)

    assert plan.about == owed
    with pytest.raises(NothingToDo):
        plan_team(owed, by=cast.officer)
    with pytest.raises(NothingToDo, match="is on the list"):
        expect_team_plan(council, year="2008/09", by=cast.lead)


@pytest.mark.parametrize("year", ["", "2008/09-Q1", "soon", "2008"])
def test_a_team_plan_is_for_a_year(council, cast, year):
    with pytest.raises(Refused, match="is no year. Write it like 2008/09"):
        expect_team_plan(council, year=year, by=cast.lead)


def test_an_effect_needs_words(plan, cast):
    with pytest.raises(ReasonMissing):
        assess_impact(plan, aspect="equality", effect="negative", text=" ", by=cast.officer)
