"""One action of a plan: what it is, how it stands, what was done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import action_parts as parts
from laa.actions import plan_actions as actions
from laa.forms.action import (
    ActionForm,
    CloseForm,
    InputForm,
    MilestoneForm,
    ReportForm,
    SpentForm,
)
from laa.forms.reason import ReasonForm
from laa.models import Action
from laa.models.base import mark
from laa.permissions import Member, Permission
from laa.views.action_plan import fetch_plan, may_change, must_change
from laa.views.saving import done, saved

P = Permission


def fetch_action(member: Member, action) -> Action:
    found = Action.objects.visible_to(member).select_related(
        "partnership__demonstration", "owner", "partner", "addressed_through__plan",
        "plan__partner", "plan__improvement_plan__commitment__agreement",
        "plan__improvement_plan__commitment__indicator", "plan__team_plan__partner",
    )  # fmt: skip
    return get_object_or_404(found, uuid=action)


def may_report(member: Member, action: Action) -> bool:
    """The owner, whatever their role, and whoever keeps up the plan."""
    return action.owner_id == member.user.pk or may_change(member, action.plan)


def must_report(member: Member, action: Action) -> None:
    if not may_report(member, action):
        raise PermissionDenied("Its owner and the partner that answers for the plan report on it.")


def reads_notes(member: Member, action: Action) -> bool:
    """Whoever works on returns reads about every action; anybody else about their own."""
    if member.permissions & {P.SEE_OWN_RETURNS, P.SEE_ALL_RETURNS}:
        return True
    return may_report(member, action)


def must_read_notes(member: Member, action: Action) -> None:
    if not reads_notes(member, action):
        raise PermissionDenied("Its owner and those who work on returns read this.")


@in_partnership(P.SEE_SIGNED_OFF)
def action_detail(request, member: Member, action):
    """An action with its story; the owner reports on it here."""
    action = fetch_action(member, action)
    form = ReportForm(request.POST or None, row=action)
    if request.method == "POST":
        member.require(P.REPORT_ON_OWN)
        must_report(member, action)
        if form.is_valid() and saved(
            form, actions.report, action=action, by=request.user, **form.cleaned_data
        ):
            messages.success(request, "Your update is kept.")
            return _back(member, action)
    context = {
        "action": action,
        "plan": action.plan,
        "form": form,
        "is_overdue": action.is_overdue(clock.today(member.partnership)),
        "may_report": may_report(member, action),
        "may_change": may_change(member, action.plan),
        "reads_notes": reads_notes(member, action),
        "files": action.files,
        "seen": mark(action),
        "updates": action.updates.select_related("made_by").order_by("-made_at", "-pk"),
        "milestone_form": MilestoneForm(auto_id="milestone_%s"),
        "input_form": InputForm(auto_id="input_%s"),
        "inputs": [
            (row, SpentForm(row=row, auto_id=f"{row.uuid}_%s")) for row in action.inputs.all()
        ],
    }
    return render(request, "laa/action_detail.html", context)


def _back(member: Member, action: Action):
    return redirect("laa:action-detail", member.partnership.slug, action.uuid)


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def action_add(request, member: Member, plan):
    plan = fetch_plan(member, plan)
    must_change(member, plan)
    form = ActionForm(request.POST or None, plan=plan, partnership=member.partnership)
    if request.method == "POST" and form.is_valid():
        options = {"plan": plan, "by": request.user, **form.cleaned_data}
        if made := saved(form, actions.add_action, **options):
            messages.success(request, f"“{made.title}” is in the plan.")
            if request.POST.get("then") == "another":
                return redirect("laa:action-add", member.partnership.slug, plan.uuid)
            return redirect("laa:plan-detail", member.partnership.slug, plan.uuid)
    return _form(request, form, plan, "Add an action", adds=True)


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def action_edit(request, member: Member, action):
    action = fetch_action(member, action)
    must_change(member, action.plan)
    form = ActionForm(
        request.POST or None, plan=action.plan, partnership=member.partnership, row=action
    )
    if request.method == "POST" and form.is_valid():
        options = {"action": action, "by": request.user, **form.cleaned_data}
        if saved(form, actions.edit_action, **options):
            messages.success(request, "The action is saved.")
            return _back(member, action)
    back = reverse("laa:action-detail", args=[member.partnership.slug, action.uuid])
    return _form(request, form, action.plan, f"Edit {action}", back=back)


def _form(request, form: ActionForm, plan, title: str, *, back: str = "", adds: bool = False):
    back = back or reverse("laa:plan-detail", args=[plan.partnership.slug, plan.uuid])
    context = {"form": form, "plan": plan, "title": title, "back_url": back, "adds": adds}
    return render(request, "laa/action_form.html", context)


@in_partnership(P.REPORT_ON_OWN)
def action_close(request, member: Member, action):
    """Close it with what was done."""
    action = fetch_action(member, action)
    must_report(member, action)
    form = CloseForm(request.POST or None, row=action)
    if request.method == "POST" and form.is_valid():
        options = {"action": action, "by": request.user, **form.cleaned_data}
        if saved(form, actions.close, **options):
            messages.success(request, f"{action} is closed.")
            return _back(member, action)
    return render(request, "laa/action_close.html", {"form": form, "action": action})


@in_partnership(P.REPORT_ON_OWN)
def action_open_again(request, member: Member, action):
    """Undo a close, with a reason."""
    action = fetch_action(member, action)
    must_report(member, action)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        options = {"action": action, "by": request.user, **form.cleaned_data}
        if saved(form, actions.open_again, **options):
            messages.success(request, f"{action} is open again.")
            return _back(member, action)
    return render(request, "laa/action_open_again.html", {"form": form, "action": action})


@post_only
@in_partnership(P.REPORT_ON_OWN)
def action_change(request, member: Member, action):
    """The small buttons and boxes of an action's page: steps on the way, money and days."""
    action = fetch_action(member, action)
    must_report(member, action)
    asked = request.POST.get("do")
    if asked == "take-off":
        plan = action.plan
        options = {"by": request.user, "seen": request.POST.get("seen")}
        if done(request, f"{action} is taken off the plan.", actions.take_off, action, **options):
            return redirect("laa:plan-detail", member.partnership.slug, plan.uuid)
    elif asked == "add-milestone":
        _from_boxes(request, MilestoneForm(request.POST), parts.add_milestone, action)
    elif asked == "reach-milestone":
        milestone = get_object_or_404(action.milestones, uuid=request.POST.get("milestone"))
        done(request, f"{milestone} is reached.", parts.reach, milestone, by=request.user)
    elif asked == "add-input":
        _from_boxes(request, InputForm(request.POST), parts.add_input, action)
    elif asked == "spend":
        row = get_object_or_404(action.inputs, uuid=request.POST.get("input"))
        _from_boxes(request, SpentForm(request.POST, row=row), parts.change_input, row)
    return _back(member, action)


def _from_boxes(request, form, act, subject) -> None:
    if form.is_valid():
        done(request, "Saved.", act, subject, by=request.user, **form.cleaned_data)
        return
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
