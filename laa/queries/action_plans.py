"""Plans and their actions as lists: who has none, what is overdue, on whom it hangs."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Model

from laa import clock
from laa.models import (
    Action,
    ActionInput,
    ActionPlan,
    Agreement,
    Commitment,
    ImpactAssessment,
    Partnership,
    TeamPlan,
)
from laa.rules.load import Load, loads, overdue_said

NO_PLAN = "No plan"
KINDS = {NO_PLAN: "off-track", ActionPlan.Status.AGREED.label: "on-track"}
"""The colours of the counts that say something good or bad; the words stand beside them."""


@dataclass
class PlanRow:
    """What a plan is about, and the plan; None where there is none."""

    subject: Commitment | TeamPlan | Model
    plan: ActionPlan | None
    today: date
    actions: list[Action] = field(default_factory=list)
    impacts: list[ImpactAssessment] = field(default_factory=list)

    @property
    def status_said(self) -> str:
        return self.plan.get_status_display() if self.plan else NO_PLAN

    @property
    def open(self) -> list[Action]:
        return [action for action in self.actions if action.is_open]

    @property
    def overdue(self) -> list[Action]:
        return [action for action in self.actions if action.is_overdue(self.today)]

    @property
    def ownerless(self) -> list[Action]:
        return [action for action in self.open if action.owner_id is None]

    @property
    def undated(self) -> list[Action]:
        return [action for action in self.open if action.due is None]

    @property
    def overdue_said(self) -> str:
        return overdue_said(len(self.overdue), len(self.actions))

    @property
    def by_date(self) -> list[Action]:
        """Along the time; those without a date come last."""
        return sorted(self.actions, key=lambda a: (a.due is None, a.due or date.max, a.number))

    @property
    def negative_impacts(self) -> list[ImpactAssessment]:
        return [one for one in self.impacts if one.effect == ImpactAssessment.Effect.NEGATIVE]


@dataclass
class Register:
    """An agreement's promises with their plans, in printed order, and what is missing."""

    agreement: Agreement
    rows: list[PlanRow]
    impacts: list[ImpactAssessment]

    @property
    def without(self) -> list[PlanRow]:
        return [row for row in self.rows if row.plan is None]

    @property
    def has_plans(self) -> bool:
        return any(row.plan for row in self.rows)

    @property
    def has_actions(self) -> bool:
        return any(row.actions for row in self.rows)

    @property
    def overdue(self) -> list[tuple[PlanRow, Action]]:
        return [(row, action) for row in self.rows for action in row.overdue]

    @property
    def ownerless(self) -> list[tuple[PlanRow, Action]]:
        return [(row, action) for row in self.rows for action in row.ownerless]

    @property
    def undated(self) -> list[tuple[PlanRow, Action]]:
        return [(row, action) for row in self.rows for action in row.undated]

    @cached_property
    def without_impact(self) -> list[PlanRow]:
        """Plans whose effects nobody has recorded yet."""
        return [row for row in self.rows if row.plan and not row.impacts]

    @property
    def negative(self) -> list[tuple[PlanRow, ImpactAssessment]]:
        """Where the effect is negative: the agreement expects that all should be positive."""
        return [(row, impact) for row in self.rows for impact in row.negative_impacts]

    @property
    def counts(self) -> dict[str, int]:
        """How many plans stand at each step."""
        found = {NO_PLAN: 0, **dict.fromkeys(ActionPlan.Status.labels, 0)}
        for row in self.rows:
            found[row.status_said] += 1
        return found

    @property
    def strip(self) -> list[dict]:
        """The counts as a strip, each out of all promises."""
        of = f"of {len(self.rows)}"
        return [
            {"number": number, "of": of, "label": label, "kind": KINDS.get(label, "")}
            for label, number in self.counts.items()
        ]


def register(agreement: Agreement) -> Register:
    """Every kept promise of an agreement with its plan."""
    return registers([agreement], agreement.partnership)[0]


def registers(agreements: list[Agreement], partnership: Partnership) -> list[Register]:
    """Those of some agreements of a partnership, in four queries however many they are."""
    commitments = (
        Commitment.objects.kept()
        .filter(agreement__in=agreements)
        .select_related("indicator", "theme", "lead", "improvement_plan__plan")
        .in_printed_order()
    )
    pairs = [(c, getattr(c, "improvement_plan", None)) for c in commitments]
    rows, impacts = defaultdict(list), defaultdict(list)
    for row in _rows([(c, held and held.plan) for c, held in pairs], partnership):
        rows[row.subject.agreement_id].append(row)
    for impact in newest(ImpactAssessment.objects.filter(agreement__in=agreements)):
        impacts[impact.agreement_id].append(impact)
    return [Register(each, rows[each.pk], impacts[each.pk]) for each in agreements]


def team_plans(partnership: Partnership, year: str) -> list[PlanRow]:
    """The plans that teams owe for a year, by team."""
    found = TeamPlan.objects.filter(partnership=partnership, year=year)
    found = found.select_related("partner", "plan").order_by("partner__name")
    return _rows([(owed, owed.plan) for owed in found], partnership)


@dataclass(frozen=True)
class TeamPlanReport:
    """A year's team plans: how many have none, and how many nobody has challenged yet."""

    rows: list[PlanRow]

    @property
    def without(self) -> list[PlanRow]:
        return [row for row in self.rows if row.plan is None]

    @property
    def not_challenged(self) -> list[PlanRow]:
        """Those without a plan, and the drafts."""
        draft = ActionPlan.Status.DRAFT
        return [row for row in self.rows if row.plan is None or row.plan.status == draft]


def team_plan_report(partnership: Partnership, year: str) -> TeamPlanReport:
    return TeamPlanReport(team_plans(partnership, year))


def plans_beside(partnership: Partnership) -> list[PlanRow]:
    """The plans of projects, reviews and the like, by title."""
    found = ActionPlan.objects.filter(partnership=partnership).of_what_stands_beside()
    return _rows([(plan.holder, plan) for plan in found], partnership)


def plan_row(plan: ActionPlan) -> PlanRow:
    """One plan with its actions and effects."""
    return _rows([(plan.about, plan)], plan.partnership)[0]


def _rows(pairs, partnership: Partnership) -> list[PlanRow]:
    today = clock.today(partnership)
    plans = [plan.pk for _, plan in pairs if plan]
    actions, impacts = defaultdict(list), defaultdict(list)
    found = Action.objects.filter(plan__in=plans).select_related("owner", "partner")
    for action in found.order_by("plan", "number"):
        actions[action.plan_id].append(action)
    for impact in newest(ImpactAssessment.objects.filter(plan__in=plans)):
        impacts[impact.plan_id].append(impact)
    return [
        PlanRow(subject, plan, today, actions[plan and plan.pk], impacts[plan and plan.pk])
        for subject, plan in pairs
    ]


def newest(impacts) -> list[ImpactAssessment]:
    """Of the records on one aspect of one thing, the last word."""
    found = {}
    for impact in impacts.select_related("assessed_by").order_by("assessed_at", "pk"):
        found[impact.plan_id, impact.agreement_id, impact.aspect] = impact
    return list(found.values())


def owner_loads(partnership: Partnership) -> list[Load]:
    """On whom the actions in hand hang, heaviest first; what is paused is not in hand."""
    in_hand = Action.objects.in_hand().filter(partnership=partnership).select_related("owner")
    return loads(action.owner for action in in_hand.order_by("pk"))


@dataclass(frozen=True)
class InputTotal:
    """Money or days over all of a plan's actions; None where nobody said."""

    label: str
    planned: Decimal | None
    spent: Decimal | None


def inputs_of(plan: ActionPlan) -> list[InputTotal]:
    """Planned and spent, money and days kept apart: pounds and days are never added."""
    totals = {}
    for row in ActionInput.objects.filter(action__plan=plan).order_by("kind"):
        planned, spent = totals.get(row.kind, (None, None))
        totals[row.kind] = (_plus(planned, row.planned), _plus(spent, row.spent))
    return [InputTotal(ActionInput.Kind(kind).label, *total) for kind, total in totals.items()]


def _plus(total: Decimal | None, more: Decimal | None) -> Decimal | None:
    return total if more is None else (total or Decimal(0)) + more
