"""What happens to a return that was entered: submitted, certified or sent back, signed off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership, post_only
from laa.actions import returns
from laa.actions.refusals import Refused
from laa.forms.reason import ReasonForm
from laa.models import QuarterlyReturn, ReturnLine
from laa.permissions import Member, Permission
from laa.queries.return_page import LineContext, lines_in_context
from laa.views.quarterly_return import fetch_return

P = Permission


@in_partnership(P.ENTER_RETURN)
def return_review(request, member: Member, period: str, partner: str):
    """Check what will be submitted; the last look before it leaves one's hands."""
    quarterly_return = fetch_return(member, period, partner)
    member.require(P.ENTER_RETURN, quarterly_return.partner_id)
    contexts = [c for c in lines_in_context(quarterly_return) if c.line.is_editable]
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "ready": [c for c in contexts if c.line.is_complete],
        "unready": [c for c in contexts if not c.line.is_complete],
    }
    return render(request, "laa/return_review.html", context)


@post_only
@in_partnership(P.ENTER_RETURN)
def return_submit(request, member: Member, period: str, partner: str):
    quarterly_return = fetch_return(member, period, partner)
    member.require(P.ENTER_RETURN, quarterly_return.partner_id)
    try:
        lines = returns.submit(quarterly_return, by=request.user, seen=_seen(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("laa:return-review", *quarterly_return.address)
    messages.success(
        request,
        f"Return submitted: {len(lines)} {'line' if len(lines) == 1 else 'lines'}. "
        "The certifier has been told.",
    )
    return redirect("laa:return-detail", *quarterly_return.address)


@in_partnership(P.CERTIFY_RETURN)
def return_certify(request, member: Member, period: str, partner: str):
    """The certifier's page: line by line or all, or back with a reason."""
    quarterly_return = fetch_return(member, period, partner)
    member.require(P.CERTIFY_RETURN, quarterly_return.partner_id)
    contexts = lines_in_context(quarterly_return)
    waiting = [c for c in contexts if c.line.state == ReturnLine.State.SUBMITTED]
    is_sent_back = request.POST.get("action") == "send-back"
    form = ReasonForm(request.POST if is_sent_back else None)
    if is_sent_back and not request.POST.getlist("line"):
        form.add_error(None, "Choose the lines to send back.")
    if request.method == "POST" and (not is_sent_back or form.is_valid()):
        return _certify(request, quarterly_return, _chosen(request, waiting), form)
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "waiting": waiting,
        "rest": [c for c in contexts if c not in waiting],
        "form": form,
        "ticked": request.POST.getlist("line"),
    }
    return render(request, "laa/return_certify.html", context)


def _chosen(request, waiting: list[LineContext]) -> list[ReturnLine]:
    if request.POST.get("action") == "certify-all":
        return [context.line for context in waiting]
    ticked = set(request.POST.getlist("line"))
    return [context.line for context in waiting if str(context.line.uuid) in ticked]


def _seen(request) -> dict[str, int] | None:
    """What was on the page: the lines' uuids with the versions it showed. None: no page of ours."""
    if "seen" not in request.POST:
        return None
    marks = (mark.partition(":") for mark in request.POST.getlist("seen"))
    return {uuid: int(version) for uuid, _, version in marks if version.isdecimal()}


def _certify(request, quarterly_return: QuarterlyReturn, chosen: list[ReturnLine], form):
    seen = _seen(request)
    try:
        if form.is_bound:
            reason = form.cleaned_data["reason"]
            lines = returns.give_back(chosen, by=request.user, reason=reason, seen=seen)
            done = f"{_count(lines)} sent back. The officer has been told why."
        else:
            lines = returns.certify(chosen, by=request.user, seen=seen)
            done = f"{_count(lines)} certified."
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("laa:return-certify", *quarterly_return.address)


def _count(lines: list) -> str:
    return f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}"


@in_partnership(P.SIGN_OFF_RETURN)
def return_sign_off(request, member: Member, period: str, partner: str):
    """The performance lead's page: what is certified enters the record."""
    quarterly_return = fetch_return(member, period, partner)
    contexts = lines_in_context(quarterly_return)
    certified = [c for c in contexts if c.line.state == ReturnLine.State.CERTIFIED]
    if request.method == "POST":
        try:
            chosen = [c.line for c in certified]
            lines = returns.sign_off(chosen, by=request.user, seen=_seen(request))
            messages.success(request, f"{_count(lines)} signed off; their ratings are fixed.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("laa:return-sign-off", *quarterly_return.address)
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "certified": certified,
        "rest": [c for c in contexts if c not in certified],
    }
    return render(request, "laa/return_sign_off.html", context)


@in_partnership(P.SIGN_OFF_RETURN)
def line_reopen(request, member: Member, line: str):
    """Let one signed-off line be corrected, with a reason."""
    found = ReturnLine.objects.visible_to(member).select_related(
        "quarterly_return__partner",
        "quarterly_return__round",
        "quarterly_return__partnership",
        "round__partnership__demonstration",
        "strand__indicator",
        "partnership",
    )
    line = get_object_or_404(found, uuid=line)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            returns.reopen(line, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{line} is open again. Its officer has been told.")
            return redirect("laa:return-detail", *line.quarterly_return.address)
    return render(request, "laa/line_reopen.html", {"line": line, "form": form})
