"""Odd but honest files that are read rightly, and documents the project has never seen."""

import codecs
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart

from tests.documents import strange
from tests.documents.imported import dry_run, problems, rows_of
from tests.documents.strange import TABLE, TEXT
from tests.documents.tables import HEADS, Merged, agreement_row, csv_of, workbook_of, write


def saved(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def texts(row):
    return [row["baseline"]["text"], *[cell["text"] for cell in row["targets"]]]


def values(row):
    return [cell["values"].get("all") for cell in (row["baseline"], *row["targets"])]


ENCODED = {
    "plain": TEXT.encode(),
    "UTF-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16 little": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16 big": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "Windows lines": TEXT.replace("\n", "\r\n").encode(),
    "old Macintosh lines": TEXT.replace("\n", "\r").encode(),
    "no last line end": TEXT.rstrip("\n").encode(),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_however_the_text_is_encoded(data, tmp_path):
    rows = rows_of(saved(tmp_path, "agreement.txt", data))

    assert list(rows) == ["NI 001", "NI 002"]
    assert texts(rows["NI 001"]) == ["70%", "*71%", "*72%", "*73%"]
    assert rows["NI 001"]["title"] == "People who get on well"


def test_windows_1252_is_read_and_said(tmp_path):
    table = [*HEADS, agreement_row("NI 003", "Carers’ allowance in £", ("£1,250", "1", "2", "3"))]
    path = saved(tmp_path, "old.csv", csv_of(table).encode("cp1252"))

    answer = dry_run(path)

    assert answer["indicators"][0]["title"] == "Carers’ allowance in £"
    assert values(answer["indicators"][0])[0] == "1250"
    assert any("Windows-1252" in warning for warning in answer["warnings"])


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_whatever_parts_the_columns(name, mark, tmp_path):
    text = "\n".join(
        mark.join(line)
        for line in [
            ["Indicator", "Baseline", "2008/09", "2009/10", "2010/11", "Partners"],
            ['"*NI 001 People who, all told, get on"', "70%", "*71%", "*72%", "*73%", "LBC*"],
            ["Local NI 002 Days", "48 days", "42 days", "30 days", "15 days", "LBC*"],
        ]
    )

    rows = rows_of(saved(tmp_path, name, text.encode()))

    assert rows["NI 001"]["title"] == "People who, all told, get on"
    assert values(rows["NI 002"]) == ["48", "42", "30", "15"]


def test_the_name_may_lie_about_the_kind(tmp_path):
    workbook = saved(tmp_path, "agreement.csv", strange.workbook_bytes())
    text = saved(tmp_path, "agreement.xlsx", TEXT.encode())

    assert list(rows_of(workbook)) == list(rows_of(text)) == ["NI 001", "NI 002"]


def test_a_line_break_in_a_quoted_cell_is_a_blank(tmp_path):
    table = [*HEADS, agreement_row("NI 001", "People who\nget on", ("70%", "71%", "72%", "73%"))]

    assert rows_of(write(tmp_path / "a.csv", table))["NI 001"]["title"] == "People who get on"


def test_fullwidth_digits_and_hard_blanks_are_digits_and_blanks(tmp_path):
    row = agreement_row("NI\u00a0007", "A\u00a0title", ("１２", "１,315", "13\u00a0%", "*\u00a014"))

    found = rows_of(write(tmp_path / "a.xlsx", [*HEADS, row]))["NI 007"]

    assert found["title"] == "A title"
    assert values(found) == ["12", "1315", "13", "14"]


def with_formats(tmp_path, *cells):
    """A workbook whose row of figures holds numbers shown in these formats."""
    book = workbook_of({"LAA": [*HEADS, agreement_row("NI 001", cells=("", "", "", ""))]})
    for column, (value, shape) in zip("CDEF", cells, strict=True):
        book["LAA"][f"{column}3"].value = value
        book["LAA"][f"{column}3"].number_format = shape
    book.save(tmp_path / "a.xlsx")
    return rows_of(tmp_path / "a.xlsx")["NI 001"]


def test_numbers_are_read_as_the_sheet_shows_them(tmp_path):
    row = with_formats(tmp_path, (0.19, "0%"), (0.205, "0.0%"), (0.29, "0%"), (0.4414, "0.00%"))

    assert texts(row) == ["19%", "20.5%", "29%", "44.14%"]
    assert values(row) == ["19", "20.5", "29", "44.14"]
    assert row["unit"] == "percent"


def test_a_number_keeps_the_places_its_format_shows(tmp_path):
    row = with_formats(tmp_path, (40, "0.0"), (1315, "#,##0"), (0.1 + 0.2, "General"), (7, "0.00"))

    assert values(row) == ["40.0", "1315", "0.3", "7.00"]


def test_a_date_in_a_cell_is_no_number(tmp_path):
    book = workbook_of({"LAA": [list(row) for row in TABLE]})
    book["LAA"]["D3"].value = date(2008, 9, 8)
    book.save(tmp_path / "a.xlsx")

    (found,) = problems(tmp_path / "a.xlsx")

    assert (found["row"], found["column"]) == (3, "D")
    assert "date" in found["what"]


def test_a_formula_that_was_worked_out_counts_as_its_result(tmp_path):
    path = saved(tmp_path, "a.xlsx", strange.with_stored_result("70+1.5", "71.5"))

    assert values(rows_of(path)["NI 001"]) == ["70", "71.5", "72", "73"]


@pytest.mark.parametrize("formula", ["=1+1", "=HYPERLINK(A1)", "+1+cmd", "@SUM(A1)"])
def test_text_that_looks_like_a_formula_is_never_worked_out(formula, tmp_path):
    table = [*HEADS, agreement_row("NI 001", cells=(formula, "1", "2", "3"))]

    baseline = rows_of(write(tmp_path / "a.csv", table))["NI 001"]["baseline"]

    assert (baseline["text"], baseline["state"], baseline["values"]) == (formula, "unread", {})
    assert baseline["warnings"]


def test_hidden_sheets_are_left_out_and_said(tmp_path):
    book = workbook_of({"LAA": TABLE, "Old": [*HEADS, agreement_row("NI 009")]})
    book["Old"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    answer = dry_run(tmp_path / "a.xlsx")

    assert len(answer["indicators"]) == 2
    assert any("Old" in warning and "hidden" in warning for warning in answer["warnings"])


def test_a_chart_sheet_is_no_table(tmp_path):
    book = workbook_of({"LAA": TABLE})
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.save(tmp_path / "a.xlsx")

    assert len(rows_of(tmp_path / "a.xlsx")) == 2


def test_a_sheet_of_notes_is_no_table(tmp_path):
    notes = [["Notes"], ["Drafted", "by the policy team"], ["Version", "3"]]

    assert list(rows_of(write(tmp_path / "a.xlsx", notes, TABLE))) == ["NI 001", "NI 002"]


def test_heads_merged_over_two_lines_with_a_title_above(tmp_path):
    book = workbook_of({"LAA": [[Merged("Our agreement", 7)], *TABLE]})
    for column in "ABCG":
        book["LAA"].merge_cells(f"{column}2:{column}3")
    book.save(tmp_path / "a.xlsx")

    rows = rows_of(tmp_path / "a.xlsx")

    assert [cell["period"] for cell in rows["NI 001"]["targets"]] == [
        "2008/09",
        "2009/10",
        "2010/11",
    ]
    assert load_workbook(tmp_path / "a.xlsx")["LAA"]["D2"].value == "LAA Improvement Target"


def test_a_theme_merged_over_its_rows_is_the_theme_of_each(tmp_path):
    rows = [agreement_row(f"NI 00{n}", theme="Safer" if n == 1 else "") for n in (1, 2, 3)]
    book = workbook_of({"LAA": [*HEADS, *rows]})
    book["LAA"].merge_cells("A3:A5")
    book.save(tmp_path / "a.xlsx")

    assert [row["theme"] for row in rows_of(tmp_path / "a.xlsx").values()] == ["Safer"] * 3


def test_a_target_merged_over_two_of_three_years(tmp_path):
    row = ["Safer", "NI 001 A title", "10%", Merged("12%", 2), "13%", "LBC*"]

    (first, second) = rows_of(write(tmp_path / "a.xlsx", [*HEADS, row]))["NI 001"]["targets"]

    assert (first["period"], first["values"]) == ("2008/09-2009/10", {"all": "12"})
    assert (second["period"], second["values"]) == ("2010/11", {"all": "13"})


def test_columns_in_another_order_under_other_heads(tmp_path):
    table = [
        ["Lead organisation", "NI ref", "Measure", "2008-09 target", "2009-10 target", "Base line"],
        ["County Council", "NI 008", "Adults who do sport", "19.0%", "20.5%", "18.0%"],
    ]

    row = rows_of(write(tmp_path / "a.csv", table))["NI 008"]

    assert row["title"] == "Adults who do sport"
    assert row["lead_partner"] == "County Council"
    assert values(row) == ["18.0", "19.0", "20.5"]
    assert [cell["period"] for cell in row["targets"]] == ["2008/09", "2009/10"]


def test_a_column_nobody_knows_is_reported(tmp_path):
    table = [[*TABLE[0], "Colour"], [*TABLE[1], ""], *[[*row, "mauve"] for row in TABLE[2:]]]

    answer = dry_run(write(tmp_path / "a.csv", table))

    assert len(answer["indicators"]) == 2
    assert any("Colour" in warning for warning in answer["warnings"])


def test_no_lead_and_no_theme_are_warnings(tmp_path):
    row = agreement_row("NI 001", theme="", partners="LBC, Police")

    found = rows_of(write(tmp_path / "a.csv", [*HEADS, row]))["NI 001"]

    assert not found["lead_partner"]
    assert not found["theme"]
    said = " ".join(found["warnings"])
    assert "lead" in said
    assert "theme" in said


def test_words_nobody_foresaw_are_kept_and_warned_of(tmp_path):
    cells = ("see note 4", "Nearly nine weeks", "Top quartile", "☃")

    row = rows_of(write(tmp_path / "a.docx", [*HEADS, agreement_row("NI 001", cells=cells)]))[
        "NI 001"
    ]

    assert texts(row) == list(cells)
    for cell in (row["baseline"], *row["targets"]):
        assert (cell["state"], cell["values"]) == ("unread", {})
        assert cell["warnings"]


TALKATIVE = (
    ("NI 186", "Reduction of the indicator's emissions", "3% reduction from baseline"),
    ("NI 001", "A measure with the name of a title", "2% increase on baseline"),
    ("NI 002", "Target description", "Baseline year"),
)


@pytest.mark.parametrize(("ref", "title", "target"), TALKATIVE)
def test_a_row_that_uses_the_words_of_heads_is_a_row(ref, title, target, tmp_path):
    row = agreement_row(ref, title, ("Baseline to be established", *[target] * 3))
    path = write(
        tmp_path / "a.csv", [*HEADS, agreement_row("NI 003"), row, agreement_row("NI 004")]
    )

    rows = rows_of(path)

    assert list(rows) == ["NI 003", ref, "NI 004"]
    assert rows[ref]["targets"][0]["text"] == target


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx"])
def test_nothing_below_a_row_without_a_name_is_lost(kind, tmp_path):
    """Whether it is refused or warned of: the rows below it may not go silently."""
    nameless = agreement_row("", "")
    table = [*HEADS, agreement_row("NI 001"), nameless, agreement_row("NI 002")]

    (found,) = problems(write(tmp_path / f"a.{kind}", table))

    assert found["row"] == 4
    assert "reference" in found["what"]


@pytest.mark.parametrize("note", [["Note", "see the appendix"], ["", "Provisional"], ["Subtotal"]])
def test_a_note_between_two_rows_does_not_end_the_table(note, tmp_path):
    table = [*HEADS, agreement_row("NI 001"), note, agreement_row("NI 002"), ["The end", "."]]

    answer = dry_run(write(tmp_path / "a.csv", table))

    assert [row["ref"] for row in answer["indicators"]] == ["NI 001", "NI 002"]
    assert answer["indicators"][1]["theme"] == "Safer Communities"


@pytest.mark.parametrize(
    "printed",
    ["NI8: Sport", "N.I. 8 Sport", "National Indicator 8 - Sport", "ni 008 Sport", "* NI 8. Sport"],
)
def test_a_national_reference_however_it_is_written(printed, tmp_path):
    table = [["Indicator", "Baseline", "2008/09"], [printed, "18%", "19%"]]

    row = rows_of(write(tmp_path / "a.csv", table))["NI 008"]

    assert row["title"] == "Sport"


def test_short_titles_that_hold_a_number_are_titles(tmp_path):
    titles = ["Waits of 6 weeks", "18 to 24 year olds in work", "Visits"]
    table = [["Measure", "Baseline", "2008/09"], *[[title, "1", "2"] for title in titles]]

    answer = dry_run(write(tmp_path / "a.csv", table))

    assert [row["title"] for row in answer["indicators"]] == titles
    assert all(row["warnings"] for row in answer["indicators"])
