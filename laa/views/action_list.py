"""Overdue and ownerless actions of every plan."""

from functools import partial

from django.shortcuts import render

from laa import clock
from laa.access import in_partnership
from laa.exports.action_plans import chased_rows
from laa.exports.tables import asked_for
from laa.forms.action_list import ActionListForm
from laa.permissions import Member, Permission
from laa.queries.action_list import chased


@in_partnership(Permission.SEE_SIGNED_OFF)
def actions(request, member: Member):
    """What is overdue and what nobody owns, over all plans, narrowed as asked."""
    everything = chased(member.partnership, clock.today(member.partnership))
    form = ActionListForm(request.GET or None, found=everything)
    found = form.narrow(everything)
    tables = {"actions": partial(chased_rows, found)}
    if file := asked_for(request, tables, name="Actions to chase"):
        return file
    context = {
        "found": found,
        "actions": [each.action for each in found],
        "overdue": [each.action for each in found if each.is_overdue],
        "total": len(everything),
        "filter_form": form,
    }
    return render(request, "laa/actions.html", context)
