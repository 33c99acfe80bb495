"""Heads that share a word: a column means what its whole head says, and none is lost silently."""

import pytest

from tests.documents.imported import dry_run, problems
from tests.documents.tables import write

YEARS = ("2008/09", "2009/10", "2010/11")
TARGETS = ("71%", "72%", "73%")


@pytest.fixture(params=["csv", "xlsx"])
def answer(request, tmp_path):
    """Reads a table of one row: its heads and cells before the targets, and behind them."""

    def read(before: dict, behind: dict | None = None):
        behind = behind or {"Partners": "Council*, Police"}
        heads = ("Theme", "Indicator", *before, *YEARS, *behind)
        row = ("Safer", "NI 001 People who get on", *before.values(), *TARGETS, *behind.values())
        return dry_run(write(tmp_path / f"a.{request.param}", [heads, row]))

    return read


def baseline(answer):
    (row,) = answer["indicators"]
    cell = row["baseline"]
    return cell["text"], cell["values"].get("all"), cell["period"]


@pytest.mark.parametrize("head", ["Baseline year", "Baseline date", "Baseline period"])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_year_of_a_baseline_is_no_baseline(head, is_first, answer):
    cells = {head: "2006/07", "Baseline figure": "70%"}
    found = answer(cells if is_first else dict(reversed(cells.items())))

    assert baseline(found) == ("70%", "70", "2006/07")
    assert found["indicators"][0]["baseline"]["warnings"] == []


def test_a_baseline_of_a_single_year_has_that_year_for_its_period(answer):
    found = answer({"Baseline year": "2006", "Baseline figure": "70%"})

    assert baseline(found) == ("70%", "70", "2006-CY")


def test_a_year_alone_is_not_loaded_as_the_baseline(answer):
    found = answer({"Baseline year": "2006"})

    assert baseline(found) == ("", None, "2006-CY")
    (warning,) = found["indicators"][0]["baseline"]["warnings"]
    assert "“2006”" in warning


def test_a_baseline_under_the_head_of_its_year_is_read(answer):
    assert baseline(answer({"Baseline year": "70% (2006/07)"})) == (
        "70% (2006/07)",
        "70",
        "2006/07",
    )


def test_words_that_are_no_period_are_kept_and_said(answer):
    found = answer({"Baseline year": "last spring", "Baseline": "70%"})

    assert baseline(found) == ("70%", "70", None)
    (warning,) = found["indicators"][0]["baseline"]["warnings"]
    assert "“last spring” under “Baseline year” is no period" in warning


def test_two_times_that_disagree_are_said(answer):
    found = answer({"Baseline year": "2005/06", "Baseline": "70% (2006/07)"})

    assert baseline(found)[2] == "2006/07"
    assert any("2005/06" in said for said in found["indicators"][0]["baseline"]["warnings"])


def test_the_baseline_of_a_year_in_the_head_is_a_baseline(answer):
    assert baseline(answer({"Baseline year 2006/07": "70%"})) == ("70%", "70", "2006/07")


def left_out(answer):
    return [said for said in answer["warnings"] if "not read" in said]


def test_a_second_baseline_is_said_to_be_left_out(tmp_path):
    for kind in ("csv", "xlsx"):
        heads = ("Theme", "Indicator", "Baseline", "Baseline", *YEARS, "Partners")
        row = ("Safer", "NI 001 People", "70%", "68%", *TARGETS, "Council*")
        found = dry_run(write(tmp_path / f"a.{kind}", [heads, row]))

        assert baseline(found)[0] == "70%"
        (said,) = left_out(found)
        assert "column D" in said and "“68%”" in said and "column C is taken" in said


@pytest.mark.parametrize(
    ("taken", "other"),
    [("Lead partner", "Lead organisation"), ("Partners", "Other agencies")],
)
def test_a_second_column_of_a_part_is_said_to_be_left_out(taken, other, answer):
    (said,) = left_out(answer({"Baseline": "70%"}, {taken: "Council*", other: "Police"}))

    assert f"“{other}”" in said and f"“{taken}”" in said and "“Police”" in said


@pytest.mark.parametrize("behind", ["Lead officer", "Responsible officer", "Contact", "Manager"])
def test_a_person_is_no_lead_partner(behind, answer):
    found = answer({"Baseline": "70%"}, {behind: "Head of Housing", "Partners": "Council*, Police"})

    (row,) = found["indicators"]
    assert (row["lead_partner"], row["partners"]) == ("Council", ["Council", "Police"])
    assert left_out(found) == [f"The column “{behind}” is not known and was not read."]


def test_a_lead_partner_beside_an_officer_leads(answer):
    found = answer({"Baseline": "70%"}, {"Lead partner": "PCT", "Lead officer": "Head of Health"})

    assert found["indicators"][0]["lead_partner"] == "PCT"
    assert left_out(found) == ["The column “Lead officer” is not known and was not read."]


def test_a_second_column_with_nothing_in_it_is_no_doubt(answer):
    assert left_out(answer({"Baseline": "70%", "Base line": ""})) == []


def test_where_a_baseline_comes_from_is_no_baseline(answer):
    found = answer({"Baseline source": "3 surveys", "Baseline": "70%"})

    assert baseline(found)[0] == "70%"
    assert left_out(found) == ["The column “Baseline source” is not known and was not read."]


def named(tmp_path, heads, cells):
    heads = ("Theme", *heads, "Baseline", *YEARS, "Partners")
    row = ("Safer", *cells, "70%", *TARGETS, "Council*")
    found = dry_run(write(tmp_path / "a.csv", [heads, row]))
    return found["indicators"][0]["title"], left_out(found)


def test_a_title_beside_the_reference_is_the_title(tmp_path):
    heads, cells = ("Indicator", "Title"), ("NI 001", "People who get on")

    assert named(tmp_path, heads, cells) == ("People who get on", [])


@pytest.mark.parametrize(
    ("heads", "cells", "title", "lost"),
    [
        (("Indicator", "Definition"), ("NI 001 People", "Who say so"), "People", "Who say so"),
        (("Ref", "Indicator", "Title"), ("NI 001", "They say", "People"), "People", "They say"),
    ],
)
def test_of_two_titles_one_is_said_to_be_left_out(heads, cells, title, lost, tmp_path):
    found, (said,) = named(tmp_path, heads, cells)

    assert found == title
    assert f"“{lost}”" in said


def test_a_column_about_targets_without_a_year_is_said_to_be_left_out(answer):
    found = answer({"Baseline": "70%"}, {"Target agreed with": "GO East", "Partners": "Council*"})

    assert left_out(found) == [
        "The column “Target agreed with” names no year and was not read. If it holds targets, "
        "write their year as its head, such as 2008/09."
    ]


UNDERSTOOD = "the head Indicator, Measure, Title, Description, Definition or Name"


def test_titles_under_a_head_that_is_not_understood_are_one_problem(tmp_path):
    heads = ("Ref", "What", "Baseline", *YEARS, "Lead")
    rows = [(f"NI 00{n}", "People who get on", "70%", *TARGETS, "Council") for n in range(1, 4)]

    (problem,) = problems(write(tmp_path / "a.csv", [heads, *rows]))

    assert problem["column"] == "B"
    assert problem["what"].endswith("Not understood: “What”.")
    assert UNDERSTOOD in problem["to_do"]


def test_where_there_is_no_table_the_row_nearest_to_heads_says_what_it_lacks(tmp_path):
    rows = [("What", *YEARS), ("People who get on", *TARGETS)]
    nameless, near = problems(write(tmp_path / "a.csv", rows))
    assert "has no table" in nameless["what"]
    assert (near["row"], near["what"]) == (
        1,
        "The heads “What”, “2008/09”, “2009/10”, “2010/11” name no column of titles.",
    )
    assert UNDERSTOOD in near["to_do"]

    other = write(
        tmp_path / "b.csv", [("Measure", "Owner", "Notes"), ("People who get on", "Council", "-")]
    )
    assert "name no column of targets" in problems(other)[1]["what"]


def test_a_title_behind_the_reference_under_its_head_is_the_title(tmp_path):
    heads = ("NI", "Baseline", *YEARS, "Lead")
    row = ("NI 001 People who get on", "70%", *TARGETS, "Council")

    (found,) = dry_run(write(tmp_path / "a.csv", [heads, row]))["indicators"]

    assert (found["ref"], found["title"]) == ("NI 001", "People who get on")
