"""Files that cannot be read as an agreement: each gets a clear sentence, and nothing is written."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import strange
from tests.documents.imported import dry_run, problems, refusal
from tests.documents.strange import OLE, TABLE, TEXT
from tests.documents.tables import HEADS, Merged, agreement_row, text_of, word_of, write


def file(tmp_path, name, data) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("empty.xlsx", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty|no table"),
        ("prose.txt", b"Dear all,\n\nthe agreement will follow.\n", "no table"),
        ("list.csv", b"a,b,c\n1,2,3\n", "no table"),
        ("protected.xlsx", strange.protected_by_a_password(), "password"),
        ("protected.docx", strange.protected_by_a_password(), "password"),
        ("old.xls", strange.old_workbook(), "old format"),
        ("old.doc", OLE + b"\0" * 600, "old format"),
        ("agreement.xlsx", strange.program(), "program"),
        ("agreement.csv", strange.program(), "program"),
        ("agreement.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("agreement.docx", b"%PDF-1.7\n", "PDF"),
        ("agreement.rtf", rb"{\rtf1\ansi Agreement}", "rich text"),
        ("agreement.ods", strange.open_document(), "OpenDocument"),
        ("photos.zip", strange.zip_of({"a.jpg": b"\xff\xd8"}), "zip"),
        ("cut.xlsx", strange.workbook_bytes()[:3000], "damaged"),
        ("hollow.xlsx", strange.zip_of({"xl/workbook.xml": b"<workbook/>"}), "damaged"),
        ("hollow.docx", strange.zip_of({"word/document.xml": b""}), "damaged"),
        ("laughs.xlsx", strange.laughing_workbook(), "damaged"),
        ("nuls.csv", TEXT.replace("70%", "70\0%").encode(), "not text"),
        ("nuls.txt", b"\0" * 100, "not text"),
        ("no-bom.txt", TEXT.encode("utf-16-le"), "not text"),
        ("half.csv", b"\xff\xfe" + TEXT.encode("utf-16-le") + b"x", "encoding|not text"),
        ("wide.csv", b"a," * 10_000 + b"b\n", "columns|no table"),
    ],
)
def test_it_says_what_the_file_is_and_what_to_do(name, data, says, tmp_path):
    said = refusal(file(tmp_path, name, data))

    assert name in said
    assert any(words in said for words in says.split("|")), said
    assert said.rstrip().endswith(".")


def test_a_file_that_is_not_there(tmp_path):
    assert "There is no file" in refusal(tmp_path / "nowhere.csv")


def test_a_folder(tmp_path):
    assert "folder" in refusal(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = file(tmp_path, "secret.csv", TEXT.encode())

    def may_not(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", may_not)

    assert "may not be read" in refusal(path)


def test_a_huge_file(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as out:
        out.truncate(200 * 1024 * 1024)

    assert "larger than" in refusal(path)


@pytest.mark.parametrize(
    ("name", "inside"),
    [("bomb.xlsx", "xl/worksheets/sheet1.xml"), ("bomb.docx", "word/media/image1.png")],
)
def test_a_zip_bomb_is_not_unpacked(name, inside, tmp_path):
    path = strange.bomb(tmp_path / name, inside)

    assert path.stat().st_size < 2_000_000
    assert "unpacks to more than" in refusal(path)


def test_more_rows_than_any_agreement_has(tmp_path):
    rows = [agreement_row(f"NI {n % 999:03}") for n in range(30_000)]

    assert "rows" in refusal(write(tmp_path / "long.csv", [*HEADS, *rows]))


def test_ten_thousand_columns(tmp_path):
    rows = [[*row, *["x"] * 10_000] for row in TABLE]

    assert "columns" in refusal(write(tmp_path / "wide.csv", rows))


def test_a_word_document_without_a_table(tmp_path):
    word_of("Only a heading").save(tmp_path / "prose.docx")

    assert "has no table" in refusal(tmp_path / "prose.docx")


@pytest.mark.parametrize("kind", ["csv", "txt", "xlsx", "docx"])
def test_heads_without_rows(kind, tmp_path):
    said = refusal(write(tmp_path / f"heads.{kind}", [*HEADS]))

    assert "no row" in said or "no indicator" in said


def test_a_table_without_target_columns(tmp_path):
    table = [["Priority", "Indicator", "Baseline"], ["Safer", "NI 001 A title", "12"]]

    assert "no column of targets" in refusal(write(tmp_path / "old.csv", table))


def test_two_agreements_in_one_file(tmp_path):
    years = ["", "", "", "11/12", "12/13", "13/14", ""]
    later = [HEADS[0], years, agreement_row("NI 003", "Another", ("1", "2", "3", "4"))]

    said = refusal(write(tmp_path / "two.xlsx", TABLE, later))

    assert "Another agreement" in said
    assert "2011" in said


def test_the_same_agreement_twice_in_one_file(tmp_path):
    found = problems(write(tmp_path / "two.xlsx", TABLE, TABLE))

    assert [(problem["sheet"], problem["row"]) for problem in found] == [
        ("Table 2", 3),
        ("Table 2", 4),
    ]
    assert all("already" in problem["what"] for problem in found)


def test_another_first_year_than_the_heads_print(tmp_path):
    path = write(tmp_path / "agreement.csv", TABLE)

    said = refusal(path, first_year=2011)

    assert "2008" in said
    assert dry_run(path)["indicators"]


def test_a_year_printed_as_two_heads(tmp_path):
    years = ["", "", "", "08/09", "08/09", "10/11", ""]

    assert "two target columns" in refusal(write(tmp_path / "a.csv", [HEADS[0], years, *TABLE[2:]]))


def test_a_quotation_mark_that_is_never_closed(tmp_path):
    rows = [f'NI {n:03},"A title,1,2,3,4' if n == 5 else f"NI {n:03},A,1,2,3,4" for n in range(9)]
    text = "\n".join(["Indicator,Title,Baseline,08/09,09/10,10/11", *rows])

    found = problems(file(tmp_path, "open.csv", text.encode()))

    assert found[0]["row"] == 7
    assert "quotation mark" in found[0]["what"]


def test_an_error_in_a_cell_and_a_formula_that_was_never_worked_out(tmp_path):
    table = [list(row) for row in TABLE]
    table[2][3] = "#REF!"
    table[3][4] = "=1+1"

    found = problems(write(tmp_path / "a.xlsx", table))

    assert [(each["row"], each["column"]) for each in found] == [(3, "D"), (4, "E")]
    assert "#REF!" in found[0]["what"]
    assert "formula" in found[1]["what"]


def test_an_error_that_a_csv_carries_over(tmp_path):
    table = [list(row) for row in TABLE]
    table[2][3] = "#REF!"

    (found,) = problems(write(tmp_path / "a.csv", table))

    assert (found["row"], found["column"]) == (3, "D")


def test_problems_stand_where_a_word_document_has_them(tmp_path):
    table = [*HEADS, agreement_row("NI 001", "A title", ("12,3,4", "1", "2", "3"))]

    (found,) = problems(write(tmp_path / "a.docx", table))

    assert (found["sheet"], found["row"], found["column"]) == ("Table 1", 3, "C")


def test_a_cell_merged_over_baseline_and_target_is_asked_about(tmp_path):
    row = ["Safer", "NI 001 A title", Merged("12", 2), "13", "14", "LBC*"]

    (found,) = problems(write(tmp_path / "a.xlsx", [*HEADS, row]))

    assert found["row"] == 3
    assert "merged" in found["what"]


STARTS = (b"", b"PK\x03\x04", OLE, b"%PDF", b"\xef\xbb\xbf", b"\xff\xfe", TEXT.encode()[:300])


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(start, rest, tmp_path_factory):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(start + rest)

    try:
        assert "indicators" in dry_run(path)
    except Exception as error:  # Everything but a CommandError is a failure.
        assert type(error).__name__ == "CommandError", error
        assert str(error)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused(data, tmp_path_factory):
    whole = bytearray(strange.workbook_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        # A workbook holds the time it was made, so its length is not always the same.
        whole[data.draw(st.integers(0, 9_999)) % len(whole)] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("any") / "any.xlsx"
    path.write_bytes(bytes(whole))

    try:
        assert "indicators" in dry_run(path)
    except Exception as error:
        assert type(error).__name__ == "CommandError", error


def test_the_text_is_the_one_the_tests_start_from(tmp_path):
    """So that what is refused above is refused for its own reason."""
    assert text_of(TABLE) == TEXT
    assert len(dry_run(file(tmp_path, "a.txt", TEXT.encode()))["indicators"]) == 2
