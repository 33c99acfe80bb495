"""P10: plan status per team; 12 teams: 3 none, 4 draft, 5 challenged."""

from datetime import date

import pytest

from laa.actions.action_plans import expect_team_plan, plan_team, set_status
from laa.queries.action_plans import team_plan_report
from tests.factories import PartnerFactory
from tests.page import visit
from tests.peer_reviews.world import a_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def twelve(luton, council, cast):
    owed = [
        expect_team_plan(
            PartnerFactory(partnership=luton, part_of=council, name=f"Team {n:02}"),
            year="2008/09",
            by=cast.lead,
        )
        for n in range(12)
    ]
    plans = [plan_team(one, by=cast.officer) for one in owed[3:]]
    for plan in plans[4:]:
        set_status(plan, "challenged", by=cast.lead)
    return owed


def test_three_without_a_plan_and_seven_not_yet_challenged(twelve, luton):
    report = team_plan_report(luton, "2008/09")

    assert len(report.rows) == 12
    assert [str(row.subject.partner) for row in report.without] == ["Team 00", "Team 01", "Team 02"]
    assert len(report.not_challenged) == 7


def test_the_page_says_so(client, twelve, cast):
    client.force_login(cast.board_member)

    page = client.get("/luton/plans/teams/?year=2008/09").content.decode()

    assert "<strong>3 of 12</strong> without a plan, <strong>7</strong> not challenged yet" in page


def test_a_reviews_page_says_so_too(client, twelve, luton, council, cast):
    a_review(luton, council, title="Peer challenge", by=cast.lead)
    client.force_login(cast.board_member)
    luton.demonstration.today = date(2009, 3, 20)
    luton.demonstration.save()

    text = visit(client, "/luton/peer-reviews/peer-challenge/").text

    assert "3 of 12 without a plan, 7 not challenged yet." in text
