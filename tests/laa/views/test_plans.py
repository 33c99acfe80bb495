"""The pages of plans: what each role sees, does and is told."""

from datetime import date

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.plan_actions import add_action, report
from laa.models import ActionPlan
from laa.models.base import mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(housing_benefit, cast):
    return plan_improvement(housing_benefit, by=cast.officer)


@pytest.fixture
def action(plan, cast):
    return add_action(
        plan,
        title="Train the assessors",
        owner=cast.contributor,
        due=date(2009, 4, 1),
        by=cast.lead,
    )


def page(client, person, path):
    client.force_login(person)
    return client.get(path).content.decode()


def test_an_officer_starts_a_plan_from_the_indicators_page(client, housing_benefit, cast):
    slug = housing_benefit.indicator.slug
    assert "No improvement plan." in page(
        client, cast.officer, f"/luton/agreements/laa/indicators/{slug}/"
    )

    client.post(f"/luton/plans/agreements/laa/{slug}/start/")

    plan = ActionPlan.objects.get()
    assert plan.status_by == cast.officer
    assert "Improvement plan: NI 181" in page(
        client, cast.officer, f"/luton/agreements/laa/indicators/{slug}/"
    )


def test_a_board_member_is_not_offered_what_would_be_refused(client, plan, action, cast):
    shown = page(client, cast.board_member, f"/luton/plans/{plan.uuid}/")

    assert "Train the assessors" in shown
    assert "Add an action" not in shown
    assert "Challenge or agree" not in shown


def test_a_board_member_reads_no_operational_note(client, action, cast):
    report(action, status="under_way", text="Two assessors are ill.", by=cast.officer)
    path = f"/luton/actions/{action.uuid}/"

    assert "Two assessors are ill." in page(client, cast.officer, path)
    assert "Two assessors are ill." in page(client, cast.auditor, path)
    assert "Two assessors are ill." not in page(client, cast.board_member, path)


def test_the_owner_reports_whatever_their_role(client, action, cast):
    client.force_login(cast.contributor)

    action.refresh_from_db()

    client.post(
        f"/luton/actions/{action.uuid}/",
        {"status": "under_way", "text": "Begun.", "seen": mark(action)},
    )

    action.refresh_from_db()
    assert action.status == "under_way"


@pytest.mark.parametrize("view", ["table", "timeline", "board", "nonsense"])
def test_a_plan_can_be_seen_three_ways(client, plan, action, cast, view):
    shown = page(client, cast.officer, f"/luton/plans/{plan.uuid}/?view={view}")

    assert "Train the assessors" in shown
    assert "overdue" in shown


def test_wrong_boxes_keep_what_was_typed(client, plan, cast):
    client.force_login(cast.officer)

    answer = client.post(
        f"/luton/plans/{plan.uuid}/actions/add/",
        {
            "title": "Keep this",
            "due_day": "31",
            "due_month": "2",
            "due_year": "2009",
            "priority": "normal",
        },
    )

    shown = answer.content.decode()
    assert "Due must be a real date" in shown
    assert 'value="Keep this"' in shown
    assert not plan.actions.exists()


def test_an_action_is_added_with_its_owner(client, plan, cast):
    client.force_login(cast.officer)

    client.post(
        f"/luton/plans/{plan.uuid}/actions/add/",
        {"title": "Train", "owner": cast.officer.pk, "priority": "normal", "then": "another"},
        follow=True,
    )

    assert plan.actions.get().owner == cast.officer


def test_another_partnerships_plan_is_a_404(client, plan, cast):
    client.force_login(cast.stranger)

    assert client.get(f"/luton/plans/{plan.uuid}/").status_code == 404


def test_plans_download_without_formulas(client, plan, cast):
    add_action(plan, title="=cmd|' /C calc'!A0", by=cast.officer)
    client.force_login(cast.officer)

    body = client.get(f"/luton/plans/{plan.uuid}/?_export=csv").content.decode("utf-8-sig")

    assert "\n1,=cmd" not in body.replace("\r", "")
    assert "cmd" in body
