from django.shortcuts import render

from laa import clock
from laa.access import in_partnership
from laa.models import Notice, Report
from laa.permissions import Member, Permission
from laa.queries.work import work_of


@in_partnership(*Permission)
def work(request, member: Member):
    """What I must do: the first page after signing in, for every role."""
    context = {
        "work": work_of(member),
        "notices": Notice.objects.visible_to(member).unread()[:5],
        "today": clock.today(member.partnership),
        "agreements": member.partnership.agreements.all(),
        "reports": Report.objects.visible_to(member).issued().listed()[:3],
        "may_load": member.may(Permission.LOAD_BASELINES),
    }
    return render(request, "laa/work.html", context)
