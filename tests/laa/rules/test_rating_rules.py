"""Rules as data: councils' published ones, and properties that hold for every rule."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laa.rules.periods import period
from laa.rules.rating import Figure, Judgement, Promise, rate
from laa.rules.rating_rules import NOUGHT_HAS_NO_BAND, TARGET_ONLY, Aim, Rule, judge, terms
from laa.rules.vocabulary import (
    Accumulation,
    BandUnit,
    Because,
    CellKind,
    CellState,
    Comparison,
    FigureState,
    Improvement,
    Polarity,
    Rating,
    RuleKind,
)

UP, DOWN, CLOSE = Polarity.UP, Polarity.DOWN, Polarity.STAY_CLOSE
BETTER, ON, RISK, OFF = Rating.BETTER, Rating.ON_TRACK, Rating.AT_RISK, Rating.OFF_TRACK
NUMBERS = st.decimals(min_value=-2000, max_value=2000, places=2)
OR_NONE = st.none() | NUMBERS
BANDS = st.none() | st.decimals(min_value=0, max_value=60, places=1)


def bands(**terms):
    numbers = {name: Decimal(value) for name, value in terms.items() if type(value) is str}
    return Rule(kind=RuleKind.BANDS, **{**terms, **numbers})


POOLE = bands(tolerance="10", amber="15")
HAVERING = bands(tolerance="10", improvement=Improvement.NOT_WORSE)
DURHAM = bands(better="10")
FOUR_STATES = bands(measured_in=BandUnit.POINTS, better="5", amber="2")


def said(value, aim, rule, polarity=UP, last_year=Comparison.UNKNOWN):
    aim = Aim(Decimal(aim), Decimal(aim))
    return judge(Decimal(value), aim, polarity, rule, against_last_year=last_year)[0]


@pytest.mark.parametrize(
    ("value", "polarity", "rating"),
    [("200", UP, ON), ("180", UP, ON), ("179.99", UP, RISK), ("170", UP, RISK),
     ("169.99", UP, OFF), ("220", DOWN, ON), ("220.01", DOWN, RISK), ("230", DOWN, RISK),
     ("230.01", DOWN, OFF)],
)  # fmt: skip
def test_poole_within_ten_percent_green_within_fifteen_amber(value, polarity, rating):
    assert said(value, "200", POOLE, polarity) == rating


@pytest.mark.parametrize(
    ("against", "rating"),
    [(Comparison.BETTER, RISK), (Comparison.SAME, RISK), (Comparison.WORSE, OFF),
     (Comparison.UNKNOWN, OFF), (Comparison.NOT_COMPARABLE, OFF)],
)  # fmt: skip
def test_havering_red_only_if_not_improved_or_maintained_on_last_year(against, rating):
    assert said("80", "100", HAVERING, last_year=against) == rating
    assert said("90", "100", HAVERING, last_year=against) == ON


def test_improved_may_mean_better_and_not_the_same():
    strict = bands(tolerance="10", improvement=Improvement.BETTER)

    assert said("80", "100", strict, last_year=Comparison.BETTER) == RISK
    assert said("80", "100", strict, last_year=Comparison.SAME) == OFF


@pytest.mark.parametrize(
    ("value", "rating"), [("110.01", BETTER), ("110", ON), ("100", ON), ("99.99", OFF)]
)
def test_durham_over_performance_is_more_than_ten_percent_better(value, rating):
    assert said(value, "100", DURHAM) == rating


@pytest.mark.parametrize(
    ("value", "rating"), [("84", OFF), ("85", RISK), ("87", ON), ("92", ON), ("92.1", BETTER)]
)
def test_four_states_in_points(value, rating):
    assert said(value, "87", FOUR_STATES) == rating


@pytest.mark.parametrize("polarity", [UP, DOWN])
def test_a_target_of_nought_has_no_band_in_percent_and_says_so(polarity):
    nought = Aim(Decimal(0), Decimal(0))

    assert judge(Decimal(0), nought, polarity, POOLE) == (ON, NOUGHT_HAS_NO_BAND)
    missed = Decimal(1 if polarity == DOWN else -1)
    assert judge(missed, nought, polarity, POOLE) == (OFF, NOUGHT_HAS_NO_BAND)
    assert judge(missed, nought, polarity, FOUR_STATES) == (RISK, "")


@pytest.mark.parametrize(
    ("value", "rating"),
    [("85", OFF), ("86", RISK), ("88", ON), ("100", ON), ("112", ON), ("114", RISK), ("115", OFF)],
)
def test_staying_close_has_the_tolerance_on_both_sides(value, rating):
    assert said(value, "100", bands(tolerance="12", amber="14", better="1"), CLOSE) == rating


def test_a_range_is_reached_at_its_nearer_end():
    homes = Aim(Decimal(80), Decimal(85))

    for polarity, hits, misses in (
        (UP, ("80", "85", "99"), ("79.9",)),
        (DOWN, ("85", "80", "1"), ("85.1",)),
        (CLOSE, ("80", "82", "85"), ("79.9", "85.1")),
    ):
        assert {judge(Decimal(v), homes, polarity, TARGET_ONLY)[0] for v in hits} == {ON}
        assert {judge(Decimal(v), homes, polarity, TARGET_ONLY)[0] for v in misses} == {OFF}


def rated(value, rule, target="100", when="2008/09", **options):
    promise = Promise(Decimal(target), CellKind.VALUE, CellState.NUMERIC, target)
    return rate(
        figure=Figure(Decimal(value), FigureState.MEASURED, period(when)),
        target=options.pop("promise", promise),
        baseline=None,
        rule=rule,
        **{"polarity": UP, "accumulates": Accumulation.SNAPSHOT, **options},
    )


def test_within_tolerance_is_on_track_and_still_not_reached():
    outcome = rated("95", POOLE)

    assert (outcome.rating, outcome.is_reached, outcome.aim) == (ON, False, 100)
    assert rated("100", POOLE).is_reached


def test_189_of_200_against_95_percent_is_missed_under_the_plain_rule():
    outcome = rated(Decimal(189) / 200 * 100, TARGET_ONLY, "95")

    assert (outcome.rating, outcome.is_reached) == (OFF, False)


TRAJECTORY = bands(is_trajectory=True, tolerance="0")


def test_a_trajectory_asks_for_the_way_gone_so_far():
    half = {"when": "2008/09-Q2", "on_the_way": Decimal(50)}

    assert rated("50", TRAJECTORY, **half).rating == ON
    assert rated("49.9", TRAJECTORY, **half).rating == OFF
    assert rated("50", TRAJECTORY, when="2008/09-Q2").because == Because.NO_MILESTONE
    assert rated("99", TRAJECTORY, on_the_way=Decimal(50)).rating == OFF


def test_a_milestone_that_somebody_entered_goes_before_a_straight_line():
    outcome = rated(
        "45", TRAJECTORY, when="2008/09-Q2", on_the_way=Decimal(50), milestone=Decimal(40)
    )

    assert (outcome.rating, outcome.aim) == (ON, 40)


def test_on_the_way_a_target_for_a_span_can_be_rated_every_year():
    open_ = Promise(Decimal(67), CellKind.POINTS_CHANGE, CellState.RELATIVE, is_open=True)

    assert rated("63", TRAJECTORY, promise=open_, on_the_way=Decimal(62)).rating == ON
    assert rated("63", POOLE, promise=open_).because == Because.CANNOT_JUDGE


JUDGED = Rule(kind=RuleKind.JUDGED)


def test_a_judgement_needs_its_reason():
    view = Judgement(Rating.AT_RISK, "The builder went out of business; another starts in May.")

    assert (rated("10", JUDGED, judgement=view).rating, rated("10", JUDGED).because) == (
        RISK,
        Because.CANNOT_JUDGE,
    )
    silent = Judgement(Rating.ON_TRACK, "  ")
    assert rated("10", JUDGED, judgement=silent).because == Because.CANNOT_JUDGE
    assert rated("10", JUDGED, judgement=view).is_reached is None


def test_a_judgement_changes_nothing_under_another_rule():
    view = Judgement(Rating.ON_TRACK, "It will come right.")

    assert rated("10", POOLE, judgement=view).rating == OFF


def test_a_rule_says_its_terms_from_best_to_worst():
    assert terms(TARGET_ONLY) == ["On track: the target is reached. Off track: it is not."]
    assert terms(JUDGED) == ["The owner of the indicator says how it stands, and why."]
    assert terms(POOLE) == [
        "On track: the target is reached, or missed by up to 10% of the target.",
        "At risk: missed by up to 15% of the target.",
        "Off track: anything else.",
    ]
    assert terms(HAVERING)[1] == (
        "At risk too: further off, but better than the same period last year, or the same."
    )
    assert terms(FOUR_STATES)[0] == (
        "Better than target: more than 5 in the figure’s unit beyond the target."
    )


@st.composite
def rules(draw):
    tolerance, amber = draw(BANDS), draw(BANDS)
    assume(amber is None or amber >= (tolerance or 0))
    return Rule(
        kind=draw(st.sampled_from(RuleKind)),
        measured_in=draw(st.sampled_from(BandUnit)),
        tolerance=tolerance,
        amber=amber,
        better=draw(BANDS),
        improvement=draw(st.sampled_from(Improvement)),
        is_trajectory=draw(st.booleans()),
    )


PERIODS = st.sampled_from(["2008/09-Q1", "2008/09-Q4", "2008/09", "2009-AY"]).map(period)
PROMISES = st.none() | st.builds(
    Promise,
    OR_NONE | st.just(Decimal(0)),
    st.sampled_from(CellKind),
    st.sampled_from(CellState),
    is_open=st.booleans(),
)


@given(
    rule=rules(),
    figure=st.builds(Figure, OR_NONE | st.just(Decimal(0)), st.sampled_from(FigureState), PERIODS),
    target=PROMISES,
    baseline=PROMISES,
    polarity=st.sampled_from(Polarity),
    accumulates=st.sampled_from(Accumulation),
    milestone=OR_NONE,
    on_the_way=OR_NONE,
    last_year=st.none() | st.builds(Figure, OR_NONE, st.sampled_from(FigureState), PERIODS),
)
def test_whatever_the_rule_there_is_a_rating_or_a_reason(rule, figure, target, **rest):
    outcome = rate(rule=rule, figure=figure, target=target, **rest)

    assert (outcome.rating == Rating.NOT_RATED) == (outcome.because is not None)
    plain = rate(figure=figure, target=target, **rest)
    assert outcome.against_baseline == plain.against_baseline
    if figure.value is None or target is None:
        assert outcome.rating == Rating.NOT_RATED
    if rule.kind != RuleKind.JUDGED and plain.rating == ON and outcome.aim == plain.aim:
        assert outcome.rating in (BETTER, ON)
        assert outcome.is_reached
    if outcome.is_reached and outcome.because is None:
        assert outcome.rating in (BETTER, ON)


ORDER = [OFF, RISK, ON, BETTER]


@given(rules(), NUMBERS, NUMBERS, NUMBERS | st.just(Decimal(0)), OR_NONE, st.sampled_from(Polarity))
def test_whatever_the_rule_a_better_figure_is_never_rated_worse(
    rule, value, other, target, last_year, polarity
):
    assume(rule.kind != RuleKind.JUDGED and polarity in (UP, DOWN))
    worse, better = sorted((value, other), reverse=polarity == DOWN)
    before = Figure(last_year, FigureState.MEASURED, period("2007/08"))
    options = {"polarity": polarity, "last_year": before}

    first = rated(worse, rule, str(target), **options).rating
    second = rated(better, rule, str(target), **options).rating

    assert ORDER.index(first) <= ORDER.index(second)


@given(rules(), NUMBERS, NUMBERS)
def test_up_and_down_are_mirror_images(rule, value, target):
    assume(rule.kind != RuleKind.JUDGED)

    up = rated(value, rule, str(target), polarity=UP).rating
    down = rated(-value, rule, str(-target), polarity=DOWN).rating

    assert up == down


@given(rules(), NUMBERS, st.decimals(0, 500, places=2))
def test_staying_close_is_the_same_on_both_sides(rule, target, off):
    assume(rule.kind != RuleKind.JUDGED and target)

    above = rated(target + off, rule, str(target), polarity=CLOSE).rating
    below = rated(target - off, rule, str(target), polarity=CLOSE).rating

    assert above == below != BETTER


@given(
    st.decimals(0, 60, places=1),
    st.sampled_from(BandUnit),
    NUMBERS,
    NUMBERS,
    st.sampled_from([UP, DOWN, CLOSE]),
)
def test_a_wider_tolerance_never_rates_worse(tolerance, unit, value, target, polarity):
    rule = bands(tolerance=tolerance, measured_in=unit)
    wider = bands(tolerance=tolerance + 5, measured_in=unit)

    ratings = [rated(value, r, str(target), polarity=polarity).rating for r in (rule, wider)]

    assert ORDER.index(ratings[0]) <= ORDER.index(ratings[1])
