from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership
from laa.actions.refusals import Refused
from laa.actions.targets import CellsChanged, Change, change_cells
from laa.exports.tables import asked_for
from laa.exports.target import version_rows
from laa.forms.target import HELP, TargetsForm
from laa.models import Agreement, Commitment
from laa.permissions import Member, Permission
from laa.queries.targets_page import targets_page

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
    promises = Commitment.objects.visible_to(member).select_related(
        "partnership", "agreement", "indicator"
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
    kept = found.commitments.kept()
    promises = kept.select_related("partnership", "agreement", "indicator")
    back = reverse("laa:agreement-waiting", args=[member.partnership.slug, agreement])
    return _change(
        request,
        promises.in_printed_order(),
        title=f"Refresh {found.title}",
        back=back,
        only_waiting=request.GET.get("all") != "yes",
    )


def _change(request, commitments, *, title: str, back: str, only_waiting: bool):
    """Type, look at what it is read as, save: nothing is kept before the second look."""
    groups = [
        [cell for cell in cells if cell.is_waiting or cell.span or not only_waiting]
        for cells in targets_page(commitments)
    ]
    cells = [cell for group in groups for cell in group]
    form = TargetsForm(request.POST or None, cells=cells)
    previews = []
    if request.method == "POST" and form.is_valid():
        if request.POST.get("action") == "save":
            try:
                made = change_cells(
                    [
                        Change(cell.commitment, cell.period, it, cell.span)
                        for cell, it in form.readings()
                    ],
                    reason=form.cleaned_data["reason"],
                    agreed_by=form.cleaned_data["agreed_by"],
                    agreed_on=form.cleaned_data["agreed_on"],
                    seen=_seen(request),
                    by=request.user,
                )
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"{len(made)} versions were added. The old ones stay.")
                return redirect(back)
        elif stale := _changed_since(form, _seen(request)):
            messages.error(request, str(CellsChanged(stale)))
        else:
            previews = form.previews()
            if not previews:
                messages.info(request, "Nothing differs from what stands there already.")
    context = {
        "form": form,
        "groups": [[(cell, form[cell.field_name]) for cell in group] for group in groups if group],
        "seen": request.POST.get("seen")
        or ",".join(str(row.pk) for cell in cells for row in cell.rows),
        "previews": previews,
        "title": title,
        "back": back,
        "help": HELP,
        "only_waiting": only_waiting,
    }
    return render(request, "laa/target_set.html", context)


def _changed_since(form: TargetsForm, seen: set[int]) -> Commitment | None:
    """The first promise of which a cell on the page has a version that the page did not show."""
    stale = (cell for cell in form.cells if any(row.pk not in seen for row in cell.rows))
    return next((cell.commitment for cell in stale), None)


def _seen(request) -> set[int]:
    return {int(pk) for pk in request.POST.get("seen", "").split(",") if pk.isdigit()}
