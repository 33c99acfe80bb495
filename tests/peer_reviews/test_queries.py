"""Pages of a review ask the database as often for forty recommendations as for four."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peer_reviews.actions.parts import add_part
from peer_reviews.actions.recommendations import answer, name_teams, say_part
from peer_reviews.actions.reviews import start_plan
from tests.factories import PartnerFactory
from tests.peer_reviews.world import a_review, verified, with_recommendations

pytestmark = pytest.mark.django_db

FEW, MANY, MOST = 4, 12, 15
REVIEW = "/luton/peer-reviews/peer-challenge/"
PAGES = {
    "/luton/peer-reviews/": None,
    REVIEW: None,
    f"{REVIEW}findings/": None,
    f"{REVIEW}progress/": None,
    f"{REVIEW}recommendations/1/": None,
    "/luton/peer-reviews/practice/": None,
}


def filled(luton, council, cast, count):
    review = a_review(luton, council, title="Peer challenge", by=cast.lead)
    recommendations = with_recommendations(review, count, by=cast.lead)
    component = review.component_set.first()
    for each in recommendations:
        answer(each, answer="accepted", by=cast.lead)
        finding = add_part(
            review, "finding", component=component, kind="area", text=f"F {each}", by=cast.lead
        )
        finding.recommendations.add(each)
        add_part(review, "practice", kind="signpost", topic=f"Topic {each}", by=cast.lead)
        win = add_part(review, "quick-win", text=f"Win {each}", by=cast.lead)
        win.recommendations.add(each)
        (role,) = name_teams(each, teams=[PartnerFactory(partnership=luton)], by=cast.lead)
        say_part(role, text="Something.", by=cast.lead)
    start_plan(review, by=cast.lead)
    action = review.plan.actions.select_related("partnership").first()
    verified(action, by=cast.lead)


def questions(client, path):
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


@pytest.mark.parametrize("role", ["lead", "board_member"])
def test_no_page_asks_more_when_there_is_more(luton, council, cast, client, role):
    client.force_login(getattr(cast, role))
    filled(luton, council, cast, FEW)
    few = {path: questions(client, path) for path in PAGES}
    luton.peer_reviews_reviews.all().delete()
    filled(luton, council, cast, MANY)

    many = {path: questions(client, path) for path in PAGES}

    assert many == few
    assert {path: asked for path, asked in many.items() if asked > MOST} == {}
