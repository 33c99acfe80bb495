"""The performance lead's pages: what is certified enters the record, or is opened once more."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions.refusals import NothingToDo, Refused
from laa.actions.sign_off import reopen, sign_off
from laa.forms.reason import ReasonForm
from laa.forms.sign_off import SignOffFilterForm
from laa.models import ReturnLine
from laa.permissions import Member, Permission
from laa.queries.return_page import lines_in_context
from laa.queries.waiting_lines import to_sign_off
from laa.views.chosen import chosen, how_many, seen
from laa.views.quarterly_return import fetch_return
from laa.views.twice import done_before, lines_pressed

P = Permission


@in_partnership(P.SIGN_OFF_RETURN)
def return_sign_off(request, member: Member, period: str, partner: str):
    """One return: what is certified of it."""
    quarterly_return = fetch_return(member, period, partner)
    contexts = lines_in_context(quarterly_return)
    certified = [c for c in contexts if c.line.state == ReturnLine.State.CERTIFIED]
    if request.method == "POST":
        _sign_off(request, member, [c.line for c in certified])
        return redirect("laa:return-sign-off", *quarterly_return.address)
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "certified": certified,
        "rest": [c for c in contexts if c not in certified],
    }
    return render(request, "laa/return_sign_off.html", context)


@in_partnership(P.SIGN_OFF_RETURN)
def sign_off_all(request, member: Member):
    """Everything that is certified: of a round, a theme or a supplier, signed off together."""
    form = SignOffFilterForm(request.GET or None, partnership=member.partnership)
    waiting = to_sign_off(member, form.asked)
    contexts = [context for each in waiting for context in each.contexts]
    if request.method == "POST":
        _sign_off(request, member, chosen(request, contexts))
        return redirect(request.get_full_path())
    context = {
        "waiting": waiting,
        "contexts": contexts,
        "filter_form": form,
        "ticked": [],
    }
    return render(request, "laa/sign_off.html", context)


def _sign_off(request: HttpRequest, member: Member, lines: list[ReturnLine]) -> None:
    try:
        done = sign_off(lines, by=request.user, seen=seen(request))
    except NothingToDo as nothing:
        if said := done_before("signed_off", lines_pressed(request, member), by=request.user):
            messages.info(request, said)
        else:
            messages.error(request, str(nothing))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{how_many(done)} signed off; their ratings are fixed.")


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
            reopen(line, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{line} is open again. Its officer has been told.")
            return redirect("laa:return-detail", *line.quarterly_return.address)
    return render(request, "laa/line_reopen.html", {"line": line, "form": form})
