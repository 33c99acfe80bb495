"""Spreadsheets of returns that were sorted, added to, taken apart, or are of something else."""

import io
import zipfile
from datetime import date

import pytest

from laa.actions.rounds import close_round, open_round
from laa.imports.return_columns import checksum
from laa.models import ReturnUpload
from tests.documents.return_sheet import HEAD_ROW, download, upload
from tests.factories import PartnerFactory, promise
from tests.laa.views.conftest import PATH
from tests.page import visit
from tests.steps import line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(satisfaction, quarterly_return, client, cast):
    client.force_login(cast.officer)
    return client


@pytest.fixture
def sheet(officer):
    return download(officer, PATH).fill("NI 181", Figure=44).fill("NI 005", Figure=70)


def open_document_file():
    """The beginnings of an .ods, as LibreOffice saves it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", "<office:document-content/>")
    return data.getvalue()


def sort_rows(sheet):
    rows = [[cell.value for cell in row] for row in sheet.page.iter_rows(min_row=HEAD_ROW + 1)]
    for number, row in enumerate(reversed(rows), start=HEAD_ROW + 1):
        for column, value in enumerate(row, start=1):
            sheet.page.cell(number, column).value = value


def add_a_column(sheet):
    sheet.page.insert_cols(3)
    sheet.page.cell(HEAD_ROW, 3).value = "My notes"
    sheet.page.cell(HEAD_ROW + 1, 3).value = "ask Jo"


def add_rows_above(sheet):
    sheet.page.insert_rows(1, 3)


def retype_heads(sheet):
    for letter, head in (("A", " REF. "), (sheet.heads["Figure"], "figure:")):
        sheet.page[f"{letter}{HEAD_ROW}"].value = head


def remove_the_hidden_sheets(sheet):
    del sheet.book["Marks"], sheet.book["Lists"], sheet.book["About"]


def hide_a_row(sheet):
    sheet.page.row_dimensions[HEAD_ROW + 1].hidden = True


def rename_the_sheet(sheet):
    sheet.page.title = "Q4 final"


ODD = [
    sort_rows,
    add_a_column,
    add_rows_above,
    retype_heads,
    remove_the_hidden_sheets,
    hide_a_row,
    rename_the_sheet,
]


@pytest.mark.parametrize("change", ODD, ids=lambda change: change.__name__)
def test_it_is_read_all_the_same(change, sheet, officer, quarterly_return):
    change(sheet)

    upload(officer, PATH, sheet.data).press("Save 2 rows")

    assert line_of(quarterly_return, "NI 181").value == 44
    assert line_of(quarterly_return, "NI 005").value == 70


def test_a_csv_saved_from_it_is_accepted(sheet, officer, quarterly_return):
    upload(officer, PATH, sheet.as_csv, "return.csv").press("Save 2 rows")

    assert line_of(quarterly_return, "NI 181").value == 44


def test_added_columns_and_hidden_rows_are_told(sheet, officer):
    hide_a_row(sheet)
    sheet.page.cell(HEAD_ROW, sheet.page.max_column + 1).value = "My notes"

    page = upload(officer, PATH, sheet.data)

    assert "Columns that are not of the return were left alone: “My notes”." in page.text
    assert "Hidden rows were read like the others: 5." in page.text


def test_a_copied_row_is_taken_neither_time(sheet, officer):
    last = sheet.page.max_row
    for cell in sheet.page[last]:
        sheet.page.cell(last + 1, cell.column).value = cell.value

    page = upload(officer, PATH, sheet.data)

    assert f"This row is the same line as row {last + 1}." in page.text
    assert "1 row is good, 2 are not" in page.text


def test_merged_cells_are_a_problem_where_they_are(sheet, officer):
    figure = sheet.heads["Figure"]
    sheet.page.merge_cells(f"{figure}5:{figure}6")

    page = upload(officer, PATH, sheet.data)

    assert f"The cells {figure}5:{figure}6 are merged" in page.text
    assert "2 rows have something to put right" in page.text


def test_a_row_left_out_stays_as_it_is(sheet, officer):
    sheet.page.delete_rows(sheet.row("NI 005"))

    page = upload(officer, PATH, sheet.data)

    assert "1 line of the return is not in the file, and will not change." in page.text
    assert "1 row is good" in page.text


def test_text_in_a_grey_cell_is_not_lost_without_a_word(officer, agreement, council, cast, luton):
    """Nothing is due of an annual indicator yet; its row has no box for a figure."""
    promise(agreement, "NI 900", supplier=council, lag_days=400)
    year_end = open_round(
        partnership=luton,
        period="2008/09-Q3",
        opens=date(2009, 1, 5),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )
    path = PATH.replace("Q4", "Q3")
    assert not year_end.lines.get(strand__indicator__reference="NI 900").is_due
    sheet = download(officer, path).fill("NI 900", Figure=7)

    page = upload(officer, path, sheet.data)

    assert "Figure is not asked for: no figure is due yet." in page.text


def test_a_file_of_another_round_says_of_which(officer, sheet, luton, cast):
    open_round(
        partnership=luton,
        period="2008/09-Q3",
        opens=date(2009, 1, 5),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )

    page = upload(officer, PATH.replace("Q4", "Q3"), sheet.data)

    assert "This file is of Luton Borough Council, Q4 2008/09, not of" in page.text
    assert not ReturnUpload.objects.exists()
    page = upload(officer, PATH.replace("Q4", "Q3"), sheet.as_csv, "return.csv")
    assert "This file is of Luton Borough Council, Q4 2008/09, not of" in page.text


def marked_as(sheet, old, new):
    """The workbook as it is downloaded elsewhere, but for its lines."""
    marks = sheet.book["Marks"]
    whose = marks["A1"].value.replace(old, new)
    rows = [["" if v is None else str(v) for v in row][:3] for row in marks.values][1:]
    marks["A1"].value, marks["B1"].value = whose, checksum(whose, rows)
    return sheet.data


def test_a_file_of_another_partner_is_recognised_and_no_more_is_told(officer, sheet, luton):
    PartnerFactory(partnership=luton, slug="police", name="Secret Police")

    page = upload(officer, PATH, marked_as(sheet, '"council"', '"police"'))

    assert "This file is of another return, not of Luton Borough Council" in page.text
    assert "Secret" not in page.text


def test_a_file_of_another_partnership_is_recognised(officer, sheet):
    page = upload(officer, PATH, marked_as(sheet, '"luton"', '"elsewhere"'))

    assert "This file is of another partnership" in page.text


def without_key(sheet):
    sheet.page.delete_cols(sheet.page[f"{sheet.heads['Line (do not change)']}1"].column)


def with_changed_marks(sheet):
    sheet.book["Marks"]["A1"].value = "{}"


def without_heads(sheet):
    sheet.page.delete_rows(HEAD_ROW)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without_key, "The column “Line (do not change)” is missing"),
        (with_changed_marks, "The hidden sheet “Marks” of return.xlsx was changed"),
        (without_heads, "return.xlsx is no spreadsheet of a return"),
    ],
)
def test_what_cannot_be_told_apart_is_refused_in_words(change, words, sheet, officer):
    change(sheet)

    page = upload(officer, PATH, sheet.data)

    assert words in page.text
    assert "Download the spreadsheet again" in page.text
    assert not ReturnUpload.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"MZ\x90", "is a program, whatever its name says"),
        (b"%PDF-1.7", "is a PDF"),
        (b"PK\x03\x04 broken", "is damaged"),
        (b"Dear sir,\nhere are my figures", "is no spreadsheet of a return"),
        (open_document_file(), "is an OpenDocument file. Save it as .xlsx or .csv and try again."),
    ],
)
def test_another_file_is_refused_in_words(data, words, officer):
    page = upload(officer, PATH, data)

    assert words in page.text
    assert ".docx" not in page.text
    assert not ReturnUpload.objects.exists()


def test_a_formula_counts_as_what_it_showed(officer, quarterly_return):
    """As Excel saves it: with the result beside the formula."""
    data = download(officer, PATH).fill("NI 181", Figure="=40+4").data
    with_result = _put_result(data, "<f>40+4</f><v></v>", "<f>40+4</f><v>44</v>")

    upload(officer, PATH, with_result).press("Save 1 row")

    assert line_of(quarterly_return, "NI 181").value == 44


def _put_result(data, old, new):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(out, "w") as now:
        for name in was.namelist():
            body = was.read(name)
            if name.startswith("xl/worksheets/sheet"):
                body = body.decode().replace(old, new).replace("<v />", "<v>44</v>").encode()
            now.writestr(name, body)
    return out.getvalue()


def test_old_files_are_no_longer_there(sheet, officer):
    page = upload(officer, PATH, sheet.data)
    kept = ReturnUpload.objects.get()
    kept.uploaded_at -= ReturnUpload.KEPT_FOR
    kept.save()

    assert officer.get(page.path).status_code == 404
    upload(officer, PATH, sheet.data)
    assert ReturnUpload.objects.get().pk != kept.pk


def test_a_closed_round_takes_no_file(sheet, officer, round_, cast):
    close_round(round_, by=cast.lead)

    assert "This round is not open" in visit(officer, f"{PATH}spreadsheet/").text
    assert "closed" in upload(officer, PATH, sheet.data).text
    assert not ReturnUpload.objects.exists()
