"""The end-of-project report: as it would be now, and as it was issued."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from laa import clock
from laa.access import in_partnership
from laa.issuing import issue_document
from laa.permissions import Member, Permission
from laa.reports.board_report import report_pdf
from laa.reports.html_report import sections_of
from laa.reports.render import CONTENT_TYPES
from laa.reports.word_report import report_docx
from laa.rules.blocks import Document
from laa.rules.document_data import from_data
from projects import access
from projects.forms.report import IssueForm
from projects.models import IssuedReport, Project
from projects.queries.issued import issued_of
from projects.queries.report import project_report

P = Permission
FORMATS = {"pdf": report_pdf, "docx": report_docx}


@in_partnership(P.SEE_SIGNED_OFF)
def report(request, member: Member, project: str):
    """The report as it stands now, as a page, a PDF or a Word file; and those issued before."""
    project = access.fetch_project(member, project)
    as_at = clock.today(member.partnership)
    document = project_report(project, as_at)
    if (wanted := request.GET.get("format")) is not None:
        if wanted not in FORMATS:
            raise Http404("The report is a page, a PDF or a Word file.")
        return report_file(FORMATS[wanted](document, as_at=as_at), f"{project} report", wanted)
    options = {"issued": issued_of(project, ""), "may_issue": access.may_change(member, project)}
    return _page(request, project, document, **options)


@in_partnership(P.SEE_SIGNED_OFF)
def report_issued(request, member: Member, project: str, report: str):
    """A report or return as it was issued, whatever happened since: page, PDF, Word or JSON."""
    project = access.fetch_project(member, project)
    rows = IssuedReport.objects.select_related("issued_by", "project", "partnership")
    row = get_object_or_404(rows, project=project, uuid=report)
    if (wanted := request.GET.get("format")) is not None:
        kept = {"pdf": row.pdf, "docx": row.docx, "json": row.body.encode()}
        if wanted not in kept:
            raise Http404("An issued report is a page, a PDF, a Word file or JSON.")
        return report_file(bytes(kept[wanted]), f"{row}", wanted)
    return _page(request, project, from_data(row.said), this=row)


@in_partnership(P.SEE_SIGNED_OFF)
def report_issue(request, member: Member, project: str):
    """Fix the report as it stands. What changes afterwards goes into the next one."""
    project = fetch_to_issue(member, project)
    as_at = clock.today(member.partnership)
    row = IssuedReport(partnership=project.partnership, project=project)
    return issue_page(request, row, lambda: project_report(project, as_at), as_at=as_at)


def fetch_to_issue(member: Member, slug: str) -> Project:
    project = access.fetch_project(member, slug)
    if not access.may_change(member, project):
        raise PermissionDenied(f"Only the people of {project} may issue its reports and returns.")
    return project


def issue_page(request, row: IssuedReport, make: Callable[[], Document], *, as_at: date):
    """Ask what is different where one was issued before, then fix what `make` gives in `row`."""
    is_first = not IssuedReport.objects.filter(project=row.project, quarter=row.quarter).exists()
    # A first one asks for nothing: an empty form is one that was sent all the same.
    data = request.POST if request.method == "POST" else None
    form = IssueForm(data, is_first=is_first, what=row.what)
    if request.method == "POST" and form.is_valid():
        row.note = form.cleaned_data.get("note", "")
        issue_document(row, make(), as_at=as_at, by=request.user)
        messages.success(request, f"The {row.what} is issued. It stays as it is now.")
        return redirect(row)
    context = {"project": row.project, "row": row, "form": form}
    return render(request, "projects/report_issue.html", context)


def _page(request, project: Project, document: Document, **context):
    context |= {"project": project, "cover": document.cover, "sections": sections_of(document)}
    return render(request, "projects/report.html", context)


def report_file(content: bytes, name: str, wanted: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=CONTENT_TYPES[wanted])
    answer["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{wanted}"'
    return answer
