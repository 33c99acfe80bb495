"""What hangs on an action: steps on its way, and the money and days that it takes."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change, hold, make
from laa.actions.refusals import NothingToDo
from laa.models import Action, ActionInput, ActionMilestone, User


@transaction.atomic
def add_milestone(
    action: Action, *, title: str, by: User, due: date | None = None
) -> ActionMilestone:
    hold(action.partnership)
    row = ActionMilestone(
        partnership=action.partnership, action=action, title=title.strip(), due=due
    )
    return make(row, action="actionmilestone.add", by=by)


@transaction.atomic
def reach(milestone: ActionMilestone, *, by: User) -> ActionMilestone:
    """Say that a step is reached, as of the partnership's today."""
    if milestone.reached_on:
        raise NothingToDo(f"{milestone} was reached on {milestone.reached_on:%-d %B %Y}.")
    values = {"reached_on": clock.today(milestone.partnership)}
    return change(milestone, values, action="actionmilestone.reach", by=by)


@transaction.atomic
def add_input(
    action: Action,
    *,
    kind: str,
    by: User,
    source: str = "",
    planned: Decimal | None = None,
    spent: Decimal | None = None,
) -> ActionInput:
    """Money in pounds, or staff days; None is not known, which is not nothing."""
    hold(action.partnership)
    row = ActionInput(
        partnership=action.partnership,
        action=action,
        kind=kind,
        source=source.strip(),
        planned=planned,
        spent=spent,
    )
    return make(row, action="actioninput.add", by=by)


@transaction.atomic
def change_input(row: ActionInput, *, by: User, seen: str | None = None, **facts) -> ActionInput:
    """Say what is spent by now, or plan otherwise; what was said before stays in the trail."""
    row = as_seen(row, seen)
    return change(row, facts, action="actioninput.change", by=by)
