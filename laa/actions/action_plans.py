"""Plans: started for what they are about, drafted, challenged and agreed."""

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change, hold, make, record
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import (
    ActionPlan,
    Agreement,
    Commitment,
    ImpactAssessment,
    ImprovementPlan,
    Partner,
    Partnership,
    TeamPlan,
    User,
)
from laa.rules import periods

Status = ActionPlan.Status


def make_plan(
    *, partnership: Partnership, partner: Partner, title: str, aim: str = "", by: User | None
) -> ActionPlan:
    """A draft, for whoever ties it to what it is about. Called inside their transaction."""
    plan = ActionPlan(
        partnership=partnership,
        partner=partner,
        title=title.strip(),
        aim=aim.strip(),
        status_at=clock.now(partnership),
        status_by=by,
    )
    return make(plan, action="actionplan.add", by=by)


@transaction.atomic
def plan_improvement(
    commitment: Commitment, *, by: User | None, title: str = "", aim: str = ""
) -> ActionPlan:
    """Start the improvement plan of a promise; its lead answers for it."""
    hold(commitment.partnership)
    if ImprovementPlan.objects.filter(commitment=commitment).exists():
        raise NothingToDo(f"{commitment.indicator.reference} has an improvement plan already.")
    plan = make_plan(
        partnership=commitment.partnership,
        partner=commitment.lead,
        title=title or f"Improvement plan: {commitment.indicator.reference}",
        aim=aim,
        by=by,
    )
    ImprovementPlan.objects.create(
        partnership=commitment.partnership, commitment=commitment, plan=plan
    )
    return plan


@transaction.atomic
def expect_team_plan(partner: Partner, *, year: str, by: User) -> TeamPlan:
    """Say that a team owes a plan for a year; until it starts one, its status is “none”."""
    hold(partner.partnership)
    _must_be_a_year(year)
    if TeamPlan.objects.filter(partner=partner, year=year).exists():
        raise NothingToDo(f"{partner} is on the list for {year} already.")
    row = TeamPlan(partnership=partner.partnership, partner=partner, year=year)
    return make(row, action="teamplan.expect", by=by)


@transaction.atomic
def plan_team(team_plan: TeamPlan, *, by: User, title: str = "", aim: str = "") -> ActionPlan:
    """Start the plan that a team owes."""
    hold(team_plan.partnership)
    team_plan.refresh_from_db()
    if team_plan.plan_id:
        raise NothingToDo(f"{team_plan} has a plan already.")
    plan = make_plan(
        partnership=team_plan.partnership,
        partner=team_plan.partner,
        title=title or f"Team plan: {team_plan}",
        aim=aim,
        by=by,
    )
    team_plan.plan = plan
    team_plan.save(update_fields=["plan"])
    return plan


@transaction.atomic
def edit_plan(plan: ActionPlan, *, by: User, seen: str | None = None, **facts) -> ActionPlan:
    """Change its title, aim or the partner that answers for it. Its status has steps of its own."""
    return change(as_seen(plan, seen), facts, action="actionplan.edit", by=by)


@transaction.atomic
def set_status(
    plan: ActionPlan, status: str, *, by: User, reason: str = "", seen: str | None = None
) -> ActionPlan:
    """Draft, challenged, agreed: a step on, or back with a reason.

    A challenge and an agreement are another person's word than that of whoever drafted it, so
    they are for those who may agree plans; the page asks that.
    """
    plan = as_seen(plan, seen)
    if status == plan.status:
        raise NothingToDo(f"{plan} is {plan.get_status_display().lower()} already.")
    order = list(Status)
    if order.index(Status(status)) < order.index(Status(plan.status)) and not reason.strip():
        raise ReasonMissing("Say why the plan goes back; whoever drafted it reads it.")
    if status == Status.AGREED and not plan.actions.exists():
        raise Refused(f"{plan} has no action yet. Add what will be done, then agree it.")
    values = {"status": status, "status_at": clock.now(plan.partnership), "status_by": by}
    return change(plan, values, action="actionplan.status", by=by, note=reason.strip())


@transaction.atomic
def remove_plan(plan: ActionPlan, *, by: User, seen: str | None = None) -> None:
    """Take away a plan in which nothing was planned yet."""
    plan = as_seen(plan, seen)
    if plan.actions.exists():
        raise Refused(
            f"{plan} has actions, which would be lost. Drop them one by one with a reason instead."
        )
    record(plan, "actionplan.remove", by=by, before={"title": plan.title})
    TeamPlan.objects.filter(plan=plan).update(plan=None)
    plan.delete()


@transaction.atomic
def assess_impact(
    subject: ActionPlan | Agreement, *, aspect: str, effect: str, text: str, by: User
) -> ImpactAssessment:
    """Record what a plan or an agreement does to one aspect; the newest record counts."""
    if not text.strip():
        raise ReasonMissing("Say what the effect is, and on whom.")
    about = "plan" if isinstance(subject, ActionPlan) else "agreement"
    row = ImpactAssessment(
        partnership=subject.partnership,
        aspect=aspect,
        effect=effect,
        text=text.strip(),
        assessed_at=clock.now(subject.partnership),
        assessed_by=by,
        **{about: subject},
    )
    return make(row, action="impactassessment.add", by=by)


def _must_be_a_year(key: str) -> None:
    try:
        is_year = periods.period(key).kind in periods.YEAR_KINDS
    except periods.NotAPeriod:
        is_year = False
    if not is_year:
        raise Refused(f"“{key}” is no year. Write it like 2008/09.")
