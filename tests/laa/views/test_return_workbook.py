"""The downloaded return in a spreadsheet program: what is locked, what may be chosen, and units."""

import pytest
from openpyxl.utils import get_column_letter

from laa.actions.return_steps import submit
from laa.forms.return_line import OUTLOOKS, STATES
from laa.imports.return_columns import ENTRY, FIXED, KEY
from tests.documents.return_sheet import HEAD_ROW, download
from tests.factories import promise
from tests.laa.views.conftest import PATH
from tests.steps import enter, line_of

pytestmark = pytest.mark.django_db

BOXES = {column.head for column in ENTRY}
FIRST = HEAD_ROW + 1


@pytest.fixture
def promises(satisfaction, agreement, council):
    """A percentage, a level, and one on which nothing is due yet, beside the days of NI 181."""
    promise(agreement, "NI 188", supplier=council, unit="level", lowest=0, targets={})
    promise(agreement, "NI 900", supplier=council, lag_days=400)


@pytest.fixture
def sheet(promises, quarterly_return, client, cast):
    enter(line_of(quarterly_return, "NI 005"), "70", by=cast.officer, commentary="Fewer forms.")
    submit(quarterly_return, lines=[line_of(quarterly_return, "NI 005")], by=cast.officer)
    client.force_login(cast.officer)
    return download(client, PATH)


def unlocked(page):
    """The cells that can be typed in, as (reference, head)."""
    heads = {cell.column: cell.value for cell in page[HEAD_ROW]}
    return {
        (page.cell(cell.row, 1).value, heads[cell.column])
        for row in page.iter_rows()
        for cell in row
        if not cell.protection.locked
    }


def test_every_sheet_is_protected_without_a_password(sheet):
    for page in sheet.book:
        assert page.protection.sheet, page.title
        assert not page.protection.password, "so that nobody is ever locked out"
    states = {page.title: page.sheet_state for page in sheet.book}
    assert states == {
        "About": "visible",
        "Return": "visible",
        "Lists": "hidden",
        "Marks": "veryHidden",
    }


def test_only_the_boxes_of_lines_still_open_can_be_typed_in(sheet, quarterly_return):
    boxes = unlocked(sheet.page)

    assert {reference for reference, _ in boxes} == {"NI 181", "NI 188", "NI 900"}
    assert {head for _, head in boxes} <= BOXES
    assert {head for reference, head in boxes if reference == "NI 181"} == {
        "Figure",
        "What you have",
        "Commentary",
        "What happens next",
        "By when",
        "Help needed",
        "Outlook",
    }


def test_where_no_figure_is_due_only_the_outlook_can_be_typed(sheet):
    boxes = unlocked(sheet.page)

    assert {head for reference, head in boxes if reference == "NI 900"} == {
        "Outlook",
        "Why this outlook",
    }


def test_the_other_sheets_cannot_be_typed_in_at_all(sheet):
    for name in ("About", "Lists", "Marks"):
        assert not unlocked_anywhere(sheet.book[name])


def unlocked_anywhere(page):
    return [c.coordinate for row in page.iter_rows() for c in row if not c.protection.locked]


def test_what_stands_beside_the_boxes_is_locked_and_the_key_hidden(sheet):
    row = sheet.row("NI 181")
    for column in (*FIXED, KEY):
        assert sheet.page[f"{sheet.heads[column.head]}{row}"].protection.locked, column.head
    assert sheet.page.column_dimensions[sheet.heads[KEY.head]].hidden
    assert all(cell.protection.locked for cell in sheet.page[HEAD_ROW])


def choices(sheet, reference, head):
    """What the cell's drop-down offers, read where the validation says that it stands."""
    at = sheet.at(reference, head)
    (one,) = [v for v in sheet.page.data_validations.dataValidation if at in v.sqref]
    assert one.type == "list"
    name, cells = one.formula1.split("!")
    assert name == "Lists"
    return [cell.value for (cell,) in sheet.book[name][cells.replace("$", "")]]


@pytest.mark.parametrize("reference", ["NI 181", "NI 188"])
def test_a_drop_down_offers_every_state_and_mark(reference, sheet):
    """Estimated, provisional, and each reason for which there is no figure."""
    assert choices(sheet, reference, "What you have") == [words for _, words in STATES]


@pytest.mark.parametrize("reference", ["NI 181", "NI 900"])
def test_a_drop_down_offers_the_outlooks(reference, sheet):
    assert choices(sheet, reference, "Outlook") == [str(words) for _, words in OUTLOOKS[1:]]


def test_each_choice_and_number_that_can_be_typed_is_watched(sheet):
    """A validation on every open box of a kind that has one, and on none that is locked."""
    watched = {"Figure", "Numerator", "Denominator", "What you have", "Outlook"}
    boxes = {sheet.at(*one) for one in unlocked(sheet.page) if one[1] in watched}
    found = {
        f"{get_column_letter(area.min_col)}{area.min_row}"
        for one in sheet.page.data_validations.dataValidation
        for area in one.sqref.ranges
    }

    assert found == boxes
    assert len(boxes) == 7, "two figures with what they are, and three outlooks"


def test_a_figure_is_watched_within_the_indicators_limits(sheet):
    at = sheet.at("NI 181", "Figure")
    (one,) = [v for v in sheet.page.data_validations.dataValidation if at in v.sqref]

    assert one.formula1 == f'OR(AND(ISNUMBER({at}),{at}>=0.000000),LOWER({at})="clear")'
    assert one.error == "Type a number of 0 or more, or “clear” to empty what stands."


@pytest.mark.parametrize(
    ("reference", "unit"), [("NI 181", "days"), ("NI 005", "%"), ("NI 188", "level")]
)
def test_the_unit_stands_beside_each_figure(reference, unit, sheet):
    assert sheet.cell(reference, "Unit").value == unit
    assert sheet.page[f"{sheet.heads['Unit']}{HEAD_ROW}"].value == "Unit"


def test_what_is_saved_already_is_filled_in(sheet):
    assert sheet.cell("NI 005", "Figure").value == 70
    assert sheet.cell("NI 005", "Commentary").value == "Fewer forms."
    assert sheet.cell("NI 181", "Target").value == "42 days"
    assert sheet.cell("NI 181", "Figure").value is None
