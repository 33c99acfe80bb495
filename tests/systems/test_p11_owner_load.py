"""P11: on whom the work hangs; one person on 4 of 9 has 44 %, and 3 of 8 once one is paused."""

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.plan_actions import add_action, edit_action, report
from laa.queries.action_plans import owner_loads
from peer_reviews.actions.reviews import start_plan
from tests.factories import UserFactory
from tests.page import visit
from tests.peer_reviews.world import a_review, with_recommendations

pytestmark = pytest.mark.django_db


@pytest.fixture
def nine(housing_benefit, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    others = [UserFactory(name=f"Person {n}") for n in range(5)]
    owners = [cast.officer] * 4 + others
    return [
        add_action(plan, title=f"Project {n}", owner=owner, by=cast.lead)
        for n, owner in enumerate(owners)
    ]


def test_one_person_owns_four_of_nine(nine, luton, cast):
    heaviest = owner_loads(luton)[0]

    assert (heaviest.owner, heaviest.count, heaviest.total) == (cast.officer, 4, 9)
    assert heaviest.percent == 44


def test_pausing_one_leaves_three_of_eight(nine, luton, cast):
    report(nine[0], status="paused", text="Waits for money.", by=cast.officer)

    heaviest = owner_loads(luton)[0]

    assert (heaviest.owner, heaviest.count, heaviest.total) == (cast.officer, 3, 8)


def test_a_reviews_plan_names_on_whom_it_hangs(luton, council, cast, client):
    review = a_review(luton, council, title="Peer challenge", by=cast.lead)
    with_recommendations(review, 9, by=cast.lead)
    plan = start_plan(review, by=cast.lead)
    owners = [cast.officer] * 4 + [UserFactory(name=f"Person {n}") for n in range(5)]
    actions = list(plan.actions.all())
    for action, owner in zip(actions, owners, strict=True):
        edit_action(action, owner=owner, by=cast.lead)
    client.force_login(cast.board_member)
    page = "/luton/peer-reviews/peer-challenge/"
    assert f"{cast.officer}: 4 of 9 actions in hand (44%)" in visit(client, page).text

    paused = plan.actions.first()
    report(paused, status="paused", text="Waits for money.", by=cast.officer)

    assert f"{cast.officer}: 3 of 8 actions in hand (38%)" in visit(client, page).text


def test_the_plans_page_shows_who_is_overloaded(nine, cast, client):
    client.force_login(cast.board_member)
    assert f"{cast.officer} 4 of 9 44%" in visit(client, "/luton/plans/").text

    report(nine[0], status="paused", text="Waits for money.", by=cast.officer)

    assert f"{cast.officer} 3 of 8 38%" in visit(client, "/luton/plans/").text
