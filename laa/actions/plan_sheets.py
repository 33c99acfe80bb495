"""Saving what a plan's spreadsheet changes: all of it, or nothing."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from laa.actions.action_parts import add_input, change_input
from laa.actions.changes import hold
from laa.actions.plan_actions import add_action, edit_action, report
from laa.actions.refusals import NothingToDo, Refused
from laa.imports.plan_sheet import INPUTS, RowChange
from laa.models import Action, ActionPlan, User


@transaction.atomic
def save_plan_sheet(plan: ActionPlan, changes: Iterable[RowChange], *, by: User) -> int:
    """Make the changes by the same actions as the pages do; how many actions they touched."""
    changes = list(changes)
    if not changes:
        raise NothingToDo("Nothing in the file is new, so nothing was saved.")
    hold(plan.partnership)
    for change in changes:
        action = _added(plan, change, by) if change.is_new else _changed(plan, change, by)
        _put_inputs(action, change.inputs, by)
    return len(changes)


def _added(plan: ActionPlan, change: RowChange, by: User) -> Action:
    return add_action(plan, by=by, **change.facts)


def _changed(plan: ActionPlan, change: RowChange, by: User) -> Action:
    action = plan.actions.filter(uuid=change.row.uuid, version=change.row.version).first()
    if action is None:
        raise Refused(f"{change.label} was changed by somebody meanwhile. Nothing was saved.")
    facts = dict(change.facts)
    due = facts.get("due")
    if action.due is None or due is None:
        return edit_action(action, by=by, **facts) if facts else action
    del facts["due"]
    if due > action.due:
        # The later date first: the new start may lie after the old one.
        _move(action, due, change.due_why, by)
        return edit_action(action, by=by, **facts) if facts else action
    action = edit_action(action, by=by, **facts) if facts else action
    _move(action, due, change.due_why, by)
    return action


def _move(action: Action, due: date, why: str, by: User) -> None:
    report(action, status=action.status, text=why, due=due, by=by)


def _put_inputs(action: Action, inputs: dict, by: User) -> None:
    by_kind: dict[str, dict] = {}
    for box, value in inputs.items():
        kind, which = INPUTS[box]
        by_kind.setdefault(kind, {})[which] = value
    for kind, facts in by_kind.items():
        row = action.inputs.filter(kind=kind).first()
        if row:
            change_input(row, by=by, **facts)
        elif any(value is not None for value in facts.values()):
            add_input(action, kind=kind, by=by, **facts)
