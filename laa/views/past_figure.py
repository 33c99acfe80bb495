from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership, post_only
from laa.actions import history as actions
from laa.actions.refusals import Refused
from laa.exports.past_figure import figure_rows, template_rows
from laa.exports.tables import asked_for, download
from laa.forms.past_figure import HistoryForm
from laa.imports.problems import Unreadable
from laa.models import FigureLoad, Strand
from laa.permissions import Member, Permission
from laa.views.uploads import read_upload

P = Permission
ROWS = 100


@in_partnership(P.SET_UP)
def history(request, member: Member):
    """Choose a table; what was loaded before stands below."""
    form = HistoryForm(request.POST or None, request.FILES or None)
    problems = []
    if request.method == "POST" and form.is_valid():
        start = partial(actions.start_load, partnership=member.partnership, by=request.user)
        load, problems = read_upload(form, lambda name, data: start(name=name, data=data))
        if load:
            return redirect("laa:history-detail", member.partnership.slug, load.uuid)
    loads = FigureLoad.objects.filter(partnership=member.partnership).defer("document")
    context = {"form": form, "problems": problems, "loads": loads.select_related("uploaded_by")}
    return render(request, "laa/history.html", context)


@in_partnership(P.SET_UP)
def history_template(request, member: Member):
    """A table to fill in: a row for every strand."""
    strands = Strand.objects.filter(partnership=member.partnership).select_related("indicator")
    format = "csv" if request.GET.get("format") == "csv" else "xlsx"
    return download(template_rows(strands), format=format, name="Past figures")


@in_partnership(P.SET_UP)
def history_detail(request, member: Member, load: str):
    """What the table would add, or what it added."""
    load = _fetch(member, load)
    found, problems = None, []
    try:
        found = actions.read_load(load)
    except Unreadable as error:
        problems = error.problems
    rows = found.new if found else []
    if file := asked_for(request, {"figures": partial(figure_rows, rows)}, name=str(load)):
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
        load = actions.load_history(load, by=request.user)
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
    return redirect("laa:history", member.partnership.slug)
