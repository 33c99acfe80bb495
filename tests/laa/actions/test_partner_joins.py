"""Joining two partners takes along plans, actions and what apps beside the core hang on them."""

from datetime import date

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.partner_joins import join_partners, undo_join, what_moves
from laa.actions.plan_actions import add_action
from tests.factories import PartnerFactory
from tests.peer_reviews.world import a_review
from tests.projects.rows import a_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(luton):
    return (
        PartnerFactory(partnership=luton, slug="pct", name="Luton tPCT"),
        PartnerFactory(partnership=luton, slug="the-pct", name="Luton teaching PCT"),
    )


@pytest.fixture
def actions(housing_benefit, two, cast):
    """One that both contribute to, and one of the partner that is joined."""
    kept, joined = two
    plan = plan_improvement(housing_benefit, by=cast.lead)
    both, alone = (add_action(plan, title=title, by=cast.lead) for title in ("Both", "Alone"))
    both.contributors.add(kept, joined)
    alone.contributors.add(joined)
    return both, alone


def contributors(actions):
    return [sorted(each.contributors.values_list("slug", flat=True)) for each in actions]


def test_contributors_of_actions_go_over_once_and_come_back(two, actions, cast):
    kept, joined = two

    join = join_partners(kept=kept, joined=joined, by=cast.lead)
    assert contributors(actions) == [["pct"], ["pct"]]

    undo_join(join, by=cast.lead)
    assert contributors(actions) == [["pct", "the-pct"], ["the-pct"]]


def test_what_goes_over_is_said_in_words_beside_the_core_too(two, actions, luton, cast):
    kept, joined = two
    project = a_project(luton, joined, by=cast.lead)
    review = a_review(
        luton, joined, starts=date(2009, 3, 9), ends=date(2009, 3, 11), edition="current",
        by=cast.lead,
    )  # fmt: skip

    assert {moves.said for moves in what_moves(joined)} == {
        "actions it contributes to",
        "projects (managing body)",
        "reviews (council)",
    }

    join = join_partners(kept=kept, joined=joined, by=cast.lead)
    project.refresh_from_db()
    review.refresh_from_db()
    assert project.managing_body == review.council == kept
    undo_join(join, by=cast.lead)
    project.refresh_from_db()
    assert project.managing_body.slug == "the-pct"
