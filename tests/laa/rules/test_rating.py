"""The rule *target only*, on the agreement's own figures and on all the others there could be."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laa.rules.periods import period
from laa.rules.rating import Figure, Promise, compare, rate, reaches
from laa.rules.rating_rules import TARGET_ONLY, Rule
from laa.rules.vocabulary import (
    STATES_WITH_A_NUMBER,
    WAITING_STATES,
    Accumulation,
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

NUMBERS = st.decimals(min_value=-2000, max_value=2000, places=2)
OR_NONE = st.one_of(st.none(), NUMBERS)
PERIODS = st.sampled_from(["2008/09-Q1", "2008/09-Q3", "2008/09-Q4", "2008/09", "2009-AY"])
FIGURES = st.builds(Figure, OR_NONE, st.sampled_from(FigureState), PERIODS.map(period))
PROMISES = st.one_of(
    st.none(), st.builds(Promise, OR_NONE, st.sampled_from(CellKind), st.sampled_from(CellState))
)
POLARITIES, ACCUMULATIONS = st.sampled_from(Polarity), st.sampled_from(Accumulation)


def number(value):
    return Promise(Decimal(value), CellKind.VALUE, CellState.NUMERIC, value)


def rated(value, target, when="2008/09", **options):
    """The outcome of a figure against a plain target; lower is better unless said."""
    state = options.pop("state", FigureState.MEASURED)
    baseline = options.pop("baseline", None)
    milestone = options.pop("milestone", None)
    return rate(
        figure=Figure(None if value is None else Decimal(value), state, period(when)),
        target=number(target) if isinstance(target, str) else target,
        baseline=number(baseline) if baseline else None,
        milestone=Decimal(milestone) if milestone else None,
        **{"polarity": Polarity.DOWN, "accumulates": Accumulation.SNAPSHOT, **options},
    )


@pytest.mark.parametrize(
    ("value", "rating"),
    [("40", Rating.ON_TRACK), ("42", Rating.ON_TRACK), ("42.000001", Rating.OFF_TRACK),
     ("45", Rating.OFF_TRACK)],
)  # fmt: skip
def test_ni_181_days_to_process_a_claim_against_42(value, rating):
    assert rated(value, "42").rating == rating


def test_ni_039_meets_its_target_and_is_worse_than_its_baseline():
    outcome = rated("1650", "1674", baseline="1556", accumulates=Accumulation.ROLLING_YEAR)

    assert (outcome.rating, outcome.because) == (Rating.ON_TRACK, None)
    assert outcome.against_baseline == Comparison.WORSE


def test_ni_015_misses_by_a_hundredth():
    assert rated("0.54", "0.53").rating == Rating.OFF_TRACK


def test_ni_154_after_one_quarter_has_no_milestone_to_be_rated_against():
    homes = {"polarity": Polarity.UP, "accumulates": Accumulation.YEAR_TO_DATE}

    outcome = rated("300", "1315", "2008/09-Q1", **homes)

    assert (outcome.rating, outcome.because) == (Rating.NOT_RATED, Because.NO_MILESTONE)
    assert rated("300", "1315", "2008/09-Q1", milestone="280", **homes).rating == Rating.ON_TRACK
    assert rated("1315", "1315", "2008/09-Q4", **homes).rating == Rating.ON_TRACK
    assert rated("1314", "1315", "2008/09-Q4", milestone="1", **homes).rating == Rating.OFF_TRACK


def test_189_of_200_against_95_percent_is_missed_whatever_rounding_says():
    share = Decimal(189) / 200 * 100

    assert rated(str(share), "95", polarity=Polarity.UP).rating == Rating.OFF_TRACK


def test_a_snapshot_is_rated_in_any_quarter():
    assert rated("40", "42", "2008/09-Q1").rating == Rating.ON_TRACK


@pytest.mark.parametrize("kind", [CellKind.SIGNIFICANT_CHANGE, CellKind.MEASURABLE_IMPROVEMENT])
def test_a_test_of_change_cannot_be_judged_by_a_number_alone(kind):
    promise = Promise(None, kind, CellState.TEST, "* A measurable improvement")

    assert rated("40", promise).because == Because.CANNOT_JUDGE


def test_a_relative_target_without_its_base_cannot_be_judged():
    promise = Promise(None, CellKind.PERCENT_CHANGE, CellState.RELATIVE, "3% reduction")

    assert rated("40", promise).because == Because.CANNOT_JUDGE


@pytest.mark.parametrize("state", sorted(WAITING_STATES))
def test_a_target_still_to_come_is_no_target(state):
    assert rated("40", Promise(None, CellKind.NONE, state)).because == Because.NO_TARGET
    assert rated("40", Promise(Decimal(0), CellKind.VALUE, state)).because == Because.NO_TARGET


def test_no_target_at_all_is_neither_red_nor_green():
    assert rated("40", None).because == Because.NO_TARGET
    blank = Promise(None, CellKind.NONE, CellState.BLANK)
    assert rated("40", blank).because == Because.NO_TARGET


def test_zero_is_a_figure_and_nothing_is_not():
    assert rated("0", "42").rating == Rating.ON_TRACK
    assert rated(None, "42").because == Because.NO_FIGURE
    assert rated("0", "0").rating == Rating.ON_TRACK


@pytest.mark.parametrize(
    ("state", "because"),
    [
        (FigureState.SUPPRESSED, Because.SUPPRESSED),
        (FigureState.NOT_DUE, Because.NOT_DUE),
        (FigureState.FORECAST, Because.NOT_DUE),
        (FigureState.NOT_KNOWN, Because.NO_FIGURE),
        (FigureState.AWAITING_SOURCE, Because.NO_FIGURE),
        (FigureState.NOT_APPLICABLE, Because.NO_FIGURE),
    ],
)
def test_a_state_says_why_there_is_no_rating(state, because):
    assert rated("40", "42", state=state).because == because


def test_a_measure_for_information_is_not_rated():
    assert rated("40", "42", polarity=Polarity.NONE).because == Because.INFORMATION_ONLY


def test_staying_close_means_the_target_exactly_under_this_rule():
    assert rated("42", "42", polarity=Polarity.STAY_CLOSE).rating == Rating.ON_TRACK
    assert rated("41", "42", polarity=Polarity.STAY_CLOSE).rating == Rating.OFF_TRACK


def test_a_baseline_measured_otherwise_is_not_compared():
    baseline = Promise(Decimal(50), CellKind.VALUE, CellState.NUMERIC, is_comparable=False)
    figure = Figure(Decimal(40), FigureState.MEASURED, period("2008/09"))

    outcome = rate(
        figure=figure,
        target=number("42"),
        baseline=baseline,
        polarity=Polarity.DOWN,
        accumulates=Accumulation.SNAPSHOT,
    )

    assert outcome.against_baseline == Comparison.NOT_COMPARABLE


@given(FIGURES, PROMISES, PROMISES, POLARITIES, ACCUMULATIONS, OR_NONE)
def test_every_case_has_a_rating_or_a_reason_but_not_both(
    figure, target, baseline, polarity, accumulates, milestone
):
    outcome = rate(
        figure=figure,
        target=target,
        baseline=baseline,
        polarity=polarity,
        accumulates=accumulates,
        milestone=milestone,
    )

    assert (outcome.rating == Rating.NOT_RATED) == (outcome.because is not None)
    assert outcome.rating in (Rating.ON_TRACK, Rating.OFF_TRACK, Rating.NOT_RATED)
    if figure.value is None or figure.state not in STATES_WITH_A_NUMBER:
        assert outcome.rating == Rating.NOT_RATED
        assert outcome.against_baseline == Comparison.UNKNOWN
    if figure.state == FigureState.FORECAST:
        assert outcome.rating == Rating.NOT_RATED
        assert outcome.against_baseline == Comparison.UNKNOWN
    if target is None or target.state in WAITING_STATES:
        assert outcome.rating == Rating.NOT_RATED


@given(NUMBERS, NUMBERS, NUMBERS, POLARITIES, ACCUMULATIONS, PERIODS, OR_NONE)
def test_a_better_figure_never_has_a_worse_rating(
    value, other, target, polarity, accumulates, when, milestone
):
    assume(polarity in (Polarity.UP, Polarity.DOWN))
    worse, better = sorted((value, other), reverse=polarity == Polarity.DOWN)

    def of(figure):
        return rate(
            figure=Figure(figure, FigureState.MEASURED, period(when)),
            target=number(str(target)),
            baseline=None,
            polarity=polarity,
            accumulates=accumulates,
            milestone=milestone,
        ).rating

    if of(worse) == Rating.ON_TRACK:
        assert of(better) == Rating.ON_TRACK
    assert (of(worse) == Rating.NOT_RATED) == (of(better) == Rating.NOT_RATED)


@given(NUMBERS, POLARITIES)
def test_a_figure_equal_to_what_was_aimed_at_reaches_it(value, polarity):
    assert reaches(value, value, polarity)


@given(OR_NONE, OR_NONE, POLARITIES)
def test_a_comparison_turned_round_says_the_opposite(now, then, polarity):
    opposite = {Comparison.BETTER: Comparison.WORSE, Comparison.WORSE: Comparison.BETTER}
    found = compare(now, then, polarity)

    assert compare(then, now, polarity) == opposite.get(found, found)


def survey(share, kind, *, sample=1000, last_year=None, rule=TARGET_ONLY):
    """A share of 1,000 people now and in the baseline, against a target that is a test."""
    when = period("2008/09")
    return rate(
        figure=Figure(Decimal(share), FigureState.MEASURED, when, sample),
        target=Promise(None, kind, CellState.TEST),
        baseline=Promise(Decimal(70), CellKind.VALUE, CellState.NUMERIC, sample=sample),
        polarity=Polarity.UP,
        accumulates=Accumulation.SNAPSHOT,
        rule=rule,
        last_year=last_year and Figure(Decimal(last_year), FigureState.MEASURED, when, sample),
    )


@pytest.mark.parametrize(
    ("share", "rating", "note"),
    [
        ("75", Rating.ON_TRACK, "z = 2.50, significant at 95 %"),
        ("71", Rating.ON_TRACK, "z = 0.49, not significant at 95 %"),
        ("69", Rating.OFF_TRACK, "z = -0.49, not significant at 95 %"),
    ],
)
def test_any_improvement_will_do_and_the_note_says_whether_it_is_significant(share, rating, note):
    found = survey(share, CellKind.MEASURABLE_IMPROVEMENT)

    assert (found.rating, found.note) == (rating, note)


def test_without_samples_an_improvement_is_judged_and_nothing_noted():
    found = survey("71", CellKind.MEASURABLE_IMPROVEMENT, sample=None)

    assert (found.rating, found.note) == (Rating.ON_TRACK, "")


IMPROVED = Rule(RuleKind.BANDS, improvement=Improvement.BETTER)
NOT_WORSE = Rule(RuleKind.BANDS, improvement=Improvement.NOT_WORSE)


@pytest.mark.parametrize(
    ("share", "last_year", "rule", "rating"),
    [
        ("72", "67", IMPROVED, Rating.AT_RISK),
        ("72", "70", IMPROVED, Rating.OFF_TRACK),
        ("72", "70", NOT_WORSE, Rating.AT_RISK),
        ("72", "73", NOT_WORSE, Rating.AT_RISK),
        ("72", "77", NOT_WORSE, Rating.OFF_TRACK),
        ("72", None, NOT_WORSE, Rating.OFF_TRACK),
        ("75", "77", IMPROVED, Rating.ON_TRACK),
    ],
)
def test_of_two_surveys_only_a_significant_improvement_on_last_year_is_one(
    share, last_year, rule, rating
):
    found = survey(share, CellKind.SIGNIFICANT_CHANGE, last_year=last_year, rule=rule)

    assert found.rating == rating
    assert found.is_reached == (rating == Rating.ON_TRACK)


def test_what_saved_a_survey_is_noted():
    found = survey("72", CellKind.SIGNIFICANT_CHANGE, last_year="67", rule=IMPROVED)

    assert found.note == ("z = 0.99, not significant at 95 %. Last year’s same period: better.")
