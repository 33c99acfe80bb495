"""What a partnership chose for itself, each on a page of boxes: a performance lead changes it."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect, render
from django.urls import reverse

from laa.access import in_partnership
from laa.actions.policies import set_flag_policy, set_return_policy
from laa.forms.flag_policy import FlagPolicyForm
from laa.forms.return_policy import ReturnPolicyForm
from laa.forms.said import said_by
from laa.models import flag_policy, return_policy
from laa.permissions import Member, Permission
from laa.views.saving import saved

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def return_policy_edit(request, member: Member):
    """What returns are asked for: who may certify what, and what must be explained."""
    form = ReturnPolicyForm(request.POST or None, row=return_policy(member.partnership))
    said = "Saved. It holds from now on, for rounds that are open too."
    title = "What returns are asked for"
    return _page(request, member, form, set_return_policy, said=said, title=title)


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def flag_policy_edit(request, member: Member):
    """Which reasons are flagged, and how long officers have before others are told."""
    form = FlagPolicyForm(request.POST or None, row=flag_policy(member.partnership))
    said = "Saved. The jobs go by it from their next run."
    text = (
        "What the service looks for on its own, and whom it tells when. A flag that is "
        "open for a reason you switch off closes with the next run."
    )
    title = "Flags and reminders"
    return _page(request, member, form, set_flag_policy, said=said, title=title, text=text)


def _page(
    request, member: Member, form: Form, action: Callable, *, said: str, title: str, text: str = ""
):
    if request.method == "POST":
        member.require(P.SET_UP)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if saved(form, action, **options):
            messages.success(request, said)
            return redirect(request.path)
    context = {
        "form": form,
        "said": [] if member.may(P.SET_UP) else said_by(form),
        "title": title,
        "text": text,
        "back_url": reverse("laa:setup", args=[member.partnership.slug]),
        "back": "Set-up",
    }
    return render(request, "laa/setup_form.html", context)
