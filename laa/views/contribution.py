"""How each contributor to a promise contributes: read by all, said by the contributor."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions.contributions import say_contribution
from laa.exports.contributions import contribution_rows
from laa.exports.tables import asked_for
from laa.forms.contribution import ContributionForm
from laa.models import Commitment
from laa.permissions import Member, Permission
from laa.queries.contributions import contributions
from laa.views.saving import saved

P = Permission
MAY_SAY = {P.PLAN_ACTIONS, P.AGREE_PLANS}


@in_partnership(P.SEE_SIGNED_OFF)
def contribution_list(request, member: Member, agreement: str, indicator: str):
    """What each does, who has not said yet, and a box for those whose words these are."""
    commitment = get_object_or_404(
        Commitment.objects.visible_to(member).select_related(
            "agreement", "indicator", "lead", "partnership__demonstration"
        ),
        agreement__slug=agreement,
        indicator__slug=indicator,
    )
    found = contributions(commitment)
    rows = {"contributions": partial(contribution_rows, commitment, found)}
    if file := asked_for(request, rows, name=f"{commitment.indicator.reference} contributions"):
        return file
    forms = {
        part.partner: ContributionForm(request.POST or None, partner=part.partner, said=part.said)
        for part in found.parts
        if _may_say(member, part.partner.pk)
    }
    if request.method == "POST":
        if not forms and (found.parts or not member.permissions & MAY_SAY):
            raise PermissionDenied("Those who contribute say how.")
        if _say(request, commitment, forms.values()):
            return redirect(request.path)
    context = {
        "commitment": commitment,
        "found": found,
        "parts": [(part, forms.get(part.partner)) for part in found.parts],
    }
    return render(request, "laa/contributions.html", context)


def _may_say(member: Member, partner_id: int) -> bool:
    return member.may(P.AGREE_PLANS) or member.may(P.PLAN_ACTIONS, partner_id)


def _say(request, commitment: Commitment, forms) -> bool:
    """Keep the words of the form that was sent; whether that was done."""
    for form in forms:
        if form.is_bound and form.is_valid():
            options = {"by": request.user, **form.cleaned_data}
            action = partial(say_contribution, commitment, form.partner)
            if saved(form, action, **options):
                messages.success(request, f"What {form.partner} does is saved.")
                return True
    return False
