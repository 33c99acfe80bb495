"""A project's records of every kind: listed, added, changed, taken off."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership, post_only
from laa.exports.tables import asked_for
from laa.permissions import Member, Permission
from laa.views.saving import done, saved
from projects import access
from projects.actions import records as actions
from projects.exports.records import record_rows
from projects.forms.record import RecordForm
from projects.kinds import KINDS, Kind
from projects.models import Project
from projects.queries.spend import spend_of
from projects.queries.summaries import summary_of

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def records(request, member: Member, project: str, kind: str):
    """The list, what it comes to, and what is in doubt about each row."""
    kind = _kind(kind)
    project = _fetch_to_read(member, project, kind)
    rows = list(_rows(project, kind))
    tables = {kind.slug: partial(record_rows, kind, rows)}
    if file := asked_for(request, tables, name=f"{project} {kind.title}"):
        return file
    context = {
        "project": project,
        "kind": kind,
        "heads": [head for head, _ in kind.columns],
        "rows": [(row, _cells(kind, row)) for row in rows],
        "summary": summary_of(kind.slug, project, rows),
        "spend": spend_of(project, rows) if kind.slug == "spend" else [],
        "may_change": access.may_change(member, project),
    }
    return render(request, "projects/records.html", context)


@in_partnership(P.WORK_ON_PROJECTS, P.SET_UP)
def record_add(request, member: Member, project: str, kind: str):
    kind = _kind(kind)
    project = _fetch_to_change(member, project, kind)
    form = RecordForm(request.POST or None, kind=kind, project=project)
    if request.method == "POST" and form.is_valid():
        options = {"project": project, "by": request.user, "is_personal": kind.is_personal}
        if saved(form, partial(actions.add_record, kind.model), **options, **form.cleaned_data):
            messages.success(request, f"The {kind.one} is added.")
            return redirect(_list(project, kind))
    return _form(request, form, project, kind, f"Add {kind.a_one}")


@in_partnership(P.WORK_ON_PROJECTS, P.SET_UP)
def record_edit(request, member: Member, project: str, kind: str, row):
    kind = _kind(kind)
    project = _fetch_to_change(member, project, kind)
    row = get_object_or_404(_rows(project, kind), uuid=row)
    form = RecordForm(request.POST or None, kind=kind, project=project, row=row)
    if request.method == "POST" and form.is_valid():
        options = {"row": row, "by": request.user, "is_personal": kind.is_personal}
        if saved(form, actions.edit_record, **options, **form.cleaned_data):
            messages.success(request, f"The {kind.one} is saved.")
            return redirect(_list(project, kind))
    return _form(request, form, project, kind, f"Change {kind.a_one}", row)


@post_only
@in_partnership(P.WORK_ON_PROJECTS, P.SET_UP)
def record_remove(request, member: Member, project: str, kind: str, row):
    kind = _kind(kind)
    project = _fetch_to_change(member, project, kind)
    row = get_object_or_404(_rows(project, kind), uuid=row)
    said = f"The {kind.one} is taken off."
    options = {"by": request.user, "seen": request.POST.get("seen")}
    done(request, said, actions.remove_record, row, **options)
    return redirect(_list(project, kind))


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404("Projects keep no records of this kind.")
    return KINDS[slug]


def _fetch_to_read(member: Member, slug: str, kind: Kind) -> Project:
    fetch = access.fetch_worked_on if kind.is_personal else access.fetch_project
    return fetch(member, slug)


def _fetch_to_change(member: Member, slug: str, kind: Kind) -> Project:
    fetch = access.fetch_worked_on if kind.is_personal else access.fetch_to_change
    return fetch(member, slug)


def _rows(project: Project, kind: Kind):
    rows = kind.model.objects.filter(project=project).order_by(*kind.model._meta.ordering)
    return rows.select_related("project", "partnership__demonstration", *kind.related)


def _cells(kind: Kind, row) -> list[tuple]:
    return [(head, read(row)) for head, read in kind.columns]


def _list(project: Project, kind: Kind) -> str:
    return reverse("projects:records", args=[project.partnership.slug, project.slug, kind.slug])


def _form(request, form, project: Project, kind: Kind, title: str, row=None):
    context = {"form": form, "project": project, "kind": kind, "title": title, "row": row}
    return render(request, "projects/record_form.html", context)
