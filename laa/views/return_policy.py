from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from laa.access import in_partnership
from laa.actions.return_policies import set_return_policy
from laa.forms.return_policy import ReturnPolicyForm
from laa.forms.said import said_by
from laa.models import return_policy
from laa.permissions import Member, Permission
from laa.views.saving import saved

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def return_policy_edit(request, member: Member):
    """What returns are asked for: who may certify what, and what must be explained."""
    if request.method == "POST":
        member.require(P.SET_UP)
    row = return_policy(member.partnership)
    form = ReturnPolicyForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if saved(form, set_return_policy, **options):
            messages.success(request, "Saved. It holds from now on, for rounds that are open too.")
            return redirect(request.path)
    context = {
        "form": form,
        "said": [] if member.may(P.SET_UP) else said_by(form),
        "title": "What returns are asked for",
        "back_url": reverse("laa:setup", args=[member.partnership.slug]),
        "back": "Set-up",
    }
    return render(request, "laa/setup_form.html", context)
