"""Effort against value: told by those who collect, weighed by the lead."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render

from laa import clock
from laa.access import in_partnership
from laa.actions.effort import tell_effort
from laa.exports.effort import effort_rows
from laa.exports.tables import asked_for
from laa.forms.effort import EffortForm
from laa.permissions import Member, Permission
from laa.queries.effort import effort_page, indicators_not_asked
from laa.views.quarterly_return import fetch_return

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def effort(request, member: Member):
    """What each figure costs and who looks at it; those that nobody looks at first."""
    page = effort_page(member.partnership, clock.today(member.partnership))
    rows = {"effort": partial(effort_rows, page.rows), "unused": partial(effort_rows, page.unused)}
    if file := asked_for(request, rows, name="Effort against value"):
        return file
    return render(request, "laa/effort.html", {"page": page})


@in_partnership(P.ENTER_RETURN)
def effort_tell(request, member: Member, period: str, partner: str):
    """The hours that the return's figures take to collect; asked once, answered if one likes."""
    quarterly_return = fetch_return(member, period, partner)
    member.require(P.ENTER_RETURN, quarterly_return.partner_id)
    is_posted = request.method == "POST"
    form = EffortForm(indicators_not_asked(quarterly_return), request.POST if is_posted else None)
    if form.is_valid():
        for indicator, hours in form.told.items():
            tell_effort(indicator, hours=hours, by=request.user)
        count = len(form.told)
        figures = "figure" if count == 1 else "figures"
        messages.success(request, f"Hours saved for {count} {figures}. Thank you.")
        return redirect("laa:return-detail", *quarterly_return.address)
    context = {
        "form": form,
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
    }
    return render(request, "laa/effort_tell.html", context)
