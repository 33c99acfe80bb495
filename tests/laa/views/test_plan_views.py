"""A plan as a table, along the time and as a board: the same actions, each view in its order."""

import re
from datetime import date

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.plan_actions import add_action, close, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(housing_benefit, cast):
    """Five actions: done, late, on time, without a date, and closed."""
    plan = plan_improvement(housing_benefit, by=cast.lead)
    dues = {
        "Hire": date(2009, 6, 1),
        "Train": date(2009, 4, 1),
        "Write": None,
        "Count": date(2009, 5, 1),
        "Ask": date(2009, 3, 1),
    }
    made = {
        title: add_action(plan, title=title, owner=cast.officer, due=due, by=cast.lead)
        for title, due in dues.items()
    }
    report(made["Hire"], status="under_way", by=cast.lead)
    report(made["Count"], status="done", by=cast.lead)
    close(made["Ask"], outcome="They answered.", by=cast.lead)
    return plan


def html(client, cast, plan, view):
    client.force_login(cast.board_member)
    return client.get(f"/luton/plans/{plan.uuid}/?view={view}").content.decode()


def titles(text):
    return re.findall(r">\d\. (\w+)</a>", text)


def test_the_table_keeps_the_plan_s_order(client, cast, plan):
    page = html(client, cast, plan, "table")

    assert titles(page) == ["Hire", "Train", "Write", "Count", "Ask"]
    assert "<table" in page


def test_the_timeline_runs_by_date_and_ends_with_what_has_none(client, cast, plan):
    page = html(client, cast, plan, "timeline")
    timeline = re.search(r'<ol class="laa-timeline">(.*?)</ol>', page, re.S)[1]

    assert titles(timeline) == ["Ask", "Train", "Count", "Hire", "Write"]
    late = re.findall(r'<li class="laa-timeline--late">(.*?)</li>', timeline, re.S)
    assert [titles(one) for one in late] == [["Train"]]
    assert timeline.count(">overdue<") == 1
    assert "No date" in timeline


def test_the_board_has_a_column_for_each_status_with_its_count(client, cast, plan):
    page = html(client, cast, plan, "board")
    columns = re.findall(
        r'<h2 class="govuk-heading-s" id="column-\d">(.*?)</h2>(.*?)</section>', page, re.S
    )

    assert {head: titles(cards) for head, cards in columns} == {
        "Not started (2)": ["Train", "Write"],
        "Under way (1)": ["Hire"],
        "Done (1)": ["Count"],
        "Closed (1)": ["Ask"],
    }


@pytest.mark.parametrize("view", ["table", "timeline", "board"])
def test_each_view_leads_to_the_others_and_says_which_it_is(client, cast, plan, view):
    page = html(client, cast, plan, view)

    assert f'<strong aria-current="true">As a {view}</strong>' in page
    for other in {"table", "timeline", "board"} - {view}:
        assert f'href="?view={other}"' in page
