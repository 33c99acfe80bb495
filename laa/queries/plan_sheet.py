"""A plan's actions with their money and days, as its spreadsheet has them."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max

from laa.imports.plan_sheet import INPUTS
from laa.models import Action, ActionInput, ActionPlan


@dataclass(frozen=True)
class Box:
    """The entries a box stands for, and their total; None where nobody said."""

    rows: list[ActionInput]
    total: Decimal | None


def actions_of(plan: ActionPlan) -> list[Action]:
    found = plan.actions.select_related("owner", "partnership__demonstration")
    return list(found.prefetch_related("inputs").order_by("number"))


def last_number(plan: ActionPlan) -> int:
    """The number of the newest action; it tells whether any was added since."""
    return plan.actions.aggregate(last=Max("number"))["last"] or 0


def inputs_by_box(action: Action) -> dict[str, Box]:
    return {name: _box(action, *of) for name, of in INPUTS.items()}


def _box(action: Action, kind: str, which: str) -> Box:
    rows = [row for row in action.inputs.all() if row.kind == kind]
    said = [value for row in rows if (value := getattr(row, which)) is not None]
    return Box(rows, sum(said) if said else None)
