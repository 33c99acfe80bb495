"""What was done to a return and to each of its lines, for those who may read them."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from laa.access import in_partnership
from laa.exports.tables import asked_for
from laa.exports.trail import trail_rows
from laa.models import ReturnLine
from laa.permissions import Member
from laa.queries.trail import of_line, of_return
from laa.views.quarterly_return import READERS, fetch_return


@in_partnership(*READERS)
def return_history(request, member: Member, period: str, partner: str):
    quarterly_return = fetch_return(member, period, partner)
    address = reverse("laa:return-detail", args=quarterly_return.address)
    return _page(request, quarterly_return, of_return(quarterly_return), address, "The return")


@in_partnership(*READERS)
def line_history(request, member: Member, line: str):
    found = ReturnLine.objects.visible_to(member).select_related(
        "strand__indicator", "quarterly_return__round", "quarterly_return__partner"
    )
    line = get_object_or_404(found.select_related("quarterly_return__partnership"), uuid=line)
    address = f"{reverse('laa:return-detail', args=line.quarterly_return.address)}#line-{line.uuid}"
    return _page(request, line, of_line(line), address, "The return")


def _page(request, subject, happened, back_url: str, back: str):
    if file := asked_for(request, {"trail": partial(trail_rows, happened)}, name=f"{subject}"):
        return file
    context = {"subject": subject, "happened": happened, "back_url": back_url, "back": back}
    return render(request, "laa/trail.html", context)
