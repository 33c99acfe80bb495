"""Good or bad, not up or down; and nothing where the season would be taken for the trend."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.direction import direction, printed_alike, since_last_period, since_last_year
from laa.rules.vocabulary import Accumulation, Comparison, Polarity

NUMBERS = st.none() | st.decimals(-1000, 1000, places=2)
UP, DOWN = Polarity.UP, Polarity.DOWN


@pytest.mark.parametrize(
    ("now", "then", "polarity", "says"),
    [("40", "45", DOWN, Comparison.BETTER), ("45", "40", DOWN, Comparison.WORSE),
     ("45", "40", UP, Comparison.BETTER), ("0", "1", DOWN, Comparison.BETTER),
     ("45", "45", UP, Comparison.SAME), ("45", "40", Polarity.NONE, Comparison.NOT_COMPARABLE)],
)  # fmt: skip
def test_good_or_bad(now, then, polarity, says):
    assert direction(Decimal(now), Decimal(then), polarity) == says


def test_no_figure_is_not_zero():
    assert direction(None, Decimal(40), DOWN) == Comparison.UNKNOWN
    assert direction(Decimal(40), None, DOWN) == Comparison.UNKNOWN


@pytest.mark.parametrize(
    ("now", "says"), [("50.04", Comparison.SAME), ("50.05", Comparison.SAME),
                      ("50.06", Comparison.BETTER)],
)  # fmt: skip
def test_what_prints_alike_is_maintained(now, says):
    assert direction(Decimal(now), Decimal(50), UP, dead_band=printed_alike(1)) == says


@pytest.mark.parametrize("accumulates", Accumulation)
def test_against_last_quarter_nothing_that_builds_up_is_compared(accumulates):
    said = since_last_period(Decimal(20), Decimal(10), UP, accumulates)

    assert said == (Comparison.NOT_COMPARABLE if accumulates.grows else Comparison.BETTER)


def test_against_last_quarter_a_profiled_measure_is_not_compared():
    said = since_last_period(Decimal(20), Decimal(10), UP, Accumulation.SNAPSHOT, is_profiled=True)

    assert said == Comparison.NOT_COMPARABLE


@pytest.mark.parametrize("accumulates", Accumulation)
def test_against_last_year_only_what_grows_for_ever_is_not_compared(accumulates):
    said = since_last_year(Decimal(20), Decimal(10), UP, accumulates)

    is_endless = accumulates == Accumulation.WHOLE_AGREEMENT
    assert said == (Comparison.NOT_COMPARABLE if is_endless else Comparison.BETTER)


@given(NUMBERS, NUMBERS, st.sampled_from(Polarity), st.decimals(0, 10, places=1))
def test_turned_round_it_says_the_opposite(now, then, polarity, band):
    opposite = {Comparison.BETTER: Comparison.WORSE, Comparison.WORSE: Comparison.BETTER}
    said = direction(now, then, polarity, dead_band=band)

    assert direction(then, now, polarity, dead_band=band) == opposite.get(said, said)
