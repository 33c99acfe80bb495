"""A council that was visited in March 2008, with eight recommendations."""

import pytest

from tests.peer_reviews.world import a_review, with_recommendations


@pytest.fixture
def review(luton, council, cast):
    return a_review(luton, council, by=cast.lead)


@pytest.fixture
def eight(review, cast):
    return with_recommendations(review, 8, by=cast.lead)
