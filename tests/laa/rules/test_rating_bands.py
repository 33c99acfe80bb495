from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.rating_bands import stretches
from laa.rules.rating_rules import Aim, Rule, judge
from laa.rules.vocabulary import BandUnit, Polarity, RuleKind

FORTY = Aim(Decimal(40), Decimal(40))
BANDS = Rule(kind=RuleKind.BANDS, tolerance=Decimal(5), amber=Decimal(10))


def test_target_only_has_two_stretches():
    assert stretches(FORTY, Polarity.DOWN, Rule()) == [
        ("on-track", None, 40),
        ("off-track", 40, None),
    ]


def test_bands_of_a_falling_indicator_lie_above_its_target():
    assert stretches(FORTY, Polarity.DOWN, BANDS) == [
        ("on-track", None, 42),
        ("at-risk", 42, 44),
        ("off-track", 44, None),
    ]


def test_bands_of_a_rising_indicator_lie_below_it():
    assert stretches(FORTY, Polarity.UP, BANDS) == [
        ("on-track", 38, None),
        ("at-risk", 36, 38),
        ("off-track", None, 36),
    ]


@pytest.mark.parametrize(
    ("polarity", "rule"),
    [
        (Polarity.STAY_CLOSE, BANDS),
        (Polarity.NONE, BANDS),
        (Polarity.UP, Rule(kind=RuleKind.JUDGED)),
    ],
)
def test_where_there_is_no_better_way_or_a_judgement_there_are_none(polarity, rule):
    assert stretches(FORTY, polarity, rule) == []


def test_a_target_of_nought_has_none_in_percent():
    assert stretches(Aim(Decimal(0), Decimal(0)), Polarity.DOWN, BANDS) == []


@given(
    value=st.decimals(-100, 100, places=2),
    target=st.decimals(1, 90, places=1),
    polarity=st.sampled_from([Polarity.UP, Polarity.DOWN]),
    unit=st.sampled_from(list(BandUnit)),
)
def test_a_value_lies_in_the_stretch_that_the_rule_judges_it_to(value, target, polarity, unit):
    rule = Rule(kind=RuleKind.BANDS, measured_in=unit, tolerance=Decimal(5), amber=Decimal(10))
    aim = Aim(target, target)
    rating, _ = judge(value, aim, polarity, rule)

    kinds = {
        kind
        for kind, low, high in stretches(aim, polarity, rule)
        if (low is None or value >= low) and (high is None or value <= high)
    }
    assert rating.value.replace("_", "-") in kinds
