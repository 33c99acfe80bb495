"""Surveys compared: Luton's NI 001 by hand, everything else against statsmodels."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportions_ztest

from laa.rules.significance import Survey, change_needed, is_improved, said, survey, z_score
from laa.rules.vocabulary import Polarity

COUNTS = st.integers(20, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
BETTER = st.sampled_from([Polarity.UP, Polarity.DOWN])


def of(share, sample=1000, design_effect=1):
    return Survey(Decimal(share), sample, Decimal(design_effect))


def counted(count, sample):
    return Survey(Decimal(count) / sample * 100, sample)


@pytest.mark.parametrize(("share", "z", "improved"), [("75", "2.50", True), ("72", "0.99", False)])
def test_l9_from_70_percent_with_a_thousand_answers_each(share, z, improved):
    assert round(z_score(of("70"), of(share)), 2) == Decimal(z)
    assert is_improved(of("70"), of(share), Polarity.UP) is improved


def test_a_significant_change_for_the_worse_is_no_improvement():
    assert is_improved(of("75"), of("70"), Polarity.UP) is False
    assert is_improved(of("75"), of("70"), Polarity.DOWN) is True


def test_a_design_effect_makes_the_same_change_prove_less():
    assert is_improved(of("70", 1000, "1.7"), of("75", 1000, "1.7"), Polarity.UP) is False
    assert z_score(of("70", 2000, 2), of("75", 2000, 2)) == z_score(of("70"), of("75"))


@pytest.mark.parametrize("missing", [None, 0])
def test_without_a_sample_it_cannot_be_judged(missing):
    now = survey(Decimal(75), missing)

    assert now is None
    assert z_score(of("70"), now) is None
    assert is_improved(of("70"), now, Polarity.UP) is None
    assert change_needed(now, 1000, Polarity.UP) is None
    assert change_needed(of("70"), missing, Polarity.UP) is None


@pytest.mark.parametrize(("share", "sample"), [(None, 10), (Decimal(101), 10), (Decimal(-1), 10)])
def test_what_is_no_share_of_a_whole_is_no_survey(share, sample):
    assert survey(share, sample) is None


@pytest.mark.parametrize("effect", [Decimal(0), Decimal(-1)])
def test_a_design_effect_of_nothing_cannot_be_judged(effect):
    assert survey(Decimal(70), 1000, effect) is None


@pytest.mark.parametrize("polarity", [Polarity.STAY_CLOSE, Polarity.NONE])
def test_without_a_good_way_there_is_no_improvement(polarity):
    assert is_improved(of("70"), of("75"), polarity) is None
    assert change_needed(of("70"), 1000, polarity) is None


def test_the_same_share_has_not_changed_even_where_nobody_differs():
    assert z_score(of("100"), of("100")) == 0
    assert is_improved(of("0"), of("0"), Polarity.DOWN) is False


def test_about_four_points_are_needed_from_half_and_half():
    """Domain notes: 1.96 times the root of two halves' variance over a thousand, 4.3 points."""
    assert change_needed(of("50"), 1000, Polarity.UP) == pytest.approx(
        Decimal("4.38"), abs=Decimal("0.01")
    )


def test_where_nothing_could_prove_it_no_change_is_named():
    assert change_needed(of("99", 50), 50, Polarity.UP) is None
    assert change_needed(of("99", 50), 50, Polarity.DOWN) is not None


def test_what_was_found_is_said_with_the_figure():
    assert said(Decimal("2.5031"), met=True) == "z = 2.50, significant at 95 %"
    assert said(Decimal("-0.991"), met=False) == "z = -0.99, not significant at 95 %"


@given(COUNTS, COUNTS)
def test_z_is_what_statsmodels_says(then, now):
    assume(0 < then[0] + now[0] < then[1] + now[1])
    oracle, _ = proportions_ztest([now[0], then[0]], [now[1], then[1]])

    assert float(z_score(counted(*then), counted(*now))) == pytest.approx(oracle, abs=1e-9)


@given(COUNTS, COUNTS, BETTER)
def test_improved_is_what_a_p_value_below_five_percent_says(then, now, polarity):
    assume(0 < then[0] + now[0] < then[1] + now[1])
    z, p = proportions_ztest([now[0], then[0]], [now[1], then[1]])
    assume(abs(p - 0.05) > 1e-9)
    is_better = z > 0 if polarity == Polarity.UP else z < 0

    assert is_improved(counted(*then), counted(*now), polarity) == (is_better and p < 0.05)


@given(COUNTS, st.integers(20, 3000), BETTER)
def test_the_change_needed_is_the_least_that_the_test_accepts(then, sample, polarity):
    then = counted(*then)
    needed = change_needed(then, sample, polarity)
    sign = 1 if polarity == Polarity.UP else -1
    hair = Decimal("1e-9")
    room = 100 - then.share if polarity == Polarity.UP else then.share

    def judged(change):
        return is_improved(then, survey(then.share + sign * change, sample), polarity)

    if needed is None:
        assert not judged(room)
        return
    assert 0 < needed <= room
    if needed + hair <= room:
        assert judged(needed + hair)
    if needed > hair:
        assert not judged(needed - hair)
