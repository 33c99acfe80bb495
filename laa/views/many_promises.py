"""Many promises of an agreement, ticked and changed in one go."""

from django.contrib import messages
from django.shortcuts import redirect, render

from laa.access import in_partnership
from laa.actions.many_promises import change_promises, mark, withdraw_promises
from laa.forms.many_promises import ManyPromisesForm
from laa.permissions import Member, Permission
from laa.views.agreement_setup import fetch_agreement
from laa.views.saving import saved

WITHDRAW = "withdraw"


@in_partnership(Permission.SET_UP)
def many_promises(request, member: Member, agreement: str):
    agreement = fetch_agreement(member, agreement)
    withdraws = request.POST.get("action") == WITHDRAW
    form = ManyPromisesForm(request.POST or None, agreement=agreement, withdraws=withdraws)
    ticked = request.POST.getlist("indicator")
    if request.method == "POST" and form.is_valid() and _done(request, agreement, form, ticked):
        return redirect("laa:many-promises", member.partnership.slug, agreement.slug)
    kept = agreement.commitments.kept().select_related("indicator", "theme", "lead")
    promises = [(one, mark(one)) for one in kept.in_printed_order()]
    context = {"agreement": agreement, "promises": promises, "form": form, "ticked": ticked}
    return render(request, "laa/many_promises.html", context)


def _done(request, agreement, form: ManyPromisesForm, ticked: list[str]) -> bool:
    seen = dict(each.split("=", 1) for each in request.POST.getlist("seen") if "=" in each)
    options = {"agreement": agreement, "slugs": ticked, "by": request.user, "seen": seen}
    if form.withdraws:
        found = saved(form, withdraw_promises, reason=form.cleaned_data["reason"], **options)
        said = "withdrawn. You can take that back on the page of each."
    else:
        found, said = saved(form, change_promises, **form.chosen, **options), "changed."
    if found:
        messages.success(request, f"{len(found)} promise{'' if len(found) == 1 else 's'} {said}")
    return bool(found)
