from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership
from laa.actions.refusals import Refused
from laa.actions.targets import CellsChanged, Change, change_cells
from laa.exports.tables import asked_for
from laa.exports.target import refresh_rows, version_rows
from laa.forms.target import HELP, TargetsFileForm, TargetsForm, previews
from laa.imports.files import open_document
from laa.imports.refresh import read_refresh
from laa.models import Agreement, Commitment
from laa.permissions import Member, Permission
from laa.queries.baseline_effect import what_becomes
from laa.queries.targets_page import PrintedCell, targets_page
from laa.views.uploads import read_upload

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def target_history(request, member: Member, agreement: str, indicator: str):
    """Every version of a promise's targets: what, why, who agreed, when."""
    commitment = _fetch_commitment(member, agreement, indicator)
    (cells,) = targets_page([commitment])
    if file := asked_for(
        request, {"versions": partial(version_rows, cells)}, name=f"{commitment.indicator.slug}"
    ):
        return file
    context = {"commitment": commitment, "cells": cells}
    return render(request, "laa/target_history.html", context)


def _fetch_commitment(member: Member, agreement: str, indicator: str) -> Commitment:
    promises = (
        Commitment.objects.visible_to(member)
        .select_related("partnership", "agreement", "indicator")
        .prefetch_related("indicator__strands")
    )
    return get_object_or_404(promises, agreement__slug=agreement, indicator__slug=indicator)


@in_partnership(P.SET_UP)
def target_set(request, member: Member, agreement: str, indicator: str):
    """One promise's baseline and targets, in the words they are agreed in."""
    commitment = _fetch_commitment(member, agreement, indicator)
    back = reverse("laa:indicator-detail", args=[member.partnership.slug, agreement, indicator])
    title = f"Change the targets of {commitment.indicator.reference}"
    return _change(request, [commitment], title=title, back=back, only_waiting=False)


@in_partnership(P.SET_UP)
def target_refresh(request, member: Member, agreement: str):
    """Many targets in one go, as an annual review settles them; only those that wait, if asked."""
    found = get_object_or_404(Agreement.objects.visible_to(member), slug=agreement)
    back = reverse("laa:agreement-waiting", args=[member.partnership.slug, agreement])
    upload = reverse("laa:target-upload", args=[member.partnership.slug, agreement])
    return _change(
        request,
        _promises(found),
        title=f"Refresh {found.title}",
        back=back,
        only_waiting=request.GET.get("all") != "yes",
        upload=upload,
    )


def _promises(agreement: Agreement):
    promises = agreement.commitments.kept().in_printed_order()
    return promises.select_related("partnership", "agreement", "indicator").prefetch_related(
        "indicator__strands"
    )


@in_partnership(P.SET_UP)
def target_upload(request, member: Member, agreement: str):
    """The same from a table: every change beside what stands, nothing kept before the yes."""
    found = get_object_or_404(Agreement.objects.visible_to(member), slug=agreement)
    groups = targets_page(_promises(found))
    name = f"Targets of {found.title}"
    if file := asked_for(request, {"targets": partial(refresh_rows, groups)}, name=name):
        return file
    form = TargetsFileForm(request.POST or None, request.FILES or None)
    problems = []
    if request.method == "POST" and form.is_valid():
        standing = [cell.standing for cells in groups for cell in cells]
        typed, problems = read_upload(
            form, lambda name, data: read_refresh(open_document(name, data), standing)
        )
        if typed:
            return _look_over(request, found, groups, typed)
        if not problems:
            form.add_error("document", "Every cell of it says what stands here already.")
    context = {"agreement": found, "form": form, "problems": problems}
    return render(request, "laa/target_upload.html", context)


def _look_over(request, agreement: Agreement, groups, typed: dict[tuple[str, str], str]):
    """What the table changes, in the boxes of the page that saves it."""
    places = [agreement.partnership.slug, agreement.slug]
    changed = [
        [cell for cell in cells if (cell.standing.ref, cell.period) in typed] for cells in groups
    ]
    words = [(cell, typed[cell.standing.ref, cell.period]) for group in changed for cell in group]
    form = TargetsForm(
        initial={cell.field_name: text for cell, text in words}, cells=[cell for cell, _ in words]
    )
    readings = [(cell, cell.standing.read(text)) for cell, text in words]
    context = {
        **_boxes(form, changed),
        "previews": previews(readings),
        "becomes": what_becomes(readings),
        "title": f"Refresh {agreement.title}",
        "action": reverse("laa:target-refresh", args=places),
        "back": reverse("laa:target-upload", args=places),
        "only": ",".join(cell.field_name for cell, _ in words),
    }
    return render(request, "laa/target_set.html", context)


def _boxes(form: TargetsForm, groups) -> dict:
    """The form, the box of every cell, and the versions that stand behind them."""
    return {
        "form": form,
        "groups": [[(cell, form[cell.field_name]) for cell in group] for group in groups if group],
        "seen": ",".join(str(row.pk) for cell in form.cells for row in cell.rows),
        "help": HELP,
    }


def _change(request, commitments, *, title: str, back: str, only_waiting: bool, upload: str = ""):
    """Type, look at what it is read as, save: nothing is kept before the second look."""
    only = set(filter(None, request.POST.get("only", "").split(",")))
    promises = targets_page(commitments)
    groups = [
        [cell for cell in cells if _is_asked_for(cell, only, only_waiting)] for cells in promises
    ]
    is_saving = request.POST.get("action") == "save"
    form = TargetsForm(
        request.POST or None,
        cells=[cell for group in groups for cell in group],
        promises=promises,
        is_saving=is_saving,
    )
    found = []
    if request.method == "POST":
        if form.is_valid() and is_saving and _save(request, form):
            return redirect(back)
        if stale := not is_saving and _changed_since(form, _seen(request)):
            messages.error(request, str(CellsChanged(stale)))
        elif form.has_readable_cells and not (found := form.previews()):
            messages.info(request, "Nothing differs from what stands there already.")
    context = {
        **_boxes(form, groups),
        "previews": found,
        "becomes": what_becomes(form.readings()) if found else [],
        "title": title,
        "back": back,
        "upload": upload,
        "only": request.POST.get("only", ""),
        "only_waiting": only_waiting and not only,
    }
    context["seen"] = request.POST.get("seen") or context["seen"]
    return render(request, "laa/target_set.html", context)


def _is_asked_for(cell: PrintedCell, only: set[str], only_waiting: bool) -> bool:
    if only:
        return cell.field_name in only
    return bool(cell.is_waiting or cell.span or not only_waiting)


def _save(request, form: TargetsForm) -> bool:
    try:
        made = change_cells(
            [Change(**change) for change in form.changes()],
            reason=form.cleaned_data["reason"],
            agreed_by=form.cleaned_data["agreed_by"],
            agreed_on=form.cleaned_data["agreed_on"],
            seen=_seen(request),
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    count = "1 version was" if len(made) == 1 else f"{len(made)} versions were"
    messages.success(request, f"{count} added. The old ones stay.")
    return True


def _changed_since(form: TargetsForm, seen: set[int]) -> Commitment | None:
    """The first promise of which a cell on the page has a version that the page did not show."""
    stale = (cell for cell in form.cells if any(row.pk not in seen for row in cell.rows))
    return next((cell.commitment for cell in stale), None)


def _seen(request) -> set[int]:
    return {int(pk) for pk in request.POST.get("seen", "").split(",") if pk.isdigit()}
