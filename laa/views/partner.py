from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership, post_only
from laa.actions import partners as actions
from laa.exports.partners import partner_rows
from laa.exports.tables import asked_for
from laa.forms.partner import NameForm, PartnerForm
from laa.models import Partner
from laa.models.base import mark
from laa.permissions import Member, Permission
from laa.queries.partners import partner_tree
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def partners(request, member: Member):
    """Every partner with its services, and what each answers for."""
    tree = partner_tree(member.partnership)
    if file := asked_for(request, {"partners": partial(partner_rows, tree)}, name="Partners"):
        return file
    return render(request, "laa/partners.html", {"tree": tree})


@in_partnership(P.SET_UP)
def partner_add(request, member: Member):
    form = PartnerForm(request.POST or None, partnership=member.partnership)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if partner := saved(form, actions.add_partner, **options):
            messages.success(request, f"{partner} is a partner now.")
            return redirect("laa:partner-detail", member.partnership.slug, partner.slug)
    return render(request, "laa/partner_form.html", {"form": form})


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def partner_detail(request, member: Member, partner: str):
    """One partner: its names, what hangs on it, what it was joined with or kept apart from."""
    partner = fetch_partner(member, partner)
    form = NameForm(request.POST or None)
    if request.method == "POST":
        member.require(P.SET_UP)
    if request.method == "POST" and form.is_valid():
        options = {"partner": partner, "by": request.user, **form.cleaned_data}
        if saved(form, actions.add_name, **options):
            messages.success(request, f"“{form.cleaned_data['name']}” stands for {partner} now.")
            return redirect("laa:partner-detail", member.partnership.slug, partner.slug)
    context = {
        "partner": partner,
        "form": form,
        "seen": mark(partner),
        "leads": partner.leads.kept().select_related("agreement", "indicator"),
        "supplies": partner.supplies.in_use(),
        "strands": partner.supplies_strands.filter(retired_on=None).select_related("indicator"),
        "people": partner.memberships.not_over().select_related("user"),
        "joins": partner.joins.select_related("joined_by"),
        "distinctions": partner.distinctions.select_related("decided_by"),
    }
    return render(request, "laa/partner_detail.html", context)


def fetch_partner(member: Member, slug: str) -> Partner:
    found = Partner.objects.visible_to(member).select_related("part_of", "partnership")
    return get_object_or_404(found, slug=slug)


@in_partnership(P.SET_UP)
def partner_edit(request, member: Member, partner: str):
    partner = fetch_partner(member, partner)
    form = PartnerForm(request.POST or None, partnership=member.partnership, row=partner)
    if request.method == "POST" and form.is_valid():
        options = {"partner": partner, "by": request.user, **form.cleaned_data}
        if partner_now := saved(form, actions.edit_partner, **options):
            messages.success(request, f"{partner_now} is saved.")
            return redirect("laa:partner-detail", member.partnership.slug, partner.slug)
    return render(request, "laa/partner_form.html", {"form": form, "partner": partner})


@post_only
@in_partnership(P.SET_UP)
def partner_change(request, member: Member, partner: str):
    """The buttons of a partner's page: names, retiring, what was said not to be the same."""
    partner = fetch_partner(member, partner)
    asked, seen = request.POST.get("do"), request.POST.get("seen")
    if asked == "remove-name":
        name = request.POST.get("name", "")
        said = f"“{name}” no longer stands for {partner}."
        done(request, said, actions.remove_name, partner, name=name, by=request.user)
    elif asked == "keep-apart":
        name = request.POST.get("name", "")[:200]
        said = f"“{name}” and {partner} are kept apart: nothing will propose them again."
        done(request, said, actions.keep_apart, partner, name=name, by=request.user)
    elif asked == "let-propose":
        distinction = get_object_or_404(partner.distinctions, name=request.POST.get("name"))
        said = f"“{distinction.name}” may be proposed for {partner} again."
        done(request, said, actions.let_propose, distinction, by=request.user)
    elif asked == "retire":
        said = f"{partner} is retired. What it did stays; you can bring it back here."
        done(request, said, actions.retire_partner, partner, by=request.user, seen=seen)
    elif asked == "bring-back":
        said = f"{partner} is a partner again."
        done(request, said, actions.bring_back_partner, partner, by=request.user, seen=seen)
    if request.POST.get("next") == "alike":
        return redirect("laa:partners-alike", member.partnership.slug)
    return redirect("laa:partner-detail", member.partnership.slug, partner.slug)
