"""The quarterly project return: a page, a PDF or a Word file of one quarter; and issued."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership
from laa.permissions import Member, Permission
from laa.reports.html_report import sections_of
from projects import access
from projects.models import IssuedReport
from projects.queries.issued import issued_of
from projects.queries.quarter import may_be_issued, quarter_asked, quarterly_return, quarters_of
from projects.views.report import FORMATS, fetch_to_issue, issue_page, report_file


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
    context |= {
        "cover": document.cover,
        "sections": sections_of(document),
        "issued": issued_of(project, chosen.key),
        "may_issue": may_be_issued(project, chosen, today) and access.may_change(member, project),
    }
    return render(request, "projects/quarter.html", context)


@in_partnership(Permission.SEE_SIGNED_OFF)
def quarter_issue(request, member: Member, project: str, quarter: str):
    """Fix the return of a quarter that is over. What changes later goes into one more of it."""
    project = fetch_to_issue(member, project)
    today = clock.today(member.partnership)
    chosen = next((each for each in quarters_of(project, today) if each.key == quarter), None)
    if chosen is None:
        raise Http404(f"{quarter} is no quarter of {project} that has begun.")
    if not may_be_issued(project, chosen, today):
        messages.error(request, f"{chosen.short_label} is not over. Issue its return once it is.")
        path = reverse("projects:quarter", args=[project.partnership.slug, project.slug])
        return redirect(f"{path}?{urlencode({'quarter': quarter})}")
    row = IssuedReport(partnership=project.partnership, project=project, quarter=quarter)
    as_at = min(chosen.end, today)
    return issue_page(request, row, lambda: quarterly_return(project, chosen, today), as_at=as_at)
