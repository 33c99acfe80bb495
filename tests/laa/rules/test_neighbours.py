"""Rank and quarter among like areas: best first, ties share, never with a missing figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.neighbours import Place, place_among
from laa.rules.vocabulary import Polarity

TEN = [Decimal(n) for n in (90, 80, 70, 60, 50, 40, 30, 20, 10, 5)]
values = st.decimals(min_value=-1000, max_value=1000, places=2)


@pytest.mark.parametrize(
    ("own", "polarity", "said"),
    [
        ("75", Polarity.UP, "3 of 11, second quarter"),
        ("75", Polarity.DOWN, "9 of 11, worst quarter"),
        ("95", Polarity.UP, "1 of 11, best quarter"),
        ("90", Polarity.UP, "1 of 11, best quarter"),
        ("4", Polarity.DOWN, "1 of 11, best quarter"),
        ("0", Polarity.UP, "11 of 11, worst quarter"),
    ],
)
def test_the_best_is_first_whichever_way_is_good(own, polarity, said):
    place = place_among(Decimal(own), TEN, polarity)

    assert f"{place.said}, {place.quartile_said}" == said


def test_an_area_without_a_figure_is_left_out_and_is_no_nought():
    assert place_among(Decimal(1), [None, Decimal(2), None], Polarity.UP) == Place(2, 2, None)


@pytest.mark.parametrize(
    ("own", "others", "polarity"),
    [
        (None, TEN, Polarity.UP),
        (Decimal(1), [], Polarity.UP),
        (Decimal(1), [None], Polarity.UP),
        (Decimal(1), TEN, Polarity.NONE),
        (Decimal(1), TEN, Polarity.STAY_CLOSE),
    ],
)
def test_there_is_no_rank_without_two_figures_and_a_good_way(own, others, polarity):
    assert place_among(own, others, polarity) is None


def test_three_areas_have_no_quarters_and_four_have():
    three, four = TEN[:2], TEN[:3]

    assert place_among(Decimal(1), three, Polarity.UP) == Place(3, 3, None)
    assert place_among(Decimal(1), four, Polarity.UP) == Place(4, 4, 4)


@given(values, st.lists(values, min_size=3, max_size=30))
def test_turning_the_good_way_turns_the_rank_where_nobody_shares(own, others):
    up, down = (place_among(own, others, each) for each in (Polarity.UP, Polarity.DOWN))

    assert 1 <= up.rank <= up.of == len(others) + 1
    assert 1 <= up.quartile <= 4
    assert up.rank + down.rank == up.of + 1 - others.count(own)
