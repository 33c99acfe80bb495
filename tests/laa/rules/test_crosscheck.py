"""Numbers beside one another agree as exactly as they are printed; no wolf is cried."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.crosscheck import change_gives, one_population

NI_015 = [("0.56", "104"), ("0.53", "99"), ("0.51", "94"), ("0.47", "88")]
NI_016 = [("37.93", "7085"), ("35.65", "6660"), ("33.37", "6235"), ("31.10", "5810")]


def pairs(printed):
    return [(Decimal(rate), Decimal(count)) for rate, count in printed]


@pytest.mark.parametrize("printed", [NI_015, NI_016])
def test_lutons_rates_agree_with_their_counts(printed):
    assert one_population(pairs(printed))


@pytest.mark.parametrize("printed", [NI_015, NI_016])
def test_a_misprint_is_noticed(printed):
    wrong = [*printed[:-1], (printed[-1][0], str(int(printed[-1][1]) * 2))]

    assert not one_population(pairs(wrong))


def test_a_rate_of_nought_says_nothing():
    assert one_population(pairs([("0", "0"), ("0.56", "104")]))


@given(
    population=st.decimals(50, 500, places=3),
    counts=st.lists(st.integers(50, 9000), min_size=2, max_size=6),
    places=st.integers(0, 3),
)
def test_rates_of_one_population_always_agree(population, counts, places):
    rates = [round(count / population, places) for count in counts]

    assert one_population([(r, Decimal(c)) for r, c in zip(rates, counts, strict=True)])


@pytest.mark.parametrize(
    ("change", "result"), [("-32", "29.3"), ("-38.7", "26.4"), ("-45", "23.7")]
)
def test_ni_112_agrees(change, result):
    agrees, _ = change_gives(Decimal("43.12"), Decimal(change), Decimal(result), in_points=False)

    assert agrees


def test_a_result_that_the_change_does_not_give_is_noticed():
    agrees, gives = change_gives(Decimal("43.12"), Decimal("-32"), Decimal("27.3"), in_points=False)

    assert (agrees, round(gives, 2)) == (False, Decimal("29.32"))
    assert change_gives(Decimal(60), Decimal(7), Decimal(67), in_points=True)[0]
