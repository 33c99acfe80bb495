from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from laa.rules.suppression import withheld

SUM = ("all", "men", "women", "boys")


def numbers(**cells):
    return {cell: Decimal(value) for cell, value in cells.items()}


def test_nothing_is_withheld_where_nothing_is_suppressed():
    assert withheld([SUM], numbers(all=20, men=9, women=8, boys=3), []) == frozenset()


def test_one_suppressed_part_takes_the_smallest_other_with_it():
    public = numbers(all=20, men=9, women=8)

    assert withheld([SUM], public, ["boys"]) == {"women"}


def test_a_part_of_nought_protects_nobody():
    public = numbers(all=12, men=9, women=0)

    assert withheld([SUM], public, ["boys"]) == {"men"}


def test_the_total_goes_where_no_part_can():
    assert withheld([("all", "men", "women")], numbers(all=3, men=0), ["women"]) == {"all"}


def test_two_suppressed_parts_protect_each_other():
    assert withheld([SUM], numbers(all=20, men=15), ["women", "boys"]) == frozenset()


def test_two_suppressed_parts_that_are_both_nought_take_the_total():
    assert withheld([SUM], numbers(all=15, men=15), ["women", "boys"]) == {"all"}


def test_a_suppressed_total_takes_a_part():
    assert withheld([SUM], numbers(men=9, women=8, boys=3), ["all"]) == {"boys"}


def test_a_part_that_is_not_public_anyway_protects():
    assert withheld([SUM], numbers(all=20, men=9), ["boys"]) == frozenset()


def test_what_is_withheld_in_one_sum_is_not_given_away_by_another():
    quarters = ("women", "women-q1", "women-q2")
    public = numbers(all=23, men=12, women=8, **{"women-q1": 5, "women-q2": 3})

    found = withheld([("all", "men", "women", "boys"), quarters], public, ["boys"])

    assert "women" in found
    assert found & {"women-q1", "women-q2"}


CELLS = ("all", "a", "b", "c", "d")


@given(
    st.lists(st.integers(0, 20), min_size=4, max_size=4),
    st.sets(st.sampled_from(CELLS)),
)
def test_no_suppressed_cell_is_ever_the_only_unknown_of_a_sum(parts, suppressed):
    values = dict(zip(CELLS, [sum(parts), *parts], strict=True))
    public = {cell: Decimal(n) for cell, n in values.items() if cell not in suppressed}

    hidden = suppressed | withheld([CELLS], public, suppressed)

    assert not suppressed or len(hidden) > 1


@given(st.lists(st.integers(1, 20), min_size=4, max_size=4), st.sampled_from(CELLS))
def test_no_more_is_withheld_than_one(parts, suppressed):
    values = dict(zip(CELLS, [sum(parts), *parts], strict=True))
    public = {cell: Decimal(n) for cell, n in values.items() if cell != suppressed}

    assert len(withheld([CELLS], public, [suppressed])) == 1
