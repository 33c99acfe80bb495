from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render

from laa.access import in_partnership
from laa.actions.plan_sheets import save_plan_sheet
from laa.exports.plan_sheet import plan_sheet_rows
from laa.exports.tables import download
from laa.forms.plan_sheet import PlanSheetForm, check_plan_sheet
from laa.imports.plan_sheet import PlanSheet, read_plan_sheet
from laa.models import ActionPlan
from laa.permissions import Member, Permission
from laa.queries.plan_sheet import actions_of, last_number
from laa.views.action_plan import fetch_plan, must_change
from laa.views.saving import done
from laa.views.uploads import read_upload

P = Permission
A_DAY = 24 * 60 * 60


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def plan_sheet(request, member: Member, plan):
    """Bring a plan's spreadsheet back: see what would change, then save it."""
    plan = fetch_plan(member, plan)
    must_change(member, plan)
    if "rows" in request.POST:
        return _confirmed(request, plan)
    form = PlanSheetForm(request.POST or None, request.FILES or None)
    problems = []
    if request.method == "POST" and form.is_valid():
        sheet, problems = read_upload(form, read_plan_sheet)
        if sheet:
            return _shown(request, plan, sheet)
    return render(
        request, "laa/plan_sheet.html", {"plan": plan, "form": form, "problems": problems}
    )


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def plan_sheet_download(request, member: Member, plan):
    """The plan's actions as a spreadsheet to change and bring back."""
    plan = fetch_plan(member, plan)
    must_change(member, plan)
    return download(plan_sheet_rows(actions_of(plan)), format="xlsx", name=f"{plan} actions")


def _shown(request, plan: ActionPlan, sheet: PlanSheet):
    context = {
        "plan": plan,
        "checked": check_plan_sheet(sheet, plan),
        "kept": signing.dumps(
            {**sheet.kept(), "last": last_number(plan)}, salt=_salt(plan), compress=True
        ),
    }
    return render(request, "laa/plan_sheet_changes.html", context)


def _confirmed(request, plan: ActionPlan):
    """Held against the plan once more: what was seen is saved, or what is wrong now is shown."""
    try:
        kept = signing.loads(request.POST["rows"], salt=_salt(plan), max_age=A_DAY)
    except signing.BadSignature:
        messages.error(request, "That file was looked at too long ago. Choose it once more.")
        return redirect(request.path)
    sheet = PlanSheet.from_kept(kept)
    checked = check_plan_sheet(sheet, plan)
    if checked.problems:
        return _shown(request, plan, sheet)
    if kept["last"] != last_number(plan) and any(change.is_new for change in checked.changes):
        messages.error(
            request,
            "Actions were added to the plan since you looked, perhaps by this file. Nothing was "
            "saved; look whether these are still new before you save them.",
        )
        return _shown(request, plan, sheet)
    number = len(checked.changes)
    said = f"{number} action{'' if number == 1 else 's'} saved from the spreadsheet."
    if done(request, said, save_plan_sheet, plan, checked.changes, by=request.user):
        return redirect("laa:plan-detail", plan.partnership.slug, plan.uuid)
    return redirect(request.path)


def _salt(plan: ActionPlan) -> str:
    return f"plan-sheet:{plan.uuid}"
