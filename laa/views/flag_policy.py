from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from laa.access import in_partnership
from laa.actions.flag_policies import set_flag_policy
from laa.forms.flag_policy import FlagPolicyForm
from laa.forms.said import said_by
from laa.models import flag_policy
from laa.permissions import Member, Permission
from laa.views.saving import saved

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def flag_policy_edit(request, member: Member):
    """Which reasons are flagged, and how long officers have before others are told."""
    if request.method == "POST":
        member.require(P.SET_UP)
    row = flag_policy(member.partnership)
    form = FlagPolicyForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if saved(form, set_flag_policy, **options):
            messages.success(request, "Saved. The jobs go by it from their next run.")
            return redirect(request.path)
    context = {
        "form": form,
        "said": [] if member.may(P.SET_UP) else said_by(form),
        "title": "Flags and reminders",
        "text": "What the service looks for on its own, and whom it tells when. A flag that is "
        "open for a reason you switch off closes with the next run.",
        "back_url": reverse("laa:setup", args=[member.partnership.slug]),
        "back": "Set-up",
    }
    return render(request, "laa/setup_form.html", context)
