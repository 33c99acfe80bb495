from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership, post_only
from laa.actions import risks as actions
from laa.exports.risk import risk_rows
from laa.exports.tables import asked_for
from laa.forms.risk import RiskClosingForm, RiskForm
from laa.models import Agreement, Risk
from laa.permissions import Member, Permission
from laa.views.dashboard import fetch_agreement
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def risks(request, member: Member, agreement: str):
    """The risks to an agreement, those that score most first; what was closed stands below."""
    agreement = fetch_agreement(member, agreement)
    found = agreement.risks.visible_to(member).select_related("theme", "owner").by_score()
    rows = list(found)
    if file := asked_for(request, {"risks": partial(risk_rows, rows)}, name=f"{agreement} risks"):
        return file
    context = {
        "agreement": agreement,
        "open": [risk for risk in rows if not risk.closed_on],
        "closed": [risk for risk in rows if risk.closed_on],
        "may_change": member.may(P.AGREE_PLANS),
    }
    return render(request, "laa/risks.html", context)


def _fetch(member: Member, agreement: str, risk: str) -> Risk:
    found = Risk.objects.visible_to(member).filter(agreement__slug=agreement)
    return get_object_or_404(found.select_related("agreement__partnership"), uuid=risk)


def _shown(request, agreement: Agreement, form, **words):
    """The form with the way back to the list."""
    back = reverse("laa:risks", args=[agreement.partnership.slug, agreement.slug])
    context = {"form": form, "back_url": back, "back": "Risks", **words}
    return render(request, "laa/setup_form.html", context)


def _to_the_list(member: Member, agreement: Agreement):
    return redirect("laa:risks", member.partnership.slug, agreement.slug)


@in_partnership(P.AGREE_PLANS)
def risk_add(request, member: Member, agreement: str):
    agreement = fetch_agreement(member, agreement)
    form = RiskForm(request.POST or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        options = {"agreement": agreement, "by": request.user, **form.cleaned_data}
        if risk := saved(form, actions.add_risk, **options):
            messages.success(request, f"“{risk}” is recorded.")
            return _to_the_list(member, agreement)
    return _shown(request, agreement, form, title="Add a risk", button="Add the risk")


@in_partnership(P.AGREE_PLANS)
def risk_edit(request, member: Member, agreement: str, risk: str):
    risk = _fetch(member, agreement, risk)
    form = RiskForm(request.POST or None, row=risk, agreement=risk.agreement)
    if request.method == "POST" and form.is_valid():
        options = {"risk": risk, "by": request.user, **form.cleaned_data}
        if saved(form, actions.edit_risk, **options):
            messages.success(request, "The risk is changed.")
            return _to_the_list(member, risk.agreement)
    return _shown(request, risk.agreement, form, title="Edit the risk", button="Save")


@in_partnership(P.AGREE_PLANS)
def risk_close(request, member: Member, agreement: str, risk: str):
    risk = _fetch(member, agreement, risk)
    form = RiskClosingForm(request.POST or None, row=risk)
    if request.method == "POST" and form.is_valid():
        options = {"risk": risk, "by": request.user, **form.cleaned_data}
        if saved(form, actions.close_risk, **options):
            messages.success(request, f"“{risk}” is closed.")
            return _to_the_list(member, risk.agreement)
    words = {
        "title": "Close the risk",
        "text": f"{risk}. Reports leave it out from now on; what they said before stays.",
        "button": "Close it",
    }
    return _shown(request, risk.agreement, form, **words)


@post_only
@in_partnership(P.AGREE_PLANS)
def risk_open_again(request, member: Member, agreement: str, risk: str):
    risk = _fetch(member, agreement, risk)
    done(request, f"“{risk}” is open again.", actions.open_risk_again, risk, by=request.user)
    return _to_the_list(member, risk.agreement)
