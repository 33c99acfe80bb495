"""Few questions, each with cause: typing mistakes are asked about, the usual is not."""

from decimal import Decimal as D

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laa.rules.checks import MOST, Series, counts_question, questions, sum_question
from laa.rules.vocabulary import Accumulation, Unit


def series(value, earlier=(), target=None, unit="number", accumulates="snapshot", baseline=None):
    return Series(
        None if value is None else D(value),
        [D(number) for number in earlier],
        None if target is None else D(target),
        Unit(unit),
        Accumulation(accumulates),
        None if baseline is None else D(baseline),
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


def test_a_first_figure_ten_times_its_target_is_asked_about():
    (asked,) = questions(series("420", target="42", baseline="48", unit="days"))

    assert asked.key == "slip"
    assert asked.text == (
        "420 days is about 10 times the target of 42 days. Is the decimal point in the right place?"
    )
    assert keys("4.2", target="42", baseline="48") == ["slip"]


def test_a_first_figure_without_a_target_is_held_against_the_baseline():
    (asked,) = questions(series("480", baseline="48"))

    assert "about 10 times the baseline of 48" in asked.text
    assert keys("48000", baseline="48") == ["slip"]
    assert keys("480", target="15", baseline="48") == ["target"], "asked about once"


def test_a_first_figure_like_its_baseline_is_not_asked_about_however_far_the_target():
    assert keys("95", target="10", baseline="100") == []
    assert keys("12", target="10", baseline="100") == []


@pytest.mark.parametrize("value", ["14", "42", "125"])
def test_a_first_figure_of_the_targets_size_is_not_asked_about(value):
    assert keys(value, target="42") == []


def test_of_what_builds_up_only_too_much_is_a_slip_of_a_first_figure():
    assert keys("42", target="420", accumulates="period") == []
    assert keys("4200", target="420", accumulates="period") == ["slip"]


def test_a_rate_that_disagrees_with_its_counts_names_the_counts_that_go():
    asked = counts_question(D("45"), D(12), D(40), Unit.PERCENT)

    assert asked.text == (
        "You typed 45%, but 12 out of 40 is 30%. If 45% is right, the counts 12 and 40 are taken "
        "off the line. Why is it right?"
    )


@pytest.mark.parametrize(
    ("value", "counts"), [("33.3", (1, 3)), ("33", (1, 3)), ("33.333333", (1, 3)), ("30", (12, 40))]
)
def test_a_rate_that_is_what_its_counts_give_as_printed_is_not_asked_about(value, counts):
    assert counts_question(D(value), *map(D, counts), Unit.PERCENT) is None


@pytest.mark.parametrize("counts", [(None, 40), (12, None), (12, 0), (None, None)])
def test_without_both_counts_nothing_is_asked(counts):
    counts = [None if one is None else D(one) for one in counts]

    assert counts_question(D(45), *counts, Unit.PERCENT) is None


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
