"""L23: «It represents the short-term implementation of the Sustainable Community Strategy for
Luton.»

The thread from the strategy through four themes and 65 promises to what is done about each.
"""

import csv
import io

import pytest
from django.apps import apps

from laa.actions.action_plans import plan_improvement
from laa.actions.plan_actions import add_action
from laa.areas import Beyond
from laa.models import Role
from tests.factories import MembershipFactory
from tests.page import visit

pytestmark = pytest.mark.django_db

PATH = "/luton/agreements/luton-laa-2008-11/thread/"


@pytest.fixture
def member(published, client):
    role = MembershipFactory(partnership=published.partnership, role=Role.BOARD_MEMBER)
    client.force_login(role.user)
    return client


def rows_of(client):
    answer = client.get(f"{PATH}?_export=csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_each_of_65_rows_reaches_one_of_4_themes_and_the_strategy(member):
    rows = rows_of(member)

    assert len({row["Reference"] for row in rows}) == 65
    assert len({row["Theme"] for row in rows}) == 4
    assert {row["Strategy"] for row in rows} == {"Sustainable Community Strategy for Luton"}


def test_where_nothing_is_planned_the_thread_is_said_to_end(member):
    text = visit(member, PATH).text

    assert "Sustainable Community Strategy for Luton is put into practice" in text
    assert "65 promises in 4 themes; 65 of them have no action planned." in text


def test_it_leads_on_to_actions(member, published):
    lead = MembershipFactory(partnership=published.partnership, role=Role.LEAD).user
    commitment = published.commitments.get(indicator__reference="NI 181")
    add_action(plan_improvement(commitment, by=lead), title="Train the assessors", by=lead)
    page = visit(member, PATH)

    assert "Train the assessors: " in page.text
    assert "64 of them have no action planned." in page.text


def test_an_app_beside_the_core_adds_what_stands_behind_a_promise(member, published, monkeypatch):
    pk = published.commitments.get(indicator__reference="NI 181").pk
    config = apps.get_app_config("send")
    tied = [(pk, Beyond("A project", "/luton/projects/a/"))]
    monkeypatch.setattr(config, "beyond", lambda commitments: tied, raising=False)
    answer = member.get(PATH).content.decode()

    assert '<a class="govuk-link" href="/luton/projects/a/">A project</a>' in answer
