from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.figures import LARGEST, NotANumber, plain, ratio, read_number, target_said, with_unit
from laa.rules.vocabulary import Unit

NUMBERS = st.decimals(min_value=-LARGEST, max_value=LARGEST, places=6, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("42", "42"), ("0", "0"), ("0.0", "0"), (" 12.5 ", "12.5"), ("1,315", "1315"),
        ("1,234,567", "1234567"), ("12.9%", "12.9"), ("12.9 %", "12.9"), ("£1,000", "1000"),
        ("£ 5", "5"), ("-3.4", "-3.4"), ("\u22123.4", "-3.4"), ("+5", "5"), (".5", "0.5"),
        ("0.123456", "0.123456"), ("999999999.999999", "999999999.999999"), ("007", "7"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_type_it(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_nothing_typed_is_no_figure_and_not_a_zero(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "%",
        "£ %",
        "٤٢",
        "forty", "1,23", "12,34,567", "1.2.3", "4 2", "1e5", "NaN", "Infinity", "48 days", "-",
        ".", "--1", "£-", "=1+1", "42 (TBC)", "½", "1,315,", "0x10", "1_000",
    ],
)  # fmt: skip
def test_what_is_not_a_number_is_refused_with_the_text_and_an_example(text):
    with pytest.raises(NotANumber) as refusal:
        read_number(text)

    assert f"“{text}”" in str(refusal.value)
    assert "such as 42" in str(refusal.value)


@pytest.mark.parametrize("text", ["1000000000", "-1000000000", "999999999.9999991", "9" * 40])
def test_a_number_that_would_not_fit_is_refused(text):
    with pytest.raises(NotANumber, match="too large|more than 6 places"):
        read_number(text)


def test_seven_places_are_too_many():
    with pytest.raises(NotANumber, match="more than 6 places. Round it"):
        read_number("0.1234567")


@given(NUMBERS)
def test_a_number_shown_reads_back_as_itself(number):
    assert read_number(plain(number)) == number


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_number_or_a_named_refusal(text):
    try:
        number = read_number(text)
    except NotANumber:
        return
    assert number is None or abs(number) <= LARGEST


def test_a_ratio_is_in_the_unit_of_the_indicator():
    assert ratio(Decimal(189), Decimal(200), Unit.PERCENT) == Decimal("94.5")
    assert ratio(Decimal(189), Decimal(200), Unit.RATE) == Decimal("0.945")


def test_nobody_counted_gives_no_ratio():
    assert ratio(Decimal(0), Decimal(0), Unit.PERCENT) is None
    assert ratio(Decimal(0), Decimal(9), Unit.PERCENT) == 0


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.000000", "0"), ("12.900000", "12.9"), ("1315", "1,315"), ("-0.500000", "-0.5"),
        ("100", "100"), ("1000000.25", "1,000,000.25"),
    ],
)  # fmt: skip
def test_a_number_is_shown_without_trailing_zeros(number, text):
    assert plain(Decimal(number)) == text


def test_no_number_is_shown_as_nothing():
    assert plain(None) == ""
    assert with_unit(None, Unit.PERCENT) == ""


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("12.9", Unit.PERCENT, "12.9%"),
        ("48", Unit.DAYS, "48 days"),
        ("1", Unit.DAYS, "1 day"),
        ("2", Unit.LEVEL, "Level 2"),
        ("1556", Unit.RATE, "1,556"),
        ("0", Unit.NUMBER, "0"),
    ],
)
def test_a_number_is_said_with_its_unit(number, unit, text):
    assert with_unit(Decimal(number), unit) == text


def test_a_target_is_said_with_its_unit_else_as_printed_without_the_star():
    assert target_said(Decimal(42), "*42 days", "days") == "42 days"
    assert target_said(None, "*Target setting deferred until 2009", "percent") == (
        "Target setting deferred until 2009"
    )
    assert target_said(None, "0", "percent", "placeholder_zero") == "0 (perhaps a placeholder)"
