"""Milestones: a year's target by quarters, entered or proposed, and saved by a person."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions.milestones import set_milestones
from laa.actions.refusals import Refused
from laa.exports.milestones import milestone_rows
from laa.exports.tables import asked_for
from laa.forms.milestone import MilestoneForm
from laa.models import Agreement, Commitment, Milestone
from laa.permissions import Member, Permission
from laa.queries.milestones import proposal, year_of, years_of
from laa.rules import periods

P = Permission
Method = Milestone.Method


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def milestones(request, member: Member):
    """The agreements whose targets can have milestones."""
    agreements = Agreement.objects.visible_to(member)
    return render(request, "laa/milestones.html", {"agreements": agreements})


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def agreement_milestones(request, member: Member, agreement: str):
    """Every year's target that is returned by quarters, with its milestones or without."""
    agreement = get_object_or_404(Agreement.objects.visible_to(member), slug=agreement)
    years = sorted(years_of(agreement), key=lambda year: not year.is_missing)
    if file := asked_for(
        request, {"milestones": partial(milestone_rows, years)}, name=f"{agreement} milestones"
    ):
        return file
    missing = sum(year.is_missing for year in years)
    context = {"agreement": agreement, "years": years, "missing": missing}
    return render(request, "laa/agreement_milestones.html", context)


@in_partnership(P.SET_UP)
def milestone_year(
    request, member: Member, agreement: str, indicator: str, strand: str, period: str
):
    """One strand's year: three boxes, filled by hand or by a proposal, saved together."""
    promises = Commitment.objects.visible_to(member).with_rules()
    commitment = get_object_or_404(promises, agreement__slug=agreement, indicator__slug=indicator)
    strand = get_object_or_404(commitment.indicator.strands, key=strand)
    year, cells = year_of(commitment, strand, periods.period(period))
    if year is None:
        raise Http404("There is no target with a number for that year.")
    proposed = _proposed(request, year, cells)
    form = MilestoneForm(
        request.POST or None,
        indicator=commitment.indicator,
        quarters=year.quarters,
        initial=_initial(year, proposed),
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_milestones(
                commitment,
                strand,
                form.values,
                method=form.cleaned_data["method"],
                seen=form.seen_versions,
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Milestones of {strand} for {year.target.period} are saved.")
            return redirect("laa:agreement-milestones", member.partnership.slug, agreement)
    context = {
        "year": year,
        "form": form,
        "proposed": proposed,
        "methods": [Method.STRAIGHT_LINE, Method.LAST_YEAR],
        "versions": Milestone.objects.filter(
            commitment=commitment, strand=strand, period__in=[q.key for q in year.quarters]
        ).select_related("recorded_by"),
    }
    return render(request, "laa/milestone_year.html", context)


def _proposed(request, year, cells):
    """What the address asks to have proposed; None where it asks for nothing."""
    method = request.GET.get("propose")
    if method not in (Method.STRAIGHT_LINE, Method.LAST_YEAR):
        return None
    return proposal(year, cells, method)


def _initial(year, proposed) -> dict:
    values = [getattr(year.milestones.get(q.key), "value", None) for q in year.quarters]
    method = Method.ENTERED
    if proposed and proposed.values:
        values, method = proposed.values, proposed.method
    seen = " ".join(f"{key}:{one.version}" for key, one in sorted(year.milestones.items()))
    boxes = {f"q{number}": value for number, value in enumerate(values, start=1)}
    return {"method": method, "seen": seen, **boxes}
