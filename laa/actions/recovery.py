"""What a performance flag asks for: an action that will bring the promise back."""

from django.db import transaction

from laa.actions.action_plans import plan_improvement
from laa.actions.changes import as_seen
from laa.actions.flag_steps import answer
from laa.actions.plan_actions import add_action
from laa.actions.refusals import NothingToDo, Refused
from laa.models import Action, ActionPlan, Flag, User


def recovery_plan(flag: Flag) -> ActionPlan | None:
    """The plan that its recovery action goes into; None where that will start one."""
    return ActionPlan.objects.filter(improvement_plan__commitment=flag.commitment_id).first()


@transaction.atomic
def recover(flag: Flag, *, title: str, by: User, seen: str | None = None, **facts) -> Action:
    """Plan what will be done about a performance flag, which that answers.

    It starts the promise's improvement plan where there is none. An answer somebody gave before
    stands. The flag stays open until a figure that is signed off answers it.
    """
    flag = as_seen(flag, seen)
    if not flag.is_of_performance or flag.commitment is None:
        raise Refused(f"{flag.get_reason_display()}: it asks for no recovery action.")
    if flag.closed_at:
        raise NothingToDo(f"It was closed already: {flag.closed_because}")
    plan = recovery_plan(flag) or plan_improvement(flag.commitment, by=by)
    action = add_action(plan, title=title, by=by, **facts)
    if not flag.answer:
        answer(flag, text=_said(action), by=by)
    return action


def _said(action: Action) -> str:
    who = f", by {action.owner}" if action.owner else ""
    when = f", by {action.due:%-d %B %Y}" if action.due else ""
    return f"Recovery action: {action.title}{who}{when}"
