"""Outputs with the records behind them, whom the project reaches, and its report."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from laa import clock
from laa.access import in_partnership
from laa.models import Indicator
from laa.permissions import Member, Permission
from laa.reports.board_report import report_pdf
from laa.reports.html_report import sections_of
from laa.reports.render import CONTENT_TYPES
from laa.reports.word_report import report_docx
from laa.views.saving import saved
from projects import access
from projects.actions.outputs import count_from
from projects.forms.output import MeasureForm
from projects.measures import MEASURES, SAID
from projects.models import Project
from projects.queries.proofs import proven
from projects.queries.reach import reach_of
from projects.queries.report import project_report

P = Permission
FORMATS = {"pdf": report_pdf, "docx": report_docx}


@in_partnership(P.SEE_SIGNED_OFF)
def output(request, member: Member, project: str, output: str):
    """What was promised, entered and counted, with the list behind the count."""
    project = access.fetch_project(member, project)
    indicator = _fetch(project, output)
    may_change = access.may_change(member, project)
    form = MeasureForm(request.POST or None, measures=SAID, row=indicator)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied(f"Only the people of {project} may change what it is.")
        if form.is_valid() and saved(
            form, count_from, indicator=indicator, known=MEASURES, by=request.user,
            **form.cleaned_data,
        ):  # fmt: skip
            messages.success(request, "It is saved what the output is counted from.")
            return redirect(request.path)
    context = {
        "project": project,
        "indicator": indicator,
        "proven": proven(project, indicator, clock.today(member.partnership)),
        "form": form,
        "may_change": may_change,
        "is_one_of_its_people": access.is_one_of_its_people(member, project),
    }
    return render(request, "projects/output.html", context)


def _fetch(project: Project, slug: str) -> Indicator:
    rows = Indicator.objects.filter(
        partnership=project.partnership, commitments__agreement=project.agreement_id
    )
    return get_object_or_404(rows.select_related("partnership__demonstration"), slug=slug)


@in_partnership(P.SEE_SIGNED_OFF)
def reach(request, member: Member, project: str):
    """Who is reached, against whom; a warning where outputs are green and reach is not."""
    project = access.fetch_project(member, project)
    is_one = access.is_one_of_its_people(member, project)
    found = reach_of(project)
    rows = [(row, row.group.counted_said(to_its_people=is_one)) for row in found.rows]
    context = {"project": project, "reach": found, "rows": rows}
    return render(request, "projects/reach.html", context)


@in_partnership(P.SEE_SIGNED_OFF)
def report(request, member: Member, project: str):
    """The end-of-project report as a page, a PDF or a Word file."""
    project = access.fetch_project(member, project)
    as_at = clock.today(member.partnership)
    document = project_report(project, as_at)
    if (wanted := request.GET.get("format")) is not None:
        return _file(document, project, wanted, as_at)
    context = {"project": project, "cover": document.cover, "sections": sections_of(document)}
    return render(request, "projects/report.html", context)


def _file(document, project: Project, wanted: str, as_at) -> HttpResponse:
    if wanted not in FORMATS:
        raise Http404("The report is a page, a PDF or a Word file.")
    answer = HttpResponse(
        FORMATS[wanted](document, as_at=as_at), content_type=CONTENT_TYPES[wanted]
    )
    name = slugify(f"{project} report")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    return answer
