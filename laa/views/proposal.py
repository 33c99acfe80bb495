"""Facts that were only proposed: confirmed one by one or many at once, and undone."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership, post_only
from laa.actions import proposals as actions
from laa.actions.refusals import ChangedSinceSeen, NothingToDo, Refused
from laa.exports.proposals import proposal_rows
from laa.exports.tables import asked_for
from laa.filters.proposal import ProposalFilter
from laa.forms.proposal import FactsForAllForm, FactsForm
from laa.models import AuditEvent, Indicator
from laa.permissions import Member, Permission
from laa.queries.proposals import Proposal, confirmations
from laa.queries.proposals import proposals as with_facts

P = Permission

KEPT = "What you typed is kept below, over what the indicator says now."


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def proposals(request, member: Member):
    """Everything that a catalogue or a document proposed and nobody has confirmed."""
    waiting = _indicators(member).with_proposals()
    if request.method == "POST":
        member.require(P.SET_UP)
        form = FactsForAllForm(request.POST if request.POST.get("action") == "set" else None)
        if _is_answered(request, form) and _is_confirmed(request, member, form):
            return redirect("laa:proposals", member.partnership.slug)
    else:
        form = FactsForAllForm()
    found = ProposalFilter(request.GET or None, queryset=waiting, partnership=member.partnership)
    rows = with_facts(found.qs)
    if file := asked_for(request, {"proposed": partial(proposal_rows, rows)}, name="Proposed"):
        return file
    context = {
        "filter": found,
        "proposals": rows,
        "form": form,
        "ticked": request.POST.getlist("indicator"),
        "lately": confirmations(member),
        "may_confirm": member.may(P.SET_UP),
    }
    return render(request, "laa/proposals.html", context)


def _indicators(member: Member):
    return Indicator.objects.visible_to(member).select_related("partnership__demonstration")


def _is_answered(request, form: FactsForAllForm) -> bool:
    """Whether the page says what to do, and to which; if not, the form says what is missing."""
    if not form.is_bound:
        return True
    if not request.POST.getlist("indicator"):
        form.add_error(None, "Tick the indicators for which to set it.")
    return form.is_valid()


def _is_confirmed(request, member: Member, form: FactsForAllForm) -> bool:
    """Whether it was done; if not, the page says why and keeps what was ticked and chosen."""
    seen = _seen(request)
    is_all = request.POST.get("action") == "confirm-all"
    chosen = list(seen) if is_all else request.POST.getlist("indicator")
    try:
        if not chosen:
            raise NothingToDo("Tick the indicators that are right, then press the button.")
        found = actions.confirm_indicators(
            _indicators(member).filter(slug__in=chosen),
            by=request.user,
            seen=seen,
            **({"names": [], "values": form.values} if form.is_bound else {}),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    noun = "indicator" if len(found) == 1 else "indicators"
    done = "set" if form.is_bound else "confirmed"
    messages.success(request, f"{len(found)} {noun} {done}. You can undo it below.")
    return True


def _seen(request) -> dict[str, str]:
    """The indicators that were on the page, and how each stood there."""
    marks = (mark.partition("=") for mark in request.POST.getlist("seen"))
    return {slug: mark for slug, _, mark in marks}


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def proposal_detail(request, member: Member, indicator: str):
    """One indicator's facts beside what the national set says of it."""
    proposal = Proposal(get_object_or_404(_indicators(member), slug=indicator))
    form = FactsForm(request.POST or None, proposal=proposal)
    if request.method == "POST":
        member.require(P.SET_UP)
        if request.POST.get("seen") != proposal.mark:
            form = FactsForm.over(request.POST, proposal=proposal)
            form.is_valid()
            form.add_error(None, f"{ChangedSinceSeen([proposal.indicator.reference])} {KEPT}")
        elif form.is_valid() and _is_saved(request, proposal, form):
            return redirect("laa:proposals", member.partnership.slug)
    context = {
        "proposal": proposal,
        "compared": proposal.compared,
        "form": form,
        "may_confirm": member.may(P.SET_UP),
    }
    return render(request, "laa/proposal_detail.html", context)


def _is_saved(request, proposal: Proposal, form: FactsForm) -> bool:
    try:
        actions.confirm_indicator(
            proposal.indicator,
            by=request.user,
            names=form.cleaned_data.get("confirm", []),
            values=form.values,
            seen=form.cleaned_data["seen"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    reference = proposal.indicator.reference
    messages.success(request, f"{reference} is saved. You can undo it below.")
    return True


@post_only
@in_partnership(P.SET_UP)
def proposal_undo(request, member: Member):
    """The facts as they stood before a confirmation, or before all that are listed."""
    is_all = "all" in request.POST
    chosen = request.POST.getlist("listed" if is_all else "event")
    try:
        confirmed = AuditEvent.objects.filter(
            partnership_slug=member.partnership.slug,
            action=actions.CONFIRM,
            uuid__in=[uuid for uuid in chosen if _is_uuid(uuid)],
        )
        found = actions.propose_all_again(confirmed, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        what = found[0].reference if len(found) == 1 else f"{len(found)} indicators"
        verb = "is as it was" if len(found) == 1 else "are as they were"
        messages.success(request, f"{what} {verb}, and proposed again.")
    return redirect("laa:proposals", member.partnership.slug)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
