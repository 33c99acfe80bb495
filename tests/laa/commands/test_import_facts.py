"""Columns of facts: what they print is kept in its words, read where it can be, never guessed."""

import pytest

from laa.imports.agreement import read_agreement
from laa.imports.decisions import Decisions
from laa.imports.facts import facts_of
from laa.imports.files import open_document
from laa.imports.plan import make_plan
from tests.documents.imported import problems
from tests.documents.tables import csv_of, write


def table(ref="FD 1", **columns):
    heads = ("Theme", "Ref", "Title", *columns, "2008/09", "2009/10", "2010/11", "Lead")
    return [heads, ("Safer", ref, "Clean parks", *columns.values(), "1", "2", "3", "Council")]


def read_row(ref="FD 1", **columns):
    document = open_document("a.csv", csv_of(table(ref, **columns)).encode())
    (row,) = read_agreement(document, 2008).indicators
    return row


@pytest.mark.parametrize(
    ("printed", "polarity", "said"),
    [
        ("Low - the fewer the better", "down", None),
        ("Falling", "down", None),
        ("-", "none", None),
        ("Neither up nor down", "none", None),
        ("Target", "stay_close", None),
        ("Higher, but lower in Ward A", None, "two ways"),
        ("sideways", None, "“sideways” does not say which way is good"),
        ("", None, "Nothing says which way is good"),
    ],
)
def test_which_way_is_good_is_read_or_asked(printed, polarity, said):
    row = read_row(Polarity=printed)

    assert row.polarity == polarity
    assert [w for w in row.warnings if "good" in w or "way" in w] == (
        [w for w in row.warnings if said in w] if said else []
    )


def test_the_other_way_than_the_national_set_says_is_asked_about():
    row = read_row("NI 015", Polarity="High")

    assert row.polarity == "up"
    assert any("“higher is better”, the National Indicator Set “lower" in w for w in row.warnings)
    assert read_row("NI 015", Polarity="what?").polarity == "down"
    assert any("“what?” does not say" in w for w in read_row("NI 015", Polarity="what?").warnings)


@pytest.mark.parametrize(
    ("printed", "unit", "detail", "said"),
    [
        ("per 1,000 people", "rate", "per 1,000 people", None),
        ("£m", "number", "£m", None),
        ("%", "percent", "", None),
        ("tonnes", None, "tonnes", "The unit “tonnes” is kept in words"),
        ("", None, "", "No unit is printed"),
    ],
)
def test_the_printed_unit_stays_beside_its_kind(printed, unit, detail, said):
    row = read_row(Unit=printed)

    assert (row.unit, facts_of(row, {})[0]["unit_detail"]) == (unit, detail)
    assert any(said in w for w in row.warnings) if said else not row_says(row, "unit")


def row_says(row, word):
    return [w for w in row.warnings if word in w.lower()]


def test_cells_in_another_unit_than_their_column_are_asked_about():
    row = read_row(Unit="days", Baseline="50%")

    assert (row.unit, row.unit_detail) == ("percent", "")
    assert row_says(row, "the cells print “%” and the unit’s column “days”".lower())


def test_a_change_in_points_makes_no_percentages_of_kilograms():
    head, row = table(Unit="kg per household", Baseline="900")
    rows = [head, [*row[:-3], "880", "-5 pts", row[-1]]]
    (row,) = read_agreement(open_document("a.csv", csv_of(rows).encode()), 2008).indicators

    assert (row.unit, row.unit_detail) == ("rate", "kg per household")
    assert row_says(row, "“-5 pts” is in percentage points, the unit “kg per household”")


@pytest.mark.parametrize(
    ("printed", "designation", "said"),
    [("Yes", "designated", 0), ("No", "local", 0), ("Not designated", "local", 0),
     ("Statutory", "statutory", 0), ("Purple", "designated", 1)],
)  # fmt: skip
def test_no_in_the_column_of_the_designated_is_no(printed, designation, said):
    row = read_row("NI 015", Designated=printed)

    assert (row.designation, len(row_says(row, "“purple” does not say"))) == (designation, said)


def test_an_error_in_a_column_of_facts_is_a_problem(tmp_path):
    found = problems(write(tmp_path / "a.csv", table(Unit="#REF!", Polarity="#N/A")))

    assert [each["column"] for each in found] == ["D", "E"]


def test_strands_keep_the_names_that_are_printed():
    lettered = read_row(Baseline="a) 5 Hectares b) 500 Trees")
    assert lettered.strand_labels == {"a": "a) Hectares", "b": "b) Trees"}

    head, row = table(Strand="Hospital Trust")
    rows = [head, row, tuple("Men" if each == "Hospital Trust" else each for each in row)]
    rows.append(tuple("Total" if each == "Hospital Trust" else each for each in row))
    both = read_row(Strand="Hospital Trust", Baseline="791(m) 561(f)").baseline
    assert (both.reading.values, both.reading.state) == ({}, "unread")
    assert any("several numbers in the row of “Hospital Trust”" in w for w in both.warnings)
    read_all = read_agreement(open_document("a.csv", csv_of(rows).encode()), 2008)
    plan = make_plan(read_all, Decisions(), title="A", first_year=2008, known={})
    (planned,) = plan.indicators
    assert planned.strands == {"hospital-trust": "Hospital Trust", "m": "Male", "all": ""}
