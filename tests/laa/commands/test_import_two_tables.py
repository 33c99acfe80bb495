"""Two tables with the same years: read as one agreement, and said."""

import pytest

from tests.documents import luton
from tests.documents.imported import dry_run
from tests.documents.tables import workbook_of, write

HEADS = ("Theme", "Indicator", "Baseline", "2008/09", "2009/10", "2010/11", "Partners")


def row(ref, theme="Safer"):
    return (theme, f"{ref} A title", "1", "2", "3", "4", "Council*")


LUTON = [HEADS, row("NI 001"), row("NI 002")]
BEDFORD = [HEADS, row("NI 003"), row("NI 004"), row("NI 005")]


def said(path):
    return [w for w in dry_run(path)["warnings"] if "read as one agreement" in w]


def test_two_sheets_are_named_with_their_rows(tmp_path):
    workbook_of({"Luton": LUTON, "Bedford": BEDFORD}).save(tmp_path / "a.xlsx")

    assert said(tmp_path / "a.xlsx") == [
        "2 tables are read as one agreement: sheet “Luton” (2 rows), sheet “Bedford” (3 rows). "
        "If they are several agreements, load them one by one."
    ]


@pytest.mark.parametrize("kind", ["csv", "txt", "xlsx"])
def test_two_titles_in_one_sheet_are_named_with_their_rows(kind, tmp_path):
    rows = [("Luton LAA",), *LUTON, (), ("Bedford LAA",), *BEDFORD]

    (warning,) = said(write(tmp_path / f"a.{kind}", rows))

    assert "“Luton LAA” (2 rows)" in warning
    assert "“Bedford LAA” (3 rows)" in warning


def test_tables_with_other_heads_are_named_too(tmp_path):
    other = [(*HEADS[:6], "Agencies", "Lead partner"), (*row("NI 003"), "Council")]

    (warning,) = said(write(tmp_path / "a.csv", [("Luton LAA",), *LUTON, ("Bedford LAA",), *other]))

    assert "“Bedford LAA” (1 row)" in warning


@pytest.mark.parametrize("kind", ["csv", "docx"])
def test_heads_repeated_on_the_next_page_are_no_other_table(kind, tmp_path):
    assert said(write(tmp_path / f"a.{kind}", LUTON, BEDFORD)) == []


def test_a_title_repeated_on_the_next_page_is_no_other_table(tmp_path):
    assert said(write(tmp_path / "a.csv", [("Luton LAA",), *LUTON, ("Luton LAA",), *BEDFORD])) == []


def test_a_table_for_each_theme_is_one_agreement(tmp_path):
    without = [line[1:] for line in (*LUTON, *BEDFORD)]
    rows = [("Safer",), *without[:3], ("Healthier",), *without[3:]]
    path = write(tmp_path / "a.csv", rows)

    assert said(path) == []


@pytest.mark.parametrize("kind", ["txt", "xlsx", "docx"])
def test_the_statutory_table_belongs_to_the_agreement(kind, tmp_path):
    path = luton.write(tmp_path / f"luton.{kind}")

    assert len(dry_run(path)["indicators"]) == 65
    assert said(path) == []
