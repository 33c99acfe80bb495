"""Printed targets worked out: Luton's cells by hand, and properties for the arithmetic."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.notation import read_target
from laa.rules.periods import period
from laa.rules.targets import Base, Printed, Resolved, base_key, changed, is_too_early, resolve
from laa.rules.vocabulary import CellKind, CellState, Frequency

NUMBERS = st.decimals(-2000, 2000, places=2)


def printed(text):
    """A cell as the reader of documents types it."""
    reading = read_target(text)
    return Printed(
        reading.kind,
        reading.state,
        reading.text,
        reading.values.get("all"),
        reading.change,
        reading.base,
        reading.secondary,
    )


def base(value, name="the baseline", **options):
    return Base(name, None if value is None else Decimal(value), **options)


def comes_to(text, of=None, **options):
    return resolve(printed(text), of, **options)


@pytest.mark.parametrize(
    ("text", "number"),
    [("*2% decrease on baseline", "29.4"), ("*4% decrease on baseline", "28.8"),
     ("*6% decrease on baseline", "28.2")],
)  # fmt: skip
def test_l5_ni_069_moves_with_its_baseline(text, number):
    assert comes_to(text, base("30.0")).value == Decimal(number)
    assert comes_to(text, base("40")).value != Decimal(number)


def test_l5_before_the_baseline_arrives_it_is_awaited():
    assert comes_to("*2% decrease on baseline", base(None)) == Resolved(waits_for="the baseline")


def test_l5_percent_alone_is_read_as_percent_and_says_what_points_would_be():
    found = comes_to("*2% decrease on baseline", base("30.0"), unit="percent")

    assert found.working == "2% less than the baseline, 30"
    assert found.warnings == (
        "It is read as percent, not as percentage points; as points it would be 28.",
    )
    assert comes_to("*2% decrease on baseline", base("30.0"), unit="rate").warnings == ()


def test_l6_a_chain_waits_for_the_year_it_names():
    chained = "2% increase on 9/10 baseline"

    assert base_key(printed(chained).base) == "2009/10"
    assert comes_to(chained, base("62.0", "the figure for 2009/10")).value == Decimal("63.24")
    waiting = comes_to(chained, base(None, "the figure for 2009/10"))
    assert waiting == Resolved(waits_for="the figure for 2009/10")


@pytest.mark.parametrize(
    ("text", "number"),
    [("*-32% (29.3)", "29.3"), ("*-38.7% (26.4)", "26.4"), ("*-45% (23.7)", "23.7")],
)
def test_l7_ni_112_goes_by_the_printed_result_and_all_three_agree(text, number):
    assert comes_to(text, base("43.12")) == Resolved(Decimal(number))


def test_l7_a_printed_result_that_no_rounding_gives_is_pointed_out():
    found = comes_to("*-32% (27.3)", base("43.12"))

    assert found.value == Decimal("27.3")
    assert found.warnings == (
        "“-32% (27.3)” prints 27.3, but the change on the baseline, 43.12, gives 29.32. "
        "The printed number is used.",
    )


def test_l8_ni_163_is_seven_points_and_not_seven_percent():
    found = comes_to("*7 percentage point increase between 2006 & 2011", base("60.0"))

    assert found.value == 67
    assert found.warnings == ()


def test_one_point_is_said_in_the_singular():
    assert comes_to("1 percentage point increase on baseline", base("60")).working == (
        "1 point more than the baseline, 60"
    )


@pytest.mark.parametrize(
    ("when", "early"),
    [("2008/09", True), ("2009/10", True), ("2010/11", False), ("2010/11-Q3", True),
     ("2010/11-Q4", False), ("2009-CY", True), ("2010-CY", False), ("2009-AY", True),
     ("2010-AY", False), ("2008/09-2010/11", False)],
)  # fmt: skip
def test_a_target_for_a_span_is_open_until_the_last_period_in_it(when, early):
    span = period("2008/09-2010/11")

    assert is_too_early(span, CellKind.POINTS_CHANGE, period(when)) is early
    assert not is_too_early(span, CellKind.SIGNIFICANT_CHANGE, period(when))
    assert not is_too_early(period("2008/09"), CellKind.VALUE, period(when))


@pytest.mark.parametrize(
    ("words", "key"),
    [("baseline", "baseline"), ("Baseline", "baseline"), ("2008/09", "2008/09"),
     ("9/10 baseline", "2009/10"), ("08/09 baseline", "2008/09"), ("2006", "2006-CY"),
     ("1998 baseline rate", "1998-CY"), ("April 07-March 08", "2007/08"), ("2008-AY", "2008-AY"),
     ("National Survey of Third Sector Organisations 2008", None), ("", None), ("  ", None)],
)  # fmt: skip
def test_a_base_has_one_name_however_it_is_printed(words, key):
    assert base_key(words) == key


def test_a_single_year_is_academic_in_a_table_of_school_results():
    assert base_key("2006", Frequency.ACADEMIC_YEAR) == "2006-AY"


def test_a_level_and_a_plain_number_stand_as_they_are():
    assert comes_to("*Level 2") == Resolved(Decimal(2))
    assert comes_to("*0.53 (99 offences)") == Resolved(Decimal("0.53"))
    assert comes_to("75% local proxy") == Resolved(Decimal(75))


def test_a_range_has_two_ends():
    assert comes_to("80-85%") == Resolved(Decimal(80), Decimal(85))


@pytest.mark.parametrize("text", ["", "Not set", "Target setting deferred until 2009", "0"])
def test_what_is_still_to_come_is_no_number(text):
    placeholder = Printed(CellKind.VALUE, CellState.PLACEHOLDER_ZERO, "0", Decimal(0))

    assert (comes_to(text) if text != "0" else resolve(placeholder)) == Resolved()


def test_a_test_waits_for_its_first_survey_and_is_never_a_number():
    words = "* A measurable improvement to take place between the survey in 2008 and that in 2010"

    assert comes_to(words, base(None, "the survey of 2008")) == Resolved(
        waits_for="the survey of 2008"
    )
    assert comes_to(words, base("21")) == comes_to(words) == Resolved()


def test_a_percentage_of_nothing_needs_a_person():
    found = comes_to("15% increase on baseline", base("0"))

    assert (found.value, found.waits_for) == (None, "somebody to set a number")
    assert found.warnings == ("A percentage of the baseline, which is 0, is 0.",)


def test_a_change_without_a_base_or_an_amount_needs_a_person():
    change = Printed(
        CellKind.PERCENT_CHANGE, CellState.RELATIVE, "15% increase", change=Decimal(15)
    )

    assert resolve(change).waits_for == "somebody to say what it is a change of"
    assert resolve(Printed(CellKind.PERCENT_CHANGE, CellState.RELATIVE, "up")).waits_for == (
        "somebody to say how much it changes"
    )


def test_a_base_that_is_not_firm_says_so():
    found = comes_to("2% increase on baseline", base("75", is_firm=False))

    assert found.warnings == ("The baseline is not firm, so this may move.",)


@given(NUMBERS, st.decimals(0, 500, places=1), st.booleans())
def test_a_rise_is_never_a_fall_whatever_the_sign_of_the_base(start, change, is_percent):
    assert changed(start, change, is_percent=is_percent) >= start
    assert changed(start, -change, is_percent=is_percent) <= start


@given(st.decimals(1, 2000, places=2), st.decimals(-90, 90, places=1))
def test_a_result_rounded_from_its_base_never_cries_wolf(start, change):
    exact = changed(start, change, is_percent=True)
    shown = Printed(
        CellKind.PERCENT_CHANGE, CellState.RELATIVE, "", round(exact, 1), change, "baseline"
    )

    assert resolve(shown, Base("the baseline", start)) == Resolved(round(exact, 1))
