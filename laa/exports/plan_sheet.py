"""A plan's actions as a spreadsheet that can be filled in and brought back."""

from laa.imports.plan_sheet import COLUMNS
from laa.models import Action
from laa.queries.plan_sheet import inputs_by_box


def plan_sheet_rows(actions: list[Action]) -> list[list]:
    """The head, then each action with the key by which its row is known again."""
    return [list(COLUMNS.values()), *(_row(action) for action in actions)]


def _row(action: Action) -> list:
    inputs = inputs_by_box(action)
    return [
        action.number,
        action.title,
        action.detail,
        action.owner.email if action.owner else "",
        action.starts,
        action.due,
        "",
        action.get_status_display(),
        *(inputs[box].total for box in inputs),
        f"{action.uuid}:{action.version}",
    ]
