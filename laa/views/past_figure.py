"""Tables of figures, past ones and those of other areas: looked at, loaded, taken away again."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership, post_only
from laa.actions import figure_loads as actions
from laa.actions.refusals import Refused
from laa.exports import comparator, past_figure
from laa.exports.tables import asked_for, download
from laa.forms.past_figure import ComparatorsForm, HistoryForm
from laa.imports.problems import Unreadable
from laa.models import FigureLoad, Strand
from laa.permissions import Member, Permission
from laa.views.uploads import read_upload

P = Permission
Kind = FigureLoad.Kind
ROWS = 100
FORMS = {Kind.HISTORY: HistoryForm, Kind.COMPARATORS: ComparatorsForm}
EXPORTS = {Kind.HISTORY: past_figure, Kind.COMPARATORS: comparator}


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def history(request, member: Member, kind: str = Kind.HISTORY):
    """Choose a table; what was loaded before stands below."""
    if request.method == "POST":
        member.require(P.SET_UP)
    form = FORMS[kind](request.POST or None, request.FILES or None)
    problems = []
    if request.method == "POST" and form.is_valid():
        start = partial(
            actions.start_load, partnership=member.partnership, by=request.user, kind=kind
        )
        load, problems = read_upload(form, lambda name, data: start(name=name, data=data))
        if load:
            return redirect("laa:history-detail", member.partnership.slug, load.uuid)
    loads = FigureLoad.objects.filter(partnership=member.partnership, kind=kind).defer("document")
    context = {
        "kind": Kind(kind),
        "form": form,
        "problems": problems,
        "loads": loads.select_related("uploaded_by"),
    }
    return render(request, "laa/history.html", context)


@in_partnership(P.SET_UP)
def history_template(request, member: Member, kind: str = Kind.HISTORY):
    """A table to fill in: a row for every strand."""
    strands = Strand.objects.filter(partnership=member.partnership).select_related("indicator")
    format = "csv" if request.GET.get("format") == "csv" else "xlsx"
    rows = EXPORTS[kind].template_rows(strands)
    return download(rows, format=format, name=Kind(kind).label)


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def history_detail(request, member: Member, load: str):
    """What the table would add, or what it added."""
    load = _fetch(member, load)
    found, problems = None, []
    try:
        found = actions.read_load(load)
    except Unreadable as error:
        problems = error.problems
    rows = found.new if found else []
    if file := asked_for(
        request, {"figures": partial(EXPORTS[load.kind].figure_rows, rows)}, name=str(load)
    ):
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {"load": load, "found": found, "rows": page, "problems": problems}
    return render(request, "laa/history_detail.html", context)


def _fetch(member: Member, uuid: str) -> FigureLoad:
    load = get_object_or_404(FigureLoad, partnership=member.partnership, uuid=uuid)
    load.partnership = member.partnership
    return load


@post_only
@in_partnership(P.SET_UP)
def history_load(request, member: Member, load: str):
    load = _fetch(member, load)
    try:
        load = actions.load_figures(load, by=request.user)
        messages.success(request, f"{len(load.made)} figures are loaded.")
    except (Refused, Unreadable) as error:
        messages.error(request, str(error))
    return redirect("laa:history-detail", member.partnership.slug, load.uuid)


@post_only
@in_partnership(P.SET_UP)
def history_undo(request, member: Member, load: str):
    load = _fetch(member, load)
    try:
        actions.undo_load(load, by=request.user)
        messages.success(request, "The figures were taken away again. The table is kept.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("laa:history-detail", member.partnership.slug, load.uuid)


@post_only
@in_partnership(P.SET_UP)
def history_discard(request, member: Member, load: str):
    load = _fetch(member, load)
    try:
        actions.discard_load(load, by=request.user)
        messages.success(request, f"{load} was thrown away.")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("laa:history-detail", member.partnership.slug, load.uuid)
    return redirect(f"laa:{load.kind}", member.partnership.slug)
