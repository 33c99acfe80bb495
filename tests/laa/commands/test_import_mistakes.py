"""1,000 rows with 50 mistakes in them: all 50 are listed, each where it stands, with a way out."""

import re

import pytest

from laa.models import Agreement
from tests.documents import mistakes
from tests.documents.imported import import_agreement, problems, refusal, rows_of
from tests.documents.mistakes import MISTAKES, SHEET, row_of
from tests.documents.tables import HEADS, agreement_row, write


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return problems(mistakes.write(tmp_path_factory.mktemp("mistakes") / "mistakes.xlsx"))


def test_all_50_are_found_and_nothing_else(found):
    assert [(each["sheet"], each["row"], each["column"]) for each in found] == [
        (SHEET, row_of(place), mistake.column) for place, mistake in enumerate(MISTAKES)
    ]


@pytest.mark.parametrize("place", range(len(MISTAKES)))
def test_each_says_what_is_wrong_and_what_to_do(place, found):
    mistake = MISTAKES[place]
    (problem,) = [each for each in found if each["row"] == row_of(place)]

    assert re.search(mistake.what, problem["what"], re.IGNORECASE), problem
    assert re.search(mistake.to_do, problem["to_do"], re.IGNORECASE), problem
    assert problem["what"].endswith(".")
    assert problem["to_do"].endswith(".")


def test_in_words_each_has_a_line_of_its_own(tmp_path):
    head, *lines = refusal(mistakes.write(tmp_path / "mistakes.xlsx")).splitlines()

    assert head == "50 problems; nothing was written."
    assert len(lines) == 50
    for place, line in enumerate(lines):
        assert line.startswith(f"LAA, row {row_of(place)}, column {MISTAKES[place].column}: ")


@pytest.mark.django_db
def test_nothing_is_written(luton, tmp_path):
    path = mistakes.write(tmp_path / "mistakes.xlsx")

    with pytest.raises(Exception, match="50 problems; nothing was written"):
        import_agreement(path, "--partnership", "luton")

    assert not Agreement.objects.exists()


def test_the_same_rows_without_the_mistakes_are_read(tmp_path):
    rows = [agreement_row(f"NI {number:03}") for number in range(1, 999)]

    assert len(rows_of(write(tmp_path / "good.xlsx", [*HEADS, *rows]))) == 998


@pytest.mark.parametrize(
    ("cells", "place", "what"),
    [
        (("12,3,4", "1", "2", "3"), "C", "not a number"),
        (("1", "0.1234567", "2", "3"), "D", "decimal places"),
        (("1", "1234567890", "2", "3"), "D", "digits"),
        (("1", "2", "101% reduction from baseline", "3"), "E", "more than all"),
        (("1", "2", "3", "2% increase on 2011/12 baseline"), "F", "2011/12"),
        (("5(f) 6(f)", "1", "2", "3"), "C", "strand twice"),
        (("1", "10.1 - 10", "2", "3"), "D", "upper end"),
    ],
)
def test_just_beyond_what_can_be(cells, place, what, tmp_path):
    (problem,) = problems(write(tmp_path / "a.csv", [*HEADS, agreement_row("NI 001", cells=cells)]))

    assert problem["column"] == place
    assert what in problem["what"]


@pytest.mark.parametrize(
    "cells",
    [
        ("12,345", "123,456,789", "0.123456", "1"),
        ("1", "2", "100% reduction from baseline", "3"),
        ("1", "2", "3", "2% increase on 2009/10 baseline"),
        ("5(f) 6(m)", "1", "2", "3"),
        ("1", "10 - 10.1", "2", "3"),
        ("Level 2", "words, words", "2009", "15 days"),
    ],
)
def test_just_within_what_can_be(cells, tmp_path):
    row = rows_of(write(tmp_path / "a.csv", [*HEADS, agreement_row("NI 001", cells=cells)]))

    assert list(row) == ["NI 001"]


def test_a_name_that_no_partner_can_have(tmp_path):
    """Whatever the database, the words have to fit before anything is written."""
    path = write(
        tmp_path / "a.csv", [*HEADS, agreement_row("NI 001", partners="LBC*, " + "x" * 201)]
    )

    (problem,) = problems(path)

    assert (problem["column"], "partner's name" in problem["what"]) == ("G", True)


def test_a_base_that_takes_a_sentence(tmp_path):
    cells = ("1", "2", "3", "2% increase on " + "whatever was the outcome of the last survey " * 4)

    (problem,) = problems(write(tmp_path / "a.csv", [*HEADS, agreement_row("NI 001", cells=cells)]))

    assert (problem["column"], "at length" in problem["what"]) == ("F", True)


def test_two_starred_partners_are_a_doubt_and_no_mistake(tmp_path):
    """The head itself says “lead partner/s”: a person chooses who answers."""
    path = write(tmp_path / "a.csv", [*HEADS, agreement_row("NI 001", partners="LBC*, Police*")])

    row = rows_of(path)["NI 001"]

    assert row["lead_partner"] == "LBC"
    assert any("lead" in warning for warning in row["warnings"])


def test_a_cell_beside_the_table_is_reported(tmp_path):
    table = [*HEADS, agreement_row("NI 001"), [*agreement_row("NI 002"), "", "12.5"]]
    path = write(tmp_path / "a.xlsx", table)

    said = import_agreement(path, "--dry-run")

    assert "column I has no head" in said
    assert "row 4" in said
