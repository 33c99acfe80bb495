from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render

from laa.access import in_partnership
from laa.actions.assignments import Assigned, assign
from laa.exports.entering import entering_rows
from laa.exports.tables import asked_for
from laa.forms.entering import AssignForm, EnteringFilterForm
from laa.permissions import Member, Permission
from laa.queries.entering import entries
from laa.views.saving import saved

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def entering(request, member: Member):
    """Who enters what: filtered, ticked, and assigned in one go."""
    narrowed = EnteringFilterForm(request.GET or None, partnership=member.partnership)
    found = entries(member.partnership, **_narrowed(narrowed))
    tables = {"entering": partial(entering_rows, found)}
    if file := asked_for(request, tables, name="Who enters what"):
        return file
    # The filter above has boxes of the same names.
    form = AssignForm(request.POST or None, partnership=member.partnership, auto_id="assign_%s")
    ticked = request.POST.getlist("indicator")
    if request.method == "POST":
        member.require(P.SET_UP)
        if form.is_valid():
            everything = request.POST.get("action") == "assign-all"
            options = {
                "indicators": [
                    entry.indicator
                    for entry in found
                    if everything or entry.indicator.slug in ticked
                ],
                "partnership": member.partnership,
                "by": request.user,
                "seen": _seen(request),
            }
            if result := saved(form, assign, **options, **form.chosen):
                messages.success(request, _said(result))
                return redirect(request.get_full_path())
    context = {"entries": found, "filter": narrowed, "form": form, "ticked": ticked}
    return render(request, "laa/entering.html", context)


def _narrowed(form: EnteringFilterForm) -> dict:
    return form.cleaned_data if form.is_bound and form.is_valid() else {}


def _seen(request) -> dict[str, str]:
    """How every indicator on the page was assigned when it was made."""
    return dict(each.split("=", 1) for each in request.POST.getlist("seen") if "=" in each)


def _said(result: Assigned) -> str:
    count = len(result.indicators)
    said = [f"{count} indicator{'s' if count != 1 else ''} assigned."]
    if result.moved:
        lines = "line" if result.moved == 1 else "lines"
        said.append(f"{result.moved} open {lines} went to the new supplier.")
    if result.stayed:
        said.append(f"{result.stayed} submitted before and not signed off yet: not moved.")
    if result.taken_off:
        said.append(
            f"No officers of the new supplier, so taken off: {', '.join(result.taken_off)}."
        )
    return " ".join(said)
