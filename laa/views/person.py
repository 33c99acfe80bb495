from collections import defaultdict
from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import people as actions
from laa.actions.refusals import Refused
from laa.exports.people import people_rows
from laa.exports.tables import asked_for
from laa.forms.person import InvitationForm
from laa.models import Membership, User
from laa.permissions import Member, Permission

P = Permission


@in_partnership(P.MANAGE_PEOPLE)
def people(request, member: Member):
    """Everybody with a part in the partnership, and which."""
    roles = defaultdict(list)
    memberships = (
        Membership.objects.not_over()
        .filter(partnership=member.partnership)
        .select_related("user", "partner")
        .order_by("user__name", "role")
    )
    for membership in memberships:
        roles[membership.user].append(membership)
    if file := asked_for(request, {"people": partial(people_rows, roles)}, name="People"):
        return file
    return render(request, "laa/people.html", {"people": dict(roles)})


@in_partnership(P.MANAGE_PEOPLE)
def person_invite(request, member: Member):
    form = InvitationForm(request.POST or None, partnership=member.partnership, today=_today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(
                partnership=member.partnership,
                by=request.user,
                base_url=request.build_absolute_uri("/"),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['email']} has been invited by e-mail.")
            return redirect("laa:people", member.partnership.slug)
    return render(request, "laa/person_invite.html", {"form": form})


def _today():
    """People come and go by the real calendar, in a demonstration too."""
    return clock.day_of(clock.real_now())


@in_partnership(P.MANAGE_PEOPLE)
def person_detail(request, member: Member, person: str):
    """One person's roles, to take away; and their account, to deactivate or let in again."""
    user = _fetch_person(member, person)
    memberships = user.memberships.not_over().filter(partnership=member.partnership)
    memberships = memberships.select_related("partner")
    context = {"person": user, "memberships": memberships, "today": _today()}
    return render(request, "laa/person_detail.html", context)


def _fetch_person(member: Member, uuid: str) -> User:
    people = User.objects.filter(memberships__partnership=member.partnership).distinct()
    return get_object_or_404(people, uuid=uuid)


@post_only
@in_partnership(P.MANAGE_PEOPLE)
def person_switch(request, member: Member, person: str):
    """Deactivate an account, or let the person in again."""
    user = _fetch_person(member, person)
    try:
        if request.POST.get("account") == "deactivate":
            actions.deactivate(user, partnership=member.partnership, by=request.user)
            messages.success(request, f"{user} can no longer sign in.")
        elif request.POST.get("account") == "activate":
            actions.reactivate(user, partnership=member.partnership, by=request.user)
            messages.success(request, f"{user} can sign in again.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("laa:person-detail", member.partnership.slug, user.uuid)


@post_only
@in_partnership(P.MANAGE_PEOPLE)
def membership_end(request, member: Member, membership: str):
    found = Membership.objects.filter(partnership=member.partnership).select_related("user")
    membership = get_object_or_404(found, uuid=membership)
    try:
        actions.end_membership(membership, by=request.user)
        messages.success(
            request, f"{membership.user} is no longer {membership.get_role_display()}."
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("laa:people", member.partnership.slug)
