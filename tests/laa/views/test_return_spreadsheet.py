"""The return on a spreadsheet: down, filled in, and up again."""

import io
import re

import pytest
from openpyxl import load_workbook

from laa.actions.return_steps import submit
from laa.forms.return_line import OUTLOOKS, STATES
from laa.models import ReturnLine, ReturnUpload
from laa.views import return_spreadsheet
from tests.documents import return_mistakes
from tests.documents.return_mistakes import MISTAKES, ROWS
from tests.documents.return_sheet import download, upload
from tests.factories import promise
from tests.laa.views.conftest import PATH
from tests.page import visit
from tests.steps import box, enter, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(satisfaction, quarterly_return, client, cast):
    """On a return with NI 005 (a percentage) and NI 181 (days)."""
    client.force_login(cast.officer)
    return client


def rows_of(quarterly_return):
    return list(quarterly_return.lines.order_by("pk").values())


@pytest.fixture
def many(agreement, council):
    for number in range(ROWS):
        promise(
            agreement,
            return_mistakes.reference_of(number),
            supplier=council,
            unit="percent",
            lowest=0,
            highest=100,
            targets={"2008/09": "77"},
        )


def test_all_of_50_mistakes_are_found_each_with_its_cell(many, quarterly_return, client, cast):
    client.force_login(cast.officer)
    before = rows_of(quarterly_return)
    sheet = download(client, PATH)
    wanted = return_mistakes.fill(sheet)
    assert len(wanted) == len(MISTAKES) == 50

    page = upload(client, PATH, sheet.data)

    checked = return_spreadsheet._check(ReturnUpload.objects.get())
    found = {problem.cell: f"{problem.what} {problem.to_do}" for problem in checked.problems}
    assert set(found) - {f"Return, {at}" for at in wanted} == set()
    for at, mistake in wanted.items():
        assert mistake.words in found.get(f"Return, {at}", ""), (at, mistake, found)
        assert f"Return, {at}" in page.text
    assert f"{ROWS - 50} rows are good, 50 are not" in page.text
    assert rows_of(quarterly_return) == before, "nothing is written before it is confirmed"


def test_the_problems_come_as_a_workbook_too(many, quarterly_return, client, cast):
    client.force_login(cast.officer)
    sheet = download(client, PATH)
    wanted = return_mistakes.fill(sheet)
    page = upload(client, PATH, sheet.data)

    answer = client.get(f"{page.path}marked/")

    book = load_workbook(io.BytesIO(answer.content))
    for at, mistake in wanted.items():
        cell = book["Return"][at]
        assert mistake.words in cell.comment.text
        assert cell.fill.fgColor.rgb == "00F9D0CF"
    assert book["Problems"].max_row == 51


def test_uploaded_as_it_was_downloaded_it_changes_nothing(officer, quarterly_return, cast):
    enter(
        line_of(quarterly_return, "NI 181"),
        "1234.5",
        by=cast.officer,
        commentary="=not a formula\r\n- and so on\r\n\r\n“quoted”",
        outlook="uncertain",
    )
    before = rows_of(quarterly_return)
    sheet = download(officer, PATH)

    for data, name in ((sheet.data, "return.xlsx"), (sheet.as_csv, "return.csv")):
        page = upload(officer, PATH, data, name)
        assert "Nothing in the file is new; 2 say what stands already" in page.text
        with pytest.raises(AssertionError, match="No button"):
            page.form_with("Save 1 row")
    assert rows_of(quarterly_return) == before


def test_good_rows_are_saved_once_confirmed(officer, quarterly_return):
    said = {"Commentary": "Fewer staff.", "What happens next": "Two more people."}
    sheet = download(officer, PATH).fill("NI 181", Figure=44, **said)
    sheet.fill("NI 005", Figure=177)

    page = upload(officer, PATH, sheet.data)
    assert "1 row is good, 1 is not" in page.text
    assert line_of(quarterly_return, "NI 181").value is None

    done = page.press("Save the 1 good row")

    assert "1 line saved from return.xlsx." in done.text
    assert "177 is more than is possible" in done.text, "what is left to put right"
    line = line_of(quarterly_return, "NI 181")
    assert (line.value, line.commentary, line.state) == (44, "Fewer staff.", "ready")
    assert line_of(quarterly_return, "NI 005").value is None


TYPED = [
    {"value": "44"},
    {"value": "1,234.50", "commentary": "A comma."},
    {"value": "0"},
    {"value": "12.5%", "outlook": "wont"},
    {"value": "41", "figure_state": "estimated", "commentary": "Two months of three."},
    {"figure_state": "not_known", "commentary": "The system was down."},
    {"figure_state": "awaiting_source"},
    {"commentary": "Only words, “quoted”, = and – more."},
    {"outlook": "will"},
    {"value": "-0.000001"},
]


def as_in_the_sheet(typed):
    """What a person chooses from a drop-down are words; what they type is the same."""
    words = {"figure_state": dict(STATES), "outlook": dict(OUTLOOKS)}
    heads = {"value": "Figure", "figure_state": "What_you_have"}
    return {
        heads.get(name, name.capitalize()): words.get(name, {}).get(text, text)
        for name, text in typed.items()
    }


def test_filling_in_the_sheet_is_typing_on_the_page(
    agreement, council, luton, cast, client, request
):
    for number in range(len(TYPED)):
        for half in "AB":
            promise(agreement, f"NI {half}{number}", supplier=council)
    quarterly_return = request.getfixturevalue("quarterly_return")
    client.force_login(cast.officer)
    sheet = download(client, PATH)
    boxes = {}
    for number, typed in enumerate(TYPED):
        sheet.fill(f"NI A{number}", **as_in_the_sheet(typed))
        for name, text in typed.items():
            boxes[box(quarterly_return, name, f"NI B{number}")] = text
    visit(client, PATH).press("Save as draft", **boxes)
    upload(client, PATH, sheet.data).press(f"Save {len(TYPED)} rows")

    kept = [f.attname for f in ReturnLine._meta.fields]
    own = {"id", "uuid", "strand_id", "entered_at"}
    for number in range(len(TYPED)):
        by_sheet, by_page = (line_of(quarterly_return, f"NI {half}{number}") for half in "AB")
        for name in set(kept) - own:
            assert getattr(by_sheet, name) == getattr(by_page, name), (number, name)


def test_a_blank_cell_leaves_what_stands_and_clear_empties_it(officer, quarterly_return, cast):
    line = line_of(quarterly_return, "NI 181")
    enter(line, "44", by=cast.officer, commentary="Fewer staff.", outlook="will")
    sheet = download(officer, PATH).fill("NI 181", Figure=None, Commentary="CLEAR", Outlook="")

    upload(officer, PATH, sheet.data).press("Save 1 row")

    line = line_of(quarterly_return, "NI 181")
    assert (line.value, line.commentary, line.outlook) == (44, "", "will")


def test_choosing_no_figure_and_emptying_its_cell_takes_it_away(officer, quarterly_return, cast):
    enter(line_of(quarterly_return, "NI 181"), "44", by=cast.officer)
    sheet = download(officer, PATH)
    sheet.fill("NI 181", Figure=None, What_you_have="No figure: not known", Commentary="Lost.")

    upload(officer, PATH, sheet.data).press("Save 1 row")

    line = line_of(quarterly_return, "NI 181")
    assert (line.value, line.figure_state) == (None, "not_known")


def test_what_somebody_saved_since_is_shown_beside_it(officer, quarterly_return, cast):
    sheet = download(officer, PATH).fill("NI 181", Figure=44).fill("NI 005", Figure=70)
    enter(line_of(quarterly_return, "NI 181"), "41", by=cast.officer)

    page = upload(officer, PATH, sheet.data)

    assert "1 row is good, 1 was saved by somebody since" in page.text
    assert "Figure: 41" in page.text
    kept = page.press("Save 1 row")
    assert line_of(quarterly_return, "NI 181").value == 41
    assert line_of(quarterly_return, "NI 005").value == 70

    mark = re.search(r'name="mine" value="([^"]+)"', kept.answer.content.decode())[1]
    kept.press("Save the ticked rows", mine=mark)
    assert line_of(quarterly_return, "NI 181").value == 44


def test_a_line_untouched_in_the_sheet_keeps_what_was_saved_since(officer, quarterly_return, cast):
    sheet = download(officer, PATH)
    enter(line_of(quarterly_return, "NI 181"), "41", by=cast.officer)

    page = upload(officer, PATH, sheet.data)

    assert "Nothing in the file is new; 2 say what stands already" in page.text


def test_what_changed_between_looking_and_saving_is_not_overwritten(
    officer, quarterly_return, cast
):
    sheet = download(officer, PATH).fill("NI 181", Figure=44).fill("NI 005", Figure=70)
    page = upload(officer, PATH, sheet.data)
    enter(line_of(quarterly_return, "NI 181"), "41", by=cast.officer)

    done = page.press("Save 2 rows")

    assert "Nothing was saved; look at it again." in done.text
    assert line_of(quarterly_return, "NI 181").value == 41
    assert line_of(quarterly_return, "NI 005").value is None


def test_a_submitted_line_can_no_longer_be_changed(officer, quarterly_return, cast):
    for reference in ("NI 181", "NI 005"):
        enter(line_of(quarterly_return, reference), "45", by=cast.officer)
    sheet = download(officer, PATH).fill("NI 181", Figure=44)
    submit(quarterly_return, by=cast.officer)

    page = upload(officer, PATH, sheet.data)

    assert "NI 181, Q4 2008/09 is submitted and can no longer be changed." in page.text
    assert "1 row has something to put right" in page.text


def test_saving_twice_saves_once(officer, quarterly_return):
    sheet = download(officer, PATH).fill("NI 181", Figure=44).fill("NI 005", Figure=177)
    page = upload(officer, PATH, sheet.data)
    page.press("Save the 1 good row")

    again = page.press("Save the 1 good row")

    assert "Nothing was saved; look at it again." in again.text
    assert line_of(quarterly_return, "NI 181").version == 2


def test_a_file_thrown_away_is_gone(officer, quarterly_return):
    sheet = download(officer, PATH).fill("NI 181", Figure=44)
    done = upload(officer, PATH, sheet.data).press("Throw the file away")

    assert "return.xlsx was thrown away. The return is as it was." in done.text
    assert not ReturnUpload.objects.exists()
