"""Plans: who has one, what stands in it, how far it is agreed."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import action_plans as actions
from laa.exports.action_plans import action_rows, register_rows
from laa.exports.tables import asked_for
from laa.forms.action_plan import ImpactForm, PlanForm, StatusForm
from laa.models import Action, ActionPlan, Agreement, Commitment
from laa.models.base import mark
from laa.permissions import Member, Permission
from laa.queries.action_list import chased_counts
from laa.queries.action_plans import (
    PlanRow,
    inputs_of,
    owner_loads,
    plan_row,
    plans_beside,
    register,
    registers,
)
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def plans(request, member: Member):
    """Every agreement with its plans, and on whom the work hangs."""
    agreements = list(Agreement.objects.visible_to(member))
    context = {
        "registers": registers(agreements[:6], member.partnership),
        "agreements": agreements,
        "beside": plans_beside(member.partnership),
        "loads": owner_loads(member.partnership),
        "chased": chased_counts(member.partnership, clock.today(member.partnership)),
    }
    return render(request, "laa/plans.html", context)


@in_partnership(P.SEE_SIGNED_OFF)
def agreement_plans(request, member: Member, agreement: str):
    """The plan of each promise of an agreement: what is missing first, then all of them."""
    found = get_object_or_404(
        Agreement.objects.visible_to(member).select_related("partnership__demonstration"),
        slug=agreement,
    )
    of_agreement = register(found)
    tables = {"plans": partial(register_rows, of_agreement)}
    if file := asked_for(request, tables, name=f"{found} plans"):
        return file
    form = ImpactForm(request.POST or None)
    if request.method == "POST":
        member.require(P.AGREE_PLANS)
        if form.is_valid() and _assessed(request, form, found):
            return redirect("laa:agreement-plans", member.partnership.slug, found.slug)
    context = {"register": of_agreement, "agreement": found, "form": form}
    return render(request, "laa/agreement_plans.html", context)


@post_only
@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def plan_start(request, member: Member, agreement: str, indicator: str):
    """Start the improvement plan of a promise."""
    commitment = get_object_or_404(
        Commitment.objects.visible_to(member).select_related("partnership", "indicator", "lead"),
        agreement__slug=agreement,
        indicator__slug=indicator,
    )
    if not member.may_plan(commitment.lead_id):
        raise PermissionDenied("The partner that answers for the promise plans for it.")
    said = f"{commitment.indicator.reference} has a plan now. Add what will be done."
    if done(request, said, actions.plan_improvement, commitment, by=request.user):
        commitment.refresh_from_db()
        plan = commitment.improvement_plan.plan
        return redirect("laa:plan-detail", member.partnership.slug, plan.uuid)
    return redirect("laa:indicator-detail", member.partnership.slug, agreement, indicator)


def fetch_plan(member: Member, plan) -> ActionPlan:
    return get_object_or_404(ActionPlan.objects.visible_to(member).with_subjects(), uuid=plan)


def may_change(member: Member, plan: ActionPlan) -> bool:
    """The people of the partner that answers for it, and the performance lead."""
    return member.may_plan(plan.partner_id)


def must_change(member: Member, plan: ActionPlan) -> None:
    if not may_change(member, plan):
        raise PermissionDenied("The partner that answers for the plan keeps it up.")


VIEWS = ("table", "timeline", "board")


@in_partnership(P.SEE_SIGNED_OFF)
def plan_detail(request, member: Member, plan):
    """One plan: its actions as a table, along the time, or by how they stand."""
    plan = fetch_plan(member, plan)
    row = plan_row(plan)
    tables = {"actions": partial(action_rows, row)}
    if file := asked_for(request, tables, name=str(plan)):
        return file
    shown = request.GET.get("view")
    context = {
        "plan": plan,
        "row": row,
        "inputs": inputs_of(plan),
        "shown": shown if shown in VIEWS else VIEWS[0],
        "views": VIEWS,
        "columns": _columns(row),
        "may_change": may_change(member, plan),
        "may_agree": member.may(P.AGREE_PLANS),
        "status_form": StatusForm(row=plan),
        "seen": mark(plan),
        "today": clock.today(member.partnership),
    }
    return render(request, "laa/plan_detail.html", context)


def _columns(row: PlanRow) -> list[tuple[str, list[Action]]]:
    """The actions by how they stand, for the board; a status nobody is at is left out."""
    found = [(status, [a for a in row.actions if a.status == status]) for status in Action.Status]
    return [(status.label, actions) for status, actions in found if actions]


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def plan_edit(request, member: Member, plan):
    plan = fetch_plan(member, plan)
    must_change(member, plan)
    form = PlanForm(request.POST or None, row=plan)
    if request.method == "POST" and form.is_valid():
        options = {"plan": plan, "by": request.user, **form.cleaned_data}
        if saved(form, actions.edit_plan, **options):
            messages.success(request, "The plan is saved.")
            return redirect("laa:plan-detail", member.partnership.slug, plan.uuid)
    context = {"form": form, "plan": plan}
    return render(request, "laa/plan_edit.html", context)


@in_partnership(P.AGREE_PLANS)
def plan_status(request, member: Member, plan):
    """Challenge a plan, agree it, or send it back with a reason."""
    plan = fetch_plan(member, plan)
    form = StatusForm(request.POST or None, row=plan)
    if request.method == "POST" and form.is_valid():
        options = {"plan": plan, "by": request.user, **form.cleaned_data}
        if now := saved(form, actions.set_status, **options):
            messages.success(request, f"{now} is {now.get_status_display().lower()} now.")
            return redirect("laa:plan-detail", member.partnership.slug, plan.uuid)
    return render(request, "laa/plan_status.html", {"form": form, "plan": plan})


@post_only
@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def plan_remove(request, member: Member, plan):
    """Take away a plan in which nothing was planned yet."""
    plan = fetch_plan(member, plan)
    must_change(member, plan)
    options = {"by": request.user, "seen": request.POST.get("seen")}
    if done(request, f"{plan} is taken away.", actions.remove_plan, plan, **options):
        return redirect("laa:plans", member.partnership.slug)
    return redirect("laa:plan-detail", member.partnership.slug, plan.uuid)


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def plan_impact(request, member: Member, plan):
    """Record what the plan does to equality, inclusion or the climate."""
    plan = fetch_plan(member, plan)
    must_change(member, plan)
    form = ImpactForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _assessed(request, form, plan):
        return redirect("laa:plan-detail", member.partnership.slug, plan.uuid)
    return render(request, "laa/plan_impact.html", {"form": form, "plan": plan})


def _assessed(request, form: ImpactForm, subject) -> bool:
    if saved(form, actions.assess_impact, subject=subject, by=request.user, **form.cleaned_data):
        messages.success(request, "The effect is recorded.")
        return True
    return False
