from functools import partial

from django.shortcuts import render

from laa import clock
from laa.access import in_partnership
from laa.exports.tables import asked_for
from laa.exports.waiting import waiting_list_rows
from laa.forms.waiting import WaitingForm
from laa.models import Commitment
from laa.permissions import Member, Permission
from laa.queries.waiting import waiting_list


@in_partnership(Permission.SEE_SIGNED_OFF)
def waiting(request, member: Member):
    """Everything that is waiting, in every agreement: for whom, until when."""
    promises = (
        Commitment.objects.visible_to(member)
        .kept()
        .select_related("agreement", "indicator", "lead", "theme")
    )
    everything = waiting_list(promises, today=clock.today(member.partnership))
    form = WaitingForm(request.GET or None, partnership=member.partnership)
    found = form.narrow(everything)
    tables = {"waiting": partial(waiting_list_rows, found)}
    if file := asked_for(request, tables, name="Waiting"):
        return file
    overdue = sum(each.is_overdue for each in everything)
    context = {"found": found, "total": len(everything), "overdue": overdue, "filter_form": form}
    return render(request, "laa/waiting.html", context)
