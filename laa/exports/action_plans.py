"""Plans and actions as rows."""

from laa.models import Action
from laa.queries.action_list import Chased
from laa.queries.action_plans import PlanRow, Register

PLAN_HEAD = [
    "Reference", "Indicator", "Theme", "Lead", "Plan", "Actions", "Open", "Overdue",
    "Without an owner", "Effects recorded",
]  # fmt: skip
ACTION_HEAD = [
    "Number", "Action", "Detail", "Owner", "Partner", "Starts", "Due", "Due as printed", "Status",
    "Overdue", "Priority", "What was done",
]  # fmt: skip


CHASED_HEAD = ["Plan", "Answers for the plan", *ACTION_HEAD]


def register_rows(register: Register) -> list[list]:
    return [PLAN_HEAD, *(_plan(row) for row in register.rows)]


def _plan(row: PlanRow) -> list:
    commitment = row.subject
    return [
        commitment.indicator.reference,
        commitment.indicator.title,
        str(commitment.theme),
        str(commitment.lead),
        row.status_said,
        len(row.actions),
        len(row.open),
        len(row.overdue),
        len(row.ownerless),
        len(row.impacts),
    ]


def action_rows(row: PlanRow) -> list[list]:
    return [
        ACTION_HEAD,
        *(_action(action, is_overdue=action in row.overdue) for action in row.actions),
    ]


def chased_rows(found: list[Chased]) -> list[list]:
    return [CHASED_HEAD, *(_chased(each) for each in found)]


def _chased(each: Chased) -> list:
    plan = each.action.plan
    return [plan.title, str(plan.partner), *_action(each.action, is_overdue=each.is_overdue)]


def _action(action: Action, *, is_overdue: bool) -> list:
    return [
        action.number,
        action.title,
        action.detail,
        str(action.owner or ""),
        str(action.partner or ""),
        action.starts,
        action.due,
        action.due_text,
        action.get_status_display(),
        "overdue" if is_overdue else "",
        action.get_priority_display(),
        action.outcome,
    ]
