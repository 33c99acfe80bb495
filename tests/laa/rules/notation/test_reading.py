"""Whatever is printed: nothing is lost, nothing raises, and what cannot be read says so."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laa.rules.notation import read_baseline, read_target
from laa.rules.vocabulary import CellKind, CellState, Frequency, Polarity
from tests.fixtures.luton_cells import CELLS

printed = st.sampled_from([cell for cells in CELLS.values() for cell in cells])
COMPARED = (
    *(
        "more than baseline",
        "fewer than 06/07",
        "tonnes less than 2006",
        "cases from the baseline",
        "more",
        "reduction",
    ),
    *("above regional average", "percentage points", "pp", "points", "places lower than in 2007"),
)
pieces = st.lists(
    st.sampled_from(
        ["*", "12", "3.5", "%", "-", "(", ")", "m", "f", "08/09", "Level", "tbc", "2009", "by", ","]
    )
).map(" ".join)


@given(text=st.one_of(st.text(), printed, pieces))
@example(text="(" * 500)
@example(text="1" * 5000)
@example(text="9" * 40 + "%")
def test_any_text_is_read_and_kept(text):
    for read in (read_target, read_baseline):
        reading = read(text)

        assert reading.text == " ".join(text.split())
        if reading.state == CellState.UNREAD:
            assert not reading.values
            assert reading.warnings


@given(text=st.one_of(printed, pieces))
def test_a_number_was_printed(text):
    reading = read_target(text)

    for value in reading.values.values():
        assert value == 0 or digits(value) in digits(text)


def digits(printed):
    """Without the point, which moves where “3.5 m” is read as millions."""
    return str(printed).replace(".", "").strip("0-")


@given(value=st.decimals("0.01", "999999", places=2))
def test_a_plain_number_is_that_number_however_it_is_dressed(value):
    for text in (f"{value}", f"*{value}%", f"{value:,}", f" {value} days"):
        reading = read_target(text)

        assert (reading.kind, reading.state) == (CellKind.VALUE, CellState.NUMERIC), text
        assert reading.values == {"all": value}
        assert not reading.warnings


@pytest.mark.parametrize("cell", ["*19.0%", "* A measurable improvement by 2010", "19.0%"])
def test_the_star_is_kept_in_the_text_and_read_apart(cell):
    reading = read_target(cell)

    assert reading.text == cell
    assert reading.is_starred == cell.startswith("*")


def test_a_target_of_nought_may_be_a_placeholder_and_a_baseline_of_nought_is_nought():
    assert read_target("0").state == CellState.PLACEHOLDER_ZERO
    assert read_baseline("0").state == CellState.NUMERIC
    assert read_target("nil").state == CellState.NUMERIC


def test_what_is_to_be_established_is_a_pending_baseline_and_a_target_to_be_set():
    assert read_baseline("To be established").state == CellState.PENDING
    assert read_target("To be established").state == CellState.TO_BE_SET


def test_a_school_years_06_07_is_not_a_financial_years():
    assert read_baseline("06/07: 34.8").period == "2006/07"
    assert read_baseline("06/07: 34.8", years=Frequency.ACADEMIC_YEAR).period == "2007-AY"


@pytest.mark.parametrize(
    ("text", "kind", "change"),
    [
        ("7 percentage point increase between 2006 & 2011", CellKind.POINTS_CHANGE, "7"),
        ("2% increase on 08/09 baseline", CellKind.PERCENT_CHANGE, "2"),
        ("-20% fewer than those obtained in April 07-March 08", CellKind.PERCENT_CHANGE, "-20"),
        ("3% reduction from baseline", CellKind.PERCENT_CHANGE, "-3"),
        ("reduce by 2.5 percentage points", CellKind.POINTS_CHANGE, "-2.5"),
        ("+2pp", CellKind.POINTS_CHANGE, "2"),
    ],
)
def test_percent_and_points_differ_and_a_reduction_is_negative(text, kind, change):
    reading = read_target(text)

    assert (reading.kind, reading.change) == (kind, Decimal(change))
    assert reading.state == CellState.RELATIVE


def test_an_improvement_goes_the_way_that_is_good():
    text = "5% improvement on baseline"

    assert read_target(text).state == CellState.UNREAD
    assert read_target(text, polarity=Polarity.UP).change == 5
    assert read_target(text, polarity=Polarity.DOWN).change == -5


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("2% decrease on baseline", "baseline"),
        ("2% increase on 9/10 baseline", "2009/10"),
        ("-20% fewer than those obtained in April 07-March 08", "2007/08"),
        ("7 percentage point increase between 2006 & 2011", "2006-CY"),
        ("2% above England average", "England average"),
        ("-32% (29.3)", "baseline"),
        ("15% increase", ""),
    ],
)
def test_what_a_change_is_a_change_of(text, base):
    assert read_target(text).base == base


def test_the_result_printed_beside_a_change_is_kept_with_it():
    reading = read_target("*-38.7% (26.4)")

    assert (reading.change, reading.values) == (Decimal("-38.7"), {"all": Decimal("26.4")})


@pytest.mark.parametrize("note", ["2007 MORI survey", "3 year average", "12 months to June 2007"])
@pytest.mark.parametrize("read", [read_target, read_baseline])
def test_a_year_or_a_span_in_brackets_is_never_a_count(read, note):
    found = read(f"62% ({note})")

    assert (found.values, found.secondary) == ({"all": Decimal(62)}, None)
    assert found.period or any(note in warning for warning in found.warnings)


@given(st.integers(1, 99_999), st.sampled_from(COMPARED))
def test_a_number_that_compares_is_no_value(amount, words):
    text = f"{amount} {words}"

    for found in (read_target(text), read_baseline(text)):
        assert (found.state, found.values, found.change) == ("unread", {}, None)
        assert found.text == text
        assert text in found.warnings[0]


@pytest.mark.parametrize(
    "text", ["-50 from baseline", "50 cases from the base line", "95% of baseline"]
)
def test_a_change_by_a_number_of_its_own_unit_is_never_read_as_that_number(text):
    found = read_target(text)

    assert (found.state, found.values, found.change) == (CellState.UNREAD, {}, None)
    assert "compares and names no number" in found.warnings[0]
