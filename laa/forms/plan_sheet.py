"""What a plan's spreadsheet would change, and all that is wrong with it, cell by cell."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from laa.forms.action import people_of
from laa.forms.numbers import NumberField
from laa.forms.return_sheet import read_day
from laa.imports.plan_sheet import CLEAR, COLUMNS, INPUTS, PlanSheet, RowChange, SheetRow
from laa.imports.problems import Problem
from laa.models import Action, ActionPlan, User
from laa.queries.plan_sheet import actions_of, inputs_by_box
from laa.rules.figures import plain

NOT_STARTED = Action.Status.NOT_STARTED.label
TO_DO_AGAIN = "Download the spreadsheet again and make the change there."
LONGEST = {"title": 300, "detail": 4000, "due_why": 4000}


class PlanSheetForm(forms.Form):
    """The filled-in spreadsheet of a plan."""

    document = forms.FileField(
        label="Your spreadsheet",
        help_text="The .xlsx file you downloaded here, or a .csv saved from it. Nothing is saved "
        "before you have seen what would change.",
        allow_empty_file=True,
    )


@dataclass(frozen=True)
class CheckedPlanSheet:
    """All that would change and all that is wrong; saved only where nothing is."""

    changes: list[RowChange]
    problems: list[Problem]


def check_plan_sheet(sheet: PlanSheet, plan: ActionPlan) -> CheckedPlanSheet:
    """Hold every row against the plan as it stands now."""
    checker = _Checker(sheet, plan)
    changes = [change for row in sheet.rows if (change := checker.row(row))]
    problems = sorted(
        {*sheet.problems, *checker.problems}, key=lambda p: (p.row or 0, len(p.column), p.column)
    )
    return CheckedPlanSheet(changes, problems)


class _Wrong(Exception):
    """A cell that cannot be taken: what is wrong with it, and what to do."""


class _Checker:
    def __init__(self, sheet: PlanSheet, plan: ActionPlan):
        self.sheet = sheet
        self.actions = {str(action.uuid): action for action in actions_of(plan)}
        self.people = list(people_of(plan.partnership))
        self.problems: list[Problem] = []

    def row(self, row: SheetRow) -> RowChange | None:
        action = self.actions.get(row.uuid)
        if row.uuid and action is None:
            self._wrong(row, "key", "This action is not of this plan, or was taken off.", "")
            return None
        before = _stands(action)
        typed = {box: text for box, text in row.cells.items() if text}
        typed = {box: text for box, text in typed.items() if not _same(text, before[box])}
        if not typed:
            return None
        if action and (said := _beyond(action, row)):
            self._wrong(row, "key", *said)
            return None
        values = {box: self._value(row, box, text, action) for box, text in typed.items()}
        self._together(row, action, values)
        due_why = values.pop("due_why", "") or ""
        values.pop("status", None)
        said = [(COLUMNS[box], before[box], _said(values[box])) for box in values]
        if not said:
            return None
        inputs = {box: values.pop(box) for box in list(values) if box in INPUTS}
        label = str(action) if action else values.get("title") or "A new action"
        return RowChange(row, label, values, due_why, inputs, said)

    def _value(self, row: SheetRow, box: str, text: str, action: Action | None):
        try:
            return self._read(box, text, action)
        except (_Wrong, ValidationError) as error:
            what = error.args[0] if isinstance(error, _Wrong) else " ".join(error.messages)
            to_do = error.args[1] if isinstance(error, _Wrong) else "Type a number, such as 5,000."
            self._wrong(row, box, what, to_do)
            return None

    def _read(self, box: str, text: str, action: Action | None):
        clears = text.casefold() == CLEAR
        if box == "status":
            return _status(text, action)
        if box in INPUTS:
            return _number(box, None if clears else text, action)
        if box == "owner":
            return None if clears else self._owner(text)
        if box in ("starts", "due"):
            return _day(box, None if clears else text, action)
        if box == "title" and clears:
            raise _Wrong("An action needs its words.", "Take it off on its own page instead.")
        if len(text) > LONGEST[box]:
            raise _Wrong(f"{COLUMNS[box]} is longer than {LONGEST[box]} characters.", "Shorten it.")
        return "" if clears else text

    def _owner(self, text: str) -> User:
        words = text.casefold()
        found = [p for p in self.people if words in (p.email.casefold(), p.name.casefold())]
        if len(found) == 1:
            return found[0]
        if found:
            raise _Wrong(f"{len(found)} people are called {text}.", "Type the e-mail address.")
        raise _Wrong(
            f"{text} has no role in the partnership.",
            "Type the e-mail address of somebody who has, or have them invited first.",
        )

    def _together(self, row: SheetRow, action: Action | None, values: dict) -> None:
        """What one cell alone does not show."""
        if action is None and "title" not in values:
            self._wrong(row, "title", "A new action needs its words.", "Say what will be done.")
        moves = action and action.due and values.get("due") and values["due"] != action.due
        if moves and not values.get("due_why"):
            self._wrong(
                row,
                "due_why" if "due_why" in self.sheet.at else "due",
                "The due date changes, and nothing says why.",
                f"Say why in “{COLUMNS['due_why']}”; the old date is kept beside it.",
            )
        starts = values.get("starts", action and action.starts)
        due = values.get("due", action and action.due)
        if starts and due and due < starts:
            box = "due" if "due" in values else "starts"
            self._wrong(row, box, "It would start after it is due.", "Change one of the dates.")

    def _wrong(self, row: SheetRow, box: str, what: str, to_do: str) -> None:
        self.problems.append(self.sheet.problem(row, box, what, to_do or TO_DO_AGAIN))


def _stands(action: Action | None) -> dict[str, str]:
    """What stands now, as the sheet says it."""
    if action is None:
        return dict.fromkeys(COLUMNS, "")
    inputs = inputs_by_box(action)
    return {
        "title": action.title,
        "detail": action.detail,
        "owner": action.owner.email if action.owner else "",
        "starts": _said(action.starts),
        "due": _said(action.due),
        "due_why": "",
        "status": action.get_status_display(),
        **{box: _said(inputs[box].total) for box in inputs},
    }


def _same(text: str, before: str) -> bool:
    """Whether a cell says what stands: the same words, day or number, however written."""
    if " ".join(text.split()).casefold() == " ".join(before.split()).casefold():
        return text.split() == before.split() or "@" in text
    if not before and text.casefold() == CLEAR:
        return True
    if not before:
        return False
    try:
        return read_day(text) == read_day(before)
    except KeyError:
        field = NumberField(required=False)
        return not field.has_changed(before, text) and before[:1].isdigit()


def _beyond(action: Action, row: SheetRow) -> tuple[str, str] | None:
    if action.status == Action.Status.CLOSED:
        return f"{action} is closed.", "Open it again on its page before you change it."
    if action.version != row.version:
        return f"{action} was changed by somebody since you downloaded the file.", TO_DO_AGAIN
    return None


def _status(text: str, action: Action | None) -> None:
    stands = action.get_status_display() if action else NOT_STARTED
    if text.casefold() == stands.casefold():
        return
    raise _Wrong(
        "How an action stands is not changed here.",
        "Empty the cell, and report on the action’s own page, where what happened is kept.",
    )


def _number(box: str, text: str | None, action: Action | None):
    if action and len(inputs_by_box(action)[box].rows) > 1:
        raise _Wrong(
            f"{COLUMNS[box]} is the sum of several entries.", "Change them on the action’s page."
        )
    if text is None:
        return None
    return NumberField(label=COLUMNS[box], not_below=0).clean(text.lstrip("£").strip())


def _day(box: str, text: str | None, action: Action | None) -> date | None:
    if text is None:
        if box == "due" and action and action.due:
            raise _Wrong("A due date that stands is moved, not taken away.", "Type the new date.")
        return None
    try:
        return read_day(text)
    except KeyError:
        raise _Wrong(f"“{text}” is no date.", "Type a date such as 30 April 2009.") from None


def _said(value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return value.email if isinstance(value, User) else plain(value) if _is_number(value) else value


def _is_number(value) -> bool:
    return not isinstance(value, str)
