"""Numbers beside one another agree as exactly as they are printed; no wolf is cried."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.crosscheck import (
    Beside,
    agreement_said,
    change_gives,
    one_population,
    printed_to,
    questions,
)
from laa.rules.vocabulary import CellKind

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


def besides(pairs):
    return [
        Beside(str(n), f"cell {n}", CellKind.VALUE, rate, count)
        for n, (rate, count) in enumerate(pairs)
    ]


@pytest.mark.parametrize("printed", [NI_015, NI_016])
def test_nothing_is_asked_of_pairs_that_agree(printed):
    cells = besides(pairs(printed))

    assert questions(cells, {cell.key for cell in cells}) == {}


@pytest.mark.parametrize("printed", [NI_015, NI_016])
def test_only_the_pair_that_stands_alone_is_asked_about_and_only_if_it_is_new(printed):
    *others, (rate, count) = pairs(printed)
    cells = besides([*others, (rate, count * 2)])
    odd = cells[-1].key

    assert set(questions(cells, {cell.key for cell in cells})) == {odd}
    assert questions(cells, {cell.key for cell in cells} - {odd}) == {}


def test_one_pair_by_itself_is_not_asked_about():
    assert questions(besides(pairs([("0.56", "104")])), {"0"}) == {}


def test_what_was_printed_has_its_usual_places_or_more():
    assert str(printed_to(Decimal("31.100000"), 2)) == "31.10"
    assert str(printed_to(Decimal("6660.000000"), 0)) == "6660"
    assert str(printed_to(Decimal("0.125000"), 2)) == "0.125"


def test_the_population_that_rates_and_counts_have_in_common_is_said():
    said = agreement_said(pairs(NI_015[:3]))

    assert said == (
        "Rates and counts agree: all fit a population between 184.1 and 187.1 "
        "(in what the rate is per)."
    )
    assert agreement_said(pairs(NI_015[:1])) == agreement_said(pairs([("0", "0")] * 3)) == ""
