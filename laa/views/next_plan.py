import hashlib

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from laa.access import in_partnership
from laa.actions import next_plan as actions
from laa.actions.commitments import years_of
from laa.actions.refusals import Refused
from laa.forms.next_plan import NextPlanForm
from laa.models import Agreement, Commitment
from laa.permissions import Member, Permission
from laa.queries.what_goes import with_agreement
from laa.views.agreement_setup import fetch_agreement
from laa.views.saving import saved
from laa.views.take_away import TakeAway

P = Permission


@in_partnership(P.SET_UP)
def next_plan(request, member: Member, agreement: str):
    """Choose what goes on; see what would be made; start it."""
    agreement = fetch_agreement(member, agreement)
    commitments = list(
        agreement.commitments.kept()
        .filter(indicator__retired_on=None)
        .select_related("indicator", "theme", "lead")
        .in_printed_order()
    )
    is_posted = request.method == "POST"
    form = NextPlanForm(
        request.POST if is_posted else None, agreement=agreement, commitments=commitments
    )
    ticked = set(request.POST.getlist("indicator")) if is_posted else None
    context = {"agreement": agreement, "commitments": commitments, "form": form}
    if is_posted and form.is_valid():
        plan = actions.NextPlan(indicators=ticked, **form.plan)
        as_asked = hashlib.sha256(repr(plan).encode()).hexdigest()[:16]
        if request.POST.get("action") == "start" and request.POST.get("previewed") == as_asked:
            seen = request.POST.get("seen")
            options = {"agreement": agreement, "plan": plan, "by": request.user, "seen": seen}
            if new := saved(form, actions.start_next_plan, **options):
                messages.success(request, f"{new} is started. Its targets wait to be set.")
                return redirect("laa:agreement-setup", member.partnership.slug, new.slug)
        context |= {"preview": _preview(form, agreement, plan), "previewed": as_asked}
    context["seen"] = actions.state_of(agreement)
    context["ticked"] = ticked if is_posted else {c.indicator.slug for c in commitments}
    return render(request, "laa/next_plan.html", context)


def _preview(form: NextPlanForm, agreement: Agreement, plan: actions.NextPlan) -> dict | None:
    """What starting the plan would make; None where it would be refused, said on the form."""
    try:
        going = actions.going_on(agreement, plan)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    term = Agreement(starts=plan.starts, ends=plan.ends)
    targets = sum(
        len(actions.strands_of(one))
        * len(years_of(Commitment(agreement=term, indicator=one.indicator)))
        for one in going
    )
    changed = [one for one in going if actions.lead_of(one, plan).pk != one.lead_id]
    return {
        "going": going,
        "left": agreement.commitments.count() - len(going),
        "themes": list(dict.fromkeys(plan.themes[one.theme.slug].strip() for one in going)),
        "targets": targets,
        "other_leads": [(one, actions.lead_of(one, plan)) for one in changed],
    }


@in_partnership(P.SET_UP)
def next_plan_undo(request, member: Member, agreement: str):
    """What goes with a plan on which nothing was built yet, before it goes."""
    agreement = fetch_agreement(member, agreement)
    page = _taking_away(agreement)
    if page.is_agreed(request):
        try:
            former = actions.undo_next_plan(agreement, by=request.user)
        except Refused as refusal:
            page.refused = str(refusal)
        else:
            messages.success(request, f"{agreement} is taken away again.")
            return redirect("laa:agreement-setup", member.partnership.slug, former.slug)
    return page.shown(request)


def _taking_away(agreement: Agreement) -> TakeAway:
    page = TakeAway(
        title=f"Take {agreement} away again?",
        back=str(agreement),
        back_url=reverse("laa:agreement-setup", args=[agreement.partnership.slug, agreement.slug]),
        button="Take this plan away",
        goes=with_agreement(agreement),
        lead_in="With it goes:",
        nothing="Nothing hangs on it.",
    )
    try:
        former = actions.may_be_undone(agreement)
        page.after = f"{former}, which it follows, stays as it is. So do indicators and figures."
    except Refused as refusal:
        page.refused = str(refusal)
    return page
