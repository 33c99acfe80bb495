from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership, post_only
from laa.actions import commitments as actions
from laa.forms.commitment import CommitmentForm, WithdrawForm
from laa.models import Commitment
from laa.permissions import Member, Permission
from laa.views.agreement_setup import fetch_agreement
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SET_UP)
def commitment_add(request, member: Member, agreement: str):
    agreement = fetch_agreement(member, agreement)
    form = CommitmentForm(request.POST or None, agreement=agreement)
    back = reverse("laa:agreement-setup", args=[member.partnership.slug, agreement.slug])
    if request.method == "POST" and form.is_valid():
        options = {"agreement": agreement, "by": request.user, **form.cleaned_data}
        if commitment := saved(form, actions.add_commitment, **options):
            said = f"{commitment.indicator} is promised. Its targets wait to be set."
            messages.success(request, said)
            return redirect(back)
    text = "Baseline and targets are set afterwards: until then they wait, and are not rated."
    context = {"form": form, "title": "Add a promise", "back_url": back, "back": agreement}
    return render(request, "laa/setup_form.html", context | {"text": text})


def fetch_commitment(member: Member, agreement: str, indicator: str) -> Commitment:
    found = Commitment.objects.visible_to(member).select_related(
        "agreement__partnership", "indicator", "partnership"
    )
    return get_object_or_404(found, agreement__slug=agreement, indicator__slug=indicator)


@in_partnership(P.SET_UP)
def commitment_edit(request, member: Member, agreement: str, indicator: str):
    """Move a promise to another theme, designate it otherwise, change lead and contributors."""
    commitment = fetch_commitment(member, agreement, indicator)
    form = CommitmentForm(request.POST or None, agreement=commitment.agreement, row=commitment)
    if request.method == "POST" and form.is_valid():
        options = {"commitment": commitment, "by": request.user, **form.cleaned_data}
        if commitment_now := saved(form, actions.edit_commitment, **options):
            messages.success(request, f"{commitment_now} is saved.")
            return redirect("laa:agreement-setup", member.partnership.slug, agreement)
    return render(request, "laa/commitment_edit.html", {"form": form, "commitment": commitment})


@in_partnership(P.SET_UP)
def commitment_withdraw(request, member: Member, agreement: str, indicator: str):
    """Take a promise back, with the reason."""
    commitment = fetch_commitment(member, agreement, indicator)
    form = WithdrawForm(request.POST or None, row=commitment)
    back = reverse("laa:commitment-edit", args=[member.partnership.slug, agreement, indicator])
    if request.method == "POST" and form.is_valid():
        options = {"commitment": commitment, "by": request.user, **form.cleaned_data}
        if saved(form, actions.withdraw_commitment, **options):
            messages.success(request, f"{commitment} is withdrawn. You can take that back here.")
            return redirect(back)
    context = {
        "form": form,
        "title": f"Withdraw the promise on {commitment.indicator.reference}",
        "text": "It leaves the dashboards, is rated no more, and new rounds do not ask for it on "
        "its account. What was signed off stays.",
        "button": "Withdraw",
        "back_url": back,
        "back": commitment,
    }
    return render(request, "laa/setup_form.html", context)


@post_only
@in_partnership(P.SET_UP)
def commitment_restore(request, member: Member, agreement: str, indicator: str):
    commitment = fetch_commitment(member, agreement, indicator)
    said = f"{commitment} stands again."
    done(request, said, actions.restore_commitment, commitment, by=request.user)
    return redirect("laa:commitment-edit", member.partnership.slug, agreement, indicator)
