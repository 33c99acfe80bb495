from functools import partial

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa.access import in_partnership, post_only
from laa.actions import indicator_setup as actions
from laa.actions.discontinue import take_discontinuing_back
from laa.catalogue import entry
from laa.exports.indicator_register import register_rows
from laa.exports.tables import asked_for
from laa.forms.indicator import IndicatorForm, ReferenceForm, StrandForm
from laa.models import Indicator, Strand
from laa.models.base import mark
from laa.permissions import Member, Permission
from laa.queries.polarity import changes_of_polarity
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def indicator_register(request, member: Member):
    """Everything that is measured, whoever promises on it."""
    kept = Count("commitments", filter=Q(commitments__withdrawn_on=None))
    found = Indicator.objects.visible_to(member).select_related("supplier").annotate(promises=kept)
    if file := asked_for(
        request, {"register": partial(register_rows, found)}, name="Indicator register"
    ):
        return file
    return render(request, "laa/indicator_register.html", {"indicators": found})


@in_partnership(P.SET_UP)
def indicator_add(request, member: Member):
    """First the reference; then the facts, with what the national set proposes for it."""
    said = request.POST if request.method == "POST" else request.GET
    asked = ReferenceForm(said if "reference" in said else None, partnership=member.partnership)
    if not (asked.is_bound and asked.is_valid()):
        return render(request, "laa/indicator_reference.html", {"form": asked})
    reference = asked.cleaned_data["reference"]
    national = entry(reference)
    initial = _proposals(national) if national else {}
    form = IndicatorForm(request.POST or None, partnership=member.partnership, initial=initial)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if indicator := saved(form, actions.add_indicator, reference=reference, **options):
            messages.success(request, f"{indicator} is measured from now on.")
            return redirect("laa:indicator-setup", member.partnership.slug, indicator.slug)
    context = {"form": form, "reference": reference, "national": national}
    return render(request, "laa/indicator_add.html", context)


def _proposals(national) -> dict:
    """The national set's facts for the boxes; whoever saves them has looked at them."""
    names = ("title", "polarity", "unit", "unit_detail", "frequency", "lag_days")
    basis = f"National Indicator Set: {national.polarity_basis.label.lower()}"
    return {name: getattr(national, name) for name in names} | {"polarity_basis": basis}


def fetch_indicator(member: Member, slug: str) -> Indicator:
    found = Indicator.objects.visible_to(member).select_related("partnership", "supplier")
    return get_object_or_404(found, slug=slug)


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def indicator_setup(request, member: Member, indicator: str):
    """One indicator: its facts, its strands, who promises on it."""
    indicator = fetch_indicator(member, indicator)
    form = StrandForm(request.POST or None, indicator=indicator)
    if request.method == "POST":
        member.require(P.SET_UP)
    if request.method == "POST" and form.is_valid():
        options = {"indicator": indicator, "by": request.user, **form.cleaned_data}
        if strand := saved(form, actions.add_strand, **options):
            messages.success(request, f"{strand} is a strand now. Its targets wait to be set.")
            return redirect("laa:indicator-setup", member.partnership.slug, indicator.slug)
    context = {
        "indicator": indicator,
        "seen": mark(indicator),
        "strands": indicator.strands.with_parts().select_related("supplier", "part_of"),
        "promises": indicator.commitments.select_related("agreement", "theme", "lead"),
        "form": form,
    }
    return render(request, "laa/indicator_setup.html", context)


@in_partnership(P.SET_UP)
def indicator_edit(request, member: Member, indicator: str):
    """Change the facts. Another polarity is asked about once more where open ratings hang on it."""
    indicator = fetch_indicator(member, indicator)
    form = IndicatorForm(request.POST or None, partnership=member.partnership, row=indicator)
    back = reverse("laa:indicator-setup", args=[member.partnership.slug, indicator.slug])
    changes = []
    if request.method == "POST" and form.is_valid():
        polarity = form.cleaned_data["polarity"]
        if polarity != indicator.polarity and "confirmed" not in request.POST:
            changes = changes_of_polarity(fetch_indicator(member, indicator.slug), polarity)
        if not changes:
            options = {"indicator": indicator, "by": request.user, **form.cleaned_data}
            if indicator_now := saved(form, actions.edit_indicator, **options):
                messages.success(request, f"{indicator_now} is saved.")
                return redirect(back)
    context = {"form": form, "indicator": indicator, "back_url": back, "changes": changes}
    return render(request, "laa/indicator_edit.html", context)


@post_only
@in_partnership(P.SET_UP)
def indicator_change(request, member: Member, indicator: str):
    """Retire an indicator or one of its strands, bring it back, measure what was discontinued."""
    indicator = fetch_indicator(member, indicator)
    asked, options = request.POST.get("do", ""), {"by": request.user}
    if asked.endswith("-strand"):
        strands = indicator.strands.select_related("indicator", "partnership")
        row, kind = get_object_or_404(strands, key=request.POST.get("strand")), "strand"
    else:
        row, kind, options["seen"] = indicator, "indicator", request.POST.get("seen")
    if asked in ("retire", "retire-strand"):
        action = getattr(actions, f"retire_{kind}")
        said = f"{row} is retired: new rounds do not ask for it. You can bring it back here."
        done(request, said, action, row, **options)
    elif asked == "take-back":
        done(request, f"{row} is measured again.", take_discontinuing_back, row, **options)
    elif asked in ("bring-back", "bring-back-strand"):
        action = getattr(actions, f"bring_back_{kind}")
        done(request, f"{row} is measured again.", action, row, **options)
    return redirect("laa:indicator-setup", member.partnership.slug, indicator.slug)


@in_partnership(P.SET_UP)
def strand_edit(request, member: Member, indicator: str, strand: str):
    found = Strand.objects.filter(partnership=member.partnership, indicator__slug=indicator)
    strand = get_object_or_404(
        found.select_related("indicator__partnership", "partnership"), key=strand
    )
    form = StrandForm(request.POST or None, indicator=strand.indicator, row=strand)
    back = reverse("laa:indicator-setup", args=[member.partnership.slug, indicator])
    if request.method == "POST" and form.is_valid():
        options = {"strand": strand, "by": request.user, **form.cleaned_data}
        if strand_now := saved(form, actions.edit_strand, **options):
            messages.success(request, f"{strand_now} is saved.")
            return redirect(back)
    title = f"Edit the strand {strand.label or 'all'}"
    context = {"form": form, "title": title, "back_url": back, "back": strand.indicator.reference}
    return render(request, "laa/setup_form.html", context)
