"""The plan of a project or a review stands among the partnership's plans, and leads back to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laa.actions.plan_actions import add_action
from laa.models import ActionPlan
from projects.actions.projects import start_plan
from tests.page import visit
from tests.projects.rows import a_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(project, cast, client):
    plan = start_plan(project, by=cast.lead)
    add_action(plan, title="Open the hub", by=cast.lead)
    client.force_login(cast.board_member)
    return plan


def test_the_plans_page_lists_it_with_what_it_is_of(plan, project, client):
    page = visit(client, "/luton/plans/")

    assert f"{plan} {project} Draft 1 open of 1" in page.text


def test_the_plan_leads_back_to_the_project(plan, project, client):
    page = visit(client, f"/luton/plans/{plan.uuid}/")

    assert f"It is the plan of {project}" in page.text
    assert f'href="/luton/projects/{project.slug}/"' in page.answer.content.decode()


def test_ten_plans_beside_the_core_ask_no_more_than_one(
    plan, council, cast, client, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as one:
        client.get("/luton/plans/")
    for number in range(9):
        start_plan(
            a_project(plan.partnership, council, by=cast.lead, name=f"Project {number}"),
            by=cast.lead,
        )

    with django_assert_num_queries(len(one)):
        client.get("/luton/plans/")
    assert ActionPlan.objects.count() == 10
