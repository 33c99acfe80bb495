"""The quarterly project return: a page, a PDF or a Word file of one quarter."""

from django.http import Http404
from django.shortcuts import render

from laa import clock
from laa.access import in_partnership
from laa.permissions import Member, Permission
from laa.reports.html_report import sections_of
from projects import access
from projects.queries.quarter import quarter_asked, quarterly_return, quarters_of
from projects.views.report import FORMATS, report_file


@in_partnership(Permission.SEE_SIGNED_OFF)
def quarter(request, member: Member, project: str):
    """`?quarter=2008/09-Q4`; without it the newest quarter that is over."""
    project = access.fetch_project(member, project)
    today = clock.today(member.partnership)
    chosen = quarter_asked(project, today, request.GET.get("quarter", ""))
    context = {"project": project, "chosen": chosen, "quarters": quarters_of(project, today)}
    if chosen is None:
        return render(request, "projects/quarter.html", context)
    document = quarterly_return(project, chosen, today)
    if (wanted := request.GET.get("format")) is not None:
        if wanted not in FORMATS:
            raise Http404("The return is a page, a PDF or a Word file.")
        made = FORMATS[wanted](document, as_at=min(chosen.end, today))
        return report_file(made, f"{project} {chosen.key}", wanted)
    context |= {"cover": document.cover, "sections": sections_of(document)}
    return render(request, "projects/quarter.html", context)
