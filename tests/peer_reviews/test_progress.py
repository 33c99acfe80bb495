"""How far a recommendation is: from its actions, never better than they are."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peer_reviews.progress import ActionAt, Standing, percent, standing, why_open

STATUSES = ["not_started", "under_way", "paused", "done", "closed", "dropped"]


def actions(*statuses):
    return [ActionAt(f"Action {n}", status) for n, status in enumerate(statuses)]


@pytest.mark.parametrize(
    ("statuses", "found"),
    [
        ([], Standing.NO_ACTION),
        (["dropped"], Standing.NO_ACTION),
        (["not_started"], Standing.NOT_STARTED),
        (["not_started", "paused"], Standing.PAUSED),
        (["not_started", "closed"], Standing.UNDER_WAY),
        (["done", "closed"], Standing.TO_VERIFY),
        (["closed", "dropped"], Standing.DONE),
        (["closed", "closed"], Standing.DONE),
    ],
)
def test_it_stands_where_its_actions_stand(statuses, found):
    assert standing(actions(*statuses)) == found


@given(st.lists(st.sampled_from(STATUSES)))
def test_it_is_done_only_where_all_that_counts_is_closed(statuses):
    counted = [status for status in statuses if status != "dropped"]

    is_done = standing(actions(*statuses)) == Standing.DONE

    assert is_done == (bool(counted) and set(counted) == {"closed"})


@given(st.lists(st.sampled_from(STATUSES)))
def test_why_it_is_open_is_never_blank(statuses):
    if standing(actions(*statuses)).is_open:
        assert why_open(actions(*statuses), date(2009, 4, 20))


def test_rejected_is_neither_open_nor_done():
    found = standing(actions("not_started"), is_rejected=True)

    assert found == Standing.REJECTED
    assert not found.is_open


def test_the_facts_are_counted():
    late = ActionAt("Late", "under_way", due=date(2009, 4, 19), owner="An officer")
    nobodys = ActionAt("Nobody’s", "not_started")
    closed = ActionAt("Closed", "closed", due=date(2009, 1, 1), owner="An officer")

    assert why_open([late, nobodys, closed], date(2009, 4, 20)) == (
        "2 of 3 actions not closed; 1 not started; 1 past the date; 1 without an owner; "
        "1 without a date."
    )


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [(5, 8, "62.5"), (0, 8, "0.0"), (8, 8, "100.0"), (2, 3, "66.7"), (1999, 2000, "99.9")],
)
def test_a_share_is_exact_and_never_rounded_up_to_all(part, whole, found):
    assert percent(part, whole) == Decimal(found)


def test_of_nothing_there_is_no_share():
    assert percent(0, 0) is None
