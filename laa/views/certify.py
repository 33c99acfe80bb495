"""The certifier's pages: one return, or all that waits from all of one's services."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from laa.access import in_partnership
from laa.actions.refusals import NothingToDo, OwnEntry, Refused
from laa.actions.return_steps import certify, give_back
from laa.forms.reason import ReasonForm
from laa.models import ReturnLine
from laa.permissions import Member, Permission
from laa.queries.return_page import LineContext, lines_in_context
from laa.queries.waiting_lines import to_certify
from laa.views.chosen import chosen, how_many, seen
from laa.views.quarterly_return import fetch_return
from laa.views.twice import done_before, lines_pressed

P = Permission


@in_partnership(P.CERTIFY_RETURN)
def return_certify(request, member: Member, period: str, partner: str):
    """One return: line by line or all, or back with a reason."""
    quarterly_return = fetch_return(member, period, partner)
    member.require(P.CERTIFY_RETURN, quarterly_return.partner_id)
    contexts = lines_in_context(quarterly_return)
    waiting = [c for c in contexts if c.line.state == ReturnLine.State.SUBMITTED]
    form = _form(request)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        _do(request, member, waiting, form)
        return redirect("laa:return-certify", *quarterly_return.address)
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "waiting": waiting,
        "rest": [c for c in contexts if c not in waiting],
        "form": form,
        "ticked": request.POST.getlist("line"),
    }
    return render(request, "laa/return_certify.html", context)


@in_partnership(P.CERTIFY_RETURN)
def certify_all(request, member: Member):
    """Everything that waits for one certifier, of several services, on one page."""
    waiting = to_certify(member)
    contexts = [context for each in waiting for context in each.contexts]
    form = _form(request)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        _do(request, member, contexts, form)
        return redirect(reverse("laa:certify", args=[member.partnership.slug]))
    context = {
        "waiting": waiting,
        "contexts": contexts,
        "form": form,
        "ticked": request.POST.getlist("line"),
    }
    return render(request, "laa/certify.html", context)


def _form(request: HttpRequest) -> ReasonForm:
    """The reason for sending lines back; bound only where that was pressed."""
    is_sent_back = request.POST.get("action") == "send-back"
    form = ReasonForm(request.POST if is_sent_back else None)
    if is_sent_back and not request.POST.getlist("line"):
        form.add_error(None, "Choose the lines to send back.")
    return form


def _do(request: HttpRequest, member: Member, waiting: list[LineContext], form: ReasonForm) -> None:
    lines, shown = chosen(request, waiting), seen(request)
    try:
        if form.is_bound:
            reason = form.cleaned_data["reason"]
            done = give_back(lines, by=request.user, reason=reason, seen=shown)
            said = f"{how_many(done)} sent back. The officer has been told why."
        else:
            done = certify(lines, by=request.user, seen=shown, leaves_own=True)
            said = f"{how_many(done)} certified."
            if left := [line for line in lines if line not in done]:
                messages.warning(request, f"{how_many(left)} left. {OwnEntry(left)}")
    except NothingToDo as nothing:
        pressed = [] if form.is_bound else lines_pressed(request, member)
        if said := done_before("certified", pressed, by=request.user):
            messages.info(request, said)
        else:
            messages.error(request, str(nothing))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
