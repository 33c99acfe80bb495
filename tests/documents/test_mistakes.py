from openpyxl import load_workbook

from tests.documents import mistakes
from tests.documents.mistakes import MISTAKES


def test_there_are_50_in_50_rows_of_1000(tmp_path):
    sheet = load_workbook(mistakes.write(tmp_path / "mistakes.xlsx"))[mistakes.SHEET]

    rows = [mistakes.row_of(place) for place in range(len(MISTAKES))]
    assert (len(MISTAKES), len(set(rows))) == (50, 50)
    assert sheet.max_row == mistakes.FIRST_ROW + mistakes.ROWS - 1
    assert max(rows) <= sheet.max_row


def test_no_two_are_alike():
    assert len({(mistake.column, str(mistake.put)) for mistake in MISTAKES}) == 50


def test_each_stands_where_it_is_said_to_stand(tmp_path):
    sheet = load_workbook(mistakes.write(tmp_path / "mistakes.xlsx"))[mistakes.SHEET]

    for place, mistake in enumerate(MISTAKES):
        found = sheet[f"{mistake.column}{mistakes.row_of(place)}"]
        value = "" if found.value is None else found.value
        assert str(value)[:10] == str(mistake.put)[:10], mistake
        assert found.data_type != "s" or not str(mistake.put).startswith("#")
