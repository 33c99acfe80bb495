"""Figure, target and baseline from a few numbers that meet: nought, nothing, and equal ones.

Numbers drawn far apart are never equal; here every second example has two that are. What is
expected is written out by polarity, not worked out by the functions that are tested.
"""

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from laa.rules.periods import period
from laa.rules.rating import Figure, Promise, rate
from laa.rules.vocabulary import (
    Accumulation,
    CellKind,
    CellState,
    Comparison,
    FigureState,
    Polarity,
    Rating,
)

POOL = st.sampled_from([None, *map(Decimal, ("0", "41", "42", "42.000001", "-1"))])
WITHOUT = {
    FigureState.NOT_DUE, FigureState.AWAITING_SOURCE, FigureState.NOT_COLLECTED,
    FigureState.NOT_KNOWN, FigureState.SUPPRESSED, FigureState.NOT_APPLICABLE,
    FigureState.DISCONTINUED, FigureState.FORECAST,
}  # fmt: skip
"""States of no figure; and a forecast, which is none yet."""
GROWING = {Accumulation.PERIOD, Accumulation.YEAR_TO_DATE, Accumulation.WHOLE_AGREEMENT}
WHEN = st.sampled_from(["2008/09-Q1", "2008/09-Q4", "2008/09"])
CASES = st.tuples(
    POOL, POOL, POOL, st.sampled_from(Polarity), st.sampled_from(Accumulation),
    st.sampled_from(FigureState), WHEN,
)  # fmt: skip
NUMBER_42 = Decimal(42)


def promised(value):
    return value if value is None else Promise(value, CellKind.VALUE, CellState.NUMERIC)


def outcome(figure, target, baseline, polarity, accumulates, state, when):
    return rate(
        figure=Figure(figure, state, period(when)),
        target=promised(target),
        baseline=promised(baseline),
        polarity=polarity,
        accumulates=accumulates,
    )


def has_figure(figure, state):
    return figure is not None and state not in WITHOUT


def is_part(accumulates, when):
    return accumulates in GROWING and when.endswith("Q1")


def meets(figure, target, polarity):
    if polarity == Polarity.UP:
        return figure >= target
    return figure <= target if polarity == Polarity.DOWN else figure == target


EQUAL = (NUMBER_42, NUMBER_42, NUMBER_42)
PLAIN = (Accumulation.SNAPSHOT, FigureState.MEASURED, "2008/09")


@given(CASES)
@example((*EQUAL, Polarity.UP, *PLAIN))
@example((*EQUAL, Polarity.DOWN, *PLAIN))
@example((*EQUAL, Polarity.STAY_CLOSE, *PLAIN))
@example((Decimal(0), Decimal(0), Decimal(0), Polarity.DOWN, *PLAIN))
def test_the_rating_is_what_the_polarity_says(case):
    figure, target, _, polarity, accumulates, state, when = case
    found = outcome(*case).rating

    is_for_rating = target is not None and polarity != Polarity.NONE
    if not has_figure(figure, state) or not is_for_rating or is_part(accumulates, when):
        assert found == Rating.NOT_RATED
    else:
        met = meets(figure, target, polarity)
        assert found == (Rating.ON_TRACK if met else Rating.OFF_TRACK)


@given(CASES)
@example((*EQUAL, Polarity.UP, *PLAIN))
@example((*EQUAL, Polarity.NONE, *PLAIN))
@example((Decimal(0), None, Decimal(0), Polarity.DOWN, *PLAIN))
def test_against_the_baseline_it_is_better_worse_or_the_same_by_polarity(case):
    figure, _, baseline, polarity, accumulates, state, when = case
    found = outcome(*case).against_baseline

    if not has_figure(figure, state) or baseline is None:
        assert found == Comparison.UNKNOWN
    elif is_part(accumulates, when):
        assert found == Comparison.NOT_COMPARABLE
    elif figure == baseline:
        assert found == Comparison.SAME
    elif polarity == Polarity.UP:
        assert found == (Comparison.BETTER if figure > baseline else Comparison.WORSE)
    elif polarity == Polarity.DOWN:
        assert found == (Comparison.BETTER if figure < baseline else Comparison.WORSE)
    else:
        assert found == Comparison.NOT_COMPARABLE


@given(CASES)
def test_the_baseline_never_changes_the_rating_nor_the_target_the_comparison(case):
    figure, target, baseline, *rest = case

    assert outcome(*case).rating == outcome(figure, target, None, *rest).rating
    compared = outcome(figure, None, baseline, *rest).against_baseline
    assert outcome(*case).against_baseline == compared
