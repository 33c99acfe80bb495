"""Few questions, each with cause: typing mistakes are asked about, the usual is not."""

from decimal import Decimal as D

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laa.rules.checks import MOST, Series, questions, sum_question
from laa.rules.vocabulary import Accumulation, Unit


def series(value, earlier=(), target=None, unit="number", accumulates="snapshot"):
    return Series(
        None if value is None else D(value),
        [D(number) for number in earlier],
        None if target is None else D(target),
        Unit(unit),
        Accumulation(accumulates),
    )


def keys(*args, **options):
    return [question.key for question in questions(series(*args, **options))]


def test_73390_against_a_target_of_420_is_asked_about():
    (asked,) = questions(series("73390", target="420"))

    assert asked.key == "target"
    assert asked.text.startswith("73,390 is far from the target of 420.")


@pytest.mark.parametrize(
    ("typed", "wanted"), [("450", ["slip", "swing"]), ("4.5", ["slip", "swing"])]
)
def test_a_slip_of_the_decimal_point_is_asked_about(typed, wanted):
    assert keys(typed, ["44", "45", "47", "46", "45"]) == wanted


def test_a_percentage_typed_as_a_fraction_is_asked_about():
    (asked, *_) = questions(series("0.45", ["44", "46", "47", "45"], unit="percent"))

    assert asked.key == "fraction"
    assert "Did you mean 45%?" in asked.text


def test_a_fraction_of_a_percent_is_not_asked_about_where_figures_are_small():
    assert keys("0.9", ["0.8", "1.1", "1.0", "0.9"], unit="percent") == []


def test_a_swing_beyond_what_the_series_does_is_asked_about():
    (asked,) = questions(series("60", ["44", "45", "47", "46", "45"]))

    assert asked.key == "swing"
    assert asked.text == (
        "60 is up from 45 last period. Usually it changes by about 1. What lies behind it?"
    )


def test_a_series_that_swings_is_not_asked_about_its_swings():
    assert keys("80", ["20", "75", "30", "90", "25"]) == []


def test_with_few_figures_only_a_threefold_change_is_asked_about():
    assert keys("100", ["45"]) == []
    assert keys("140", ["45"]) == ["swing"]


def test_nought_where_there_never_was_is_asked_about():
    assert keys("0", ["12", "14", "11"]) == ["zero"]
    assert keys("0", ["12", "0", "11"]) == []


def test_a_part_of_the_year_may_be_far_below_the_years_target():
    assert keys("10", target="1315", accumulates="year_to_date") == []
    assert keys("10", target="1315") == ["target"]


def test_what_counts_up_does_not_fall():
    assert keys("900", ["300", "940"], accumulates="whole_agreement") == ["fallen"]


def test_what_builds_up_through_the_year_may_start_again():
    assert keys("300", ["310", "620", "930", "1300"], accumulates="year_to_date") == []


def test_no_figure_asks_nothing():
    assert keys(None, ["44"]) == []


def test_parts_that_do_not_make_the_total_are_asked_about():
    assert sum_question(D(1352), [D(791), D(561)], Unit.NUMBER) is None
    asked = sum_question(D(1350), [D(791), D(561)], Unit.NUMBER)
    assert asked.text == "The parts make 1,352, and the total says 1,350. Which is right?"
    assert sum_question(D(50), [D(49), D(52)], Unit.PERCENT) is None


NUMBERS = st.decimals(min_value=-10_000, max_value=10_000, places=2)


@given(
    st.one_of(st.none(), NUMBERS),
    st.lists(NUMBERS, max_size=12),
    st.one_of(st.none(), NUMBERS),
    st.sampled_from(Unit),
    st.sampled_from(Accumulation),
)
def test_it_never_fails_and_never_asks_much(value, earlier, target, unit, accumulates):
    assert len(questions(Series(value, earlier, target, unit, accumulates))) <= MOST


@given(st.lists(NUMBERS, min_size=5, max_size=12), st.sampled_from(Accumulation))
def test_where_the_series_has_been_before_nothing_is_asked(earlier, accumulates):
    *before, value = earlier
    steps = [abs(b - a) for a, b in zip(before, before[1:], strict=False)]
    assume(min(before) <= value <= max(before) and abs(value - before[-1]) <= max(steps))

    assert questions(Series(value, before, None, Unit.NUMBER, accumulates)) == []
