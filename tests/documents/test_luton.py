"""The rebuilt agreement is the published one, and its readings are those of the bundled one."""

from decimal import Decimal
from hashlib import sha256

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.documents import luton
from tests.documents.luton_readings import READINGS, periods_of
from tests.documents.tables import KINDS
from tests.fixtures.luton_cells import CELLS
from tests.fixtures.rows import LUTON, number

PUBLISHED = "c788310a114e40b5e649cfcfbfbeeca7eedc9e83096d15f4e1065d3a6eb45617"
"""Of the published text from the title over the tables to the line above the glossary."""


def published_lines():
    lines = luton.text().splitlines()
    return lines[lines.index(luton.TITLE) : lines.index("Glossary")]


def test_the_tables_are_the_published_ones_byte_for_byte():
    assert sha256("\n".join(published_lines()).encode()).hexdigest() == PUBLISHED


def test_ten_rows_are_cut_in_two_by_a_page_break():
    assert len(luton.SPLIT) == 10
    assert len(luton.pages()) == 12
    for page in luton.pages():
        assert page[:2] == luton.HEADS


def test_nine_statutory_rows_lack_the_empty_first_column():
    rows = [row for page in luton.statutory_pages() for row in page]

    assert len(rows) == 17
    assert sum(len(row) == 7 for row in rows) == 9


@pytest.mark.parametrize("kind", KINDS)
def test_it_can_be_had_as_each_kind_of_file(kind, tmp_path):
    assert luton.write(tmp_path / f"agreement.{kind}").stat().st_size > 10_000


def test_in_the_workbook_the_years_of_one_target_are_merged(tmp_path):
    book = load_workbook(luton.write(tmp_path / "agreement.xlsx"))
    sheet = book["LAA"]

    merged = {str(area) for area in sheet.merged_cells.ranges}
    spans = [reference for reference in luton.MAIN if len(CELLS[reference]) == 2]
    assert len(merged) == len(spans) + 1
    assert "D2:F2" in merged
    assert sheet["D4"].value == CELLS["NI 001"][1]
    assert (sheet["E4"].value, sheet["G4"].value) == (None, luton.main_row("NI 001")[-1])


def test_in_the_word_document_a_page_is_a_table(tmp_path):
    tables = Document(luton.write(tmp_path / "agreement.docx")).tables

    assert len(tables) == len(luton.pages()) + len(luton.statutory_pages()) + 1
    assert [cell.text for cell in tables[0].rows[2].cells][3:6] == [CELLS["NI 001"][1]] * 3


@pytest.mark.parametrize("reference", READINGS)
def test_the_readings_are_those_of_the_bundled_agreement(reference):
    """Two people read the document apart; the bundled one names bases in the words of the text."""
    baseline, *targets = READINGS[reference]

    for strand in baseline.values if len(baseline.values) > 1 else ["all"]:
        (kept,) = LUTON.cells(reference, "baseline", strand)
        assert_same(baseline, kept, strand)
        cells = LUTON.cells(reference, "target", strand)
        assert [cell["period"] for cell in cells] == periods_of(reference)
        for said, cell in zip(targets, cells, strict=True):
            assert_same(said, cell, strand)


def assert_same(said, kept, strand):
    value = None if said.state == "placeholder_zero" else said.values.get(strand)
    assert (said.kind, said.state, said.due) == (kept["kind"], kept["state"], kept["due"])
    assert decimal(value) == number(kept["value"])
    assert decimal(said.change) == number(kept["change"])
    assert decimal(said.secondary) == number(kept["secondary"])


def decimal(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("reference", READINGS)
def test_every_number_read_was_printed(reference):
    for said, text in zip(READINGS[reference], CELLS[reference], strict=True):
        for printed in [*said.values.values(), said.change, said.secondary]:
            assert printed is None or printed.lstrip("-") in text
