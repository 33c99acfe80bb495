"""Outputs with the records behind them, and whom the project reaches."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from laa import clock
from laa.access import in_partnership
from laa.models import Indicator
from laa.permissions import Member, Permission
from laa.views.saving import saved
from projects import access
from projects.actions.outputs import count_from
from projects.forms.output import MeasureForm
from projects.measures import MEASURES, SAID
from projects.models import Project
from projects.queries.proofs import proven
from projects.queries.reach import reach_of

P = Permission


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
