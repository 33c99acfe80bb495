"""A plan's actions on a spreadsheet: all problems at once, nothing saved by halves."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from laa.actions.action_parts import add_input
from laa.actions.action_plans import plan_improvement
from laa.actions.plan_actions import add_action, close, edit_action
from laa.imports.plan_sheet import COLUMNS
from laa.models import Action
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(housing_benefit, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    train = add_action(
        plan, title="Train the assessors", owner=cast.officer, due=date(2009, 6, 30), by=cast.lead
    )
    add_input(train, kind="money", planned=Decimal(5000), by=cast.lead)
    add_action(plan, title="=Move the post room", by=cast.lead)
    return plan


@pytest.fixture
def path(plan):
    return f"/luton/plans/{plan.uuid}/spreadsheet/"


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


@pytest.fixture
def sheet(officer, path):
    """What the officer downloads: rows by column, changed with `sheet[0]["due"] = "…"`."""
    book = load_workbook(io.BytesIO(officer.get(f"{path}download/").content))
    rows = [list(row) for row in book.worksheets[0].values]
    assert rows[0] == list(COLUMNS.values())
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]


def bring(officer, path, rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS.values())
    for row in rows:
        values = [row.get(name) for name in COLUMNS]
        writer.writerow(v.date().isoformat() if hasattr(v, "date") else v for v in values)
    file = SimpleUploadedFile("plan.csv", text.getvalue().encode())
    return Page(officer, officer.post(path, {"document": file}))


def test_it_says_what_stands(sheet, cast):
    first, second = sheet
    assert (first["title"], first["owner"]) == ("Train the assessors", "officer@example.org")
    assert first["due"].date() == date(2009, 6, 30)
    assert (first["status"], first["money_planned"]) == ("Not started", 5000)
    assert first["money_spent"] is None
    assert second["title"] == "'=Move the post room"


def test_what_comes_back_unchanged_changes_nothing(officer, path, sheet):
    page = bring(officer, path, sheet)

    assert "Nothing in the file is new" in page.text
    assert "Save these changes" not in page.text


def test_the_workbook_itself_comes_back_unchanged(officer, path, plan):
    data = officer.get(f"{path}download/").content
    answer = officer.post(path, {"document": SimpleUploadedFile("plan.xlsx", data)})

    assert "Nothing in the file is new" in Page(officer, answer).text


def test_changes_are_seen_first_and_saved_when_confirmed(officer, path, sheet, plan, cast):
    sheet[0] |= {
        "detail": "All nine.",
        "owner": cast.certifier.email,
        "due": "31/07/2009",
        "due_why": "The trainer is ill.",
        "money_spent": "£1,250",
        "days_planned": "12.5",
    }
    sheet.append({"title": "Tell the tenants", "starts": "1 May 2009", "owner": "Data officer"})

    page = bring(officer, path, sheet)

    assert "2 actions. Nothing is saved before you confirm it here." in page.text
    assert "30 June 2009 31 July 2009" in page.text
    assert plan.actions.count() == 2
    after = page.press("Save these changes")
    assert "2 actions saved from the spreadsheet." in after.text
    train, _, tell = plan.actions.order_by("number")
    assert (train.detail, train.owner, train.due) == (
        "All nine.",
        cast.certifier,
        date(2009, 7, 31),
    )
    update = train.updates.get()
    assert (update.due_before, update.text) == (date(2009, 6, 30), "The trainer is ill.")
    money, days = train.inputs.order_by("kind")
    assert (money.planned, money.spent, days.planned) == (5000, 1250, Decimal("12.5"))
    assert (tell.title, tell.owner, tell.starts) == (
        "Tell the tenants",
        cast.officer,
        date(2009, 5, 1),
    )


def test_a_blank_cell_leaves_and_clear_empties(officer, path, sheet, plan):
    sheet[0] |= {"detail": "", "owner": "clear", "money_planned": "Clear"}

    bring(officer, path, sheet).press("Save these changes")

    train = plan.actions.get(number=1)
    assert (train.title, train.owner) == ("Train the assessors", None)
    assert train.inputs.get().planned is None


def test_every_problem_is_said_at_once_with_its_cell(officer, path, sheet, plan):
    sheet[0] |= {
        "owner": "nobody@example.org",
        "starts": "soon",
        "due": "2009-07-31",
        "status": "Done",
        "money_planned": "a lot",
        "days_spent": "-1",
    }
    sheet[1] |= {"title": "clear"}
    sheet.append({"detail": "Without words"})

    page = bring(officer, path, sheet)

    for problem in (
        "D2 nobody@example.org has no role in the partnership.",
        "E2 “soon” is no date.",
        "G2 The due date changes, and nothing says why.",
        "H2 How an action stands is not changed here.",
        "I2 ",
        "L2 Staff days spent cannot be below 0. You typed -1.",
        "B3 An action needs its words.",
        "B4 A new action needs its words.",
    ):
        assert problem in page.text
    assert "8 cells to put right" in page.text
    assert "Save these changes" not in page.text
    assert plan.actions.get(number=1).starts is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due": "clear"}, "A due date that stands is moved, not taken away."),
        ({"starts": "1 August 2009"}, "It would start after it is due."),
        ({"title": "a" * 301}, "longer than 300 characters"),
        ({"key": "something"}, "was changed, so nobody can say which action this is"),
        ({"key": "0" * 8 + "-0000-0000-0000-" + "0" * 12 + ":1"}, "is not of this plan"),
    ],
)
def test_what_cannot_be_is_refused(changes, words, officer, path, sheet):
    page = bring(officer, path, [sheet[0] | changes])

    assert words in page.text
    assert "1 cell to put right" in page.text


def test_a_copied_row_is_refused(officer, path, sheet):
    assert "is the same action as row 2" in bring(officer, path, [sheet[0], sheet[0]]).text


def test_a_colleagues_change_since_the_download_is_kept(officer, path, sheet, plan, cast):
    edit_action(plan.actions.get(number=1), detail="Mine.", by=cast.lead)

    page = bring(officer, path, [sheet[0] | {"detail": "Theirs."}])

    assert "was changed by somebody since you downloaded the file" in page.text


def test_a_colleagues_change_between_seeing_and_confirming_is_kept(
    officer, path, sheet, plan, cast
):
    page = bring(officer, path, [sheet[0] | {"detail": "Theirs."}, {"title": "New"}])
    edit_action(plan.actions.get(number=1), detail="Mine.", by=cast.lead)

    after = page.press("Save these changes")

    assert "was changed by somebody since" in after.text
    assert plan.actions.get(number=1).detail == "Mine."
    assert plan.actions.count() == 2


def test_confirming_twice_adds_nothing_twice(officer, path, sheet, plan):
    page = bring(officer, path, [{"title": "New"}])
    page.press("Save these changes")

    again = page.press("Save these changes")

    assert "Actions were added to the plan since you looked" in again.text
    assert plan.actions.filter(title="New").count() == 1


def test_a_closed_action_is_left_closed(officer, path, plan, cast):
    close(plan.actions.get(number=2), outcome="It moved.", by=cast.lead)
    action = plan.actions.get(number=2)
    row = {"title": "Another", "key": f"{action.uuid}:{action.version}"}

    assert "is closed. Open it again on its page" in bring(officer, path, [row]).text


def test_several_entries_are_not_guessed_apart(officer, path, plan, cast):
    action = plan.actions.get(number=1)
    add_input(action, kind="money", planned=Decimal(100), by=cast.lead)
    row = {"money_planned": "6000", "key": f"{action.uuid}:{action.version}"}

    page = bring(officer, path, [row])

    assert "is the sum of several entries" in page.text
    assert (
        "Nothing in the file is new" in bring(officer, path, [row | {"money_planned": "5100"}]).text
    )


def test_a_file_that_is_no_plan_says_so(officer, path):
    answer = officer.post(path, {"document": SimpleUploadedFile("a.csv", b"One,Two\n1,2\n")})

    assert "is no spreadsheet of a plan" in Page(officer, answer).text


def test_a_changed_confirmation_is_refused(officer, path, plan):
    page = Page(officer, officer.post(path, {"rows": "nonsense"}, follow=True))

    assert "looked at too long ago" in page.text
    assert Action.objects.count() == 2
