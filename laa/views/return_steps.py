"""What an officer does with a return that is filled in: checks it, submits it, takes it back."""

from django.contrib import messages
from django.shortcuts import redirect, render

from laa.access import in_partnership, post_only
from laa.actions.refusals import NothingToDo, Refused, Unanswered
from laa.actions.return_steps import submit, withdraw
from laa.models import ReturnLine
from laa.permissions import Member, Permission
from laa.queries.return_page import lines_in_context
from laa.views.chosen import chosen, how_many, seen
from laa.views.quarterly_return import fetch_return
from laa.views.twice import done_before, receipt_of

P = Permission
ENTER = (P.ENTER_RETURN, P.ENTER_ON_BEHALF)


@in_partnership(*ENTER)
def return_review(request, member: Member, period: str, partner: str):
    """Check what will be submitted; the last look before it leaves one's hands."""
    quarterly_return = fetch_return(member, period, partner)
    member.require_entering(quarterly_return.partner_id)
    contexts = [c for c in lines_in_context(quarterly_return) if c.line.is_editable]
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "ready": [c for c in contexts if c.is_ready],
        "unready": [c for c in contexts if not c.is_ready],
        "is_on_behalf": member.enters_on_behalf(quarterly_return.partner_id),
        "unanswered": [one for c in contexts for one in c.open_questions],
    }
    return render(request, "laa/return_review.html", context)


@post_only
@in_partnership(*ENTER)
def return_submit(request, member: Member, period: str, partner: str):
    """Submit the lines that were on the page as ready; the others wait and hold nothing up."""
    quarterly_return = fetch_return(member, period, partner)
    member.require_entering(quarterly_return.partner_id)
    shown = seen(request)
    lines = quarterly_return.lines.filter(uuid__in=shown) if shown else None
    try:
        done = submit(quarterly_return, by=request.user, lines=lines, seen=shown)
    except NothingToDo as nothing:
        pressed = lines if lines is not None else quarterly_return.lines
        return _was_submitted(request, quarterly_return, pressed, nothing)
    except Unanswered as open_:
        messages.error(request, str(open_))
        return redirect("laa:return-questions", *quarterly_return.address)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("laa:return-review", *quarterly_return.address)
    left = quarterly_return.lines.filter(state__in=ReturnLine.EDITABLE_STATES).count()
    still = f" {how_many(range(left))} still to come." if left else ""
    messages.success(
        request, f"Return submitted: {how_many(done)}. The certifier has been told.{still}"
    )
    return redirect(quarterly_return.submissions.last())


def _was_submitted(request, quarterly_return, lines, nothing: NothingToDo):
    """The receipt of the first time, where the button was pressed twice."""
    lines = list(lines.select_related("submitted_by"))
    if said := done_before("submitted", lines, by=request.user):
        messages.info(request, f"{said} This is the receipt.")
        return redirect(receipt_of(quarterly_return, lines))
    messages.error(request, str(nothing))
    return redirect("laa:return-review", *quarterly_return.address)


@in_partnership(*ENTER)
def return_withdraw(request, member: Member, period: str, partner: str):
    """Take back what nobody has certified yet: an officer's undo."""
    quarterly_return = fetch_return(member, period, partner)
    member.require_entering(quarterly_return.partner_id)
    contexts = lines_in_context(quarterly_return)
    waiting = [c for c in contexts if c.line.state == ReturnLine.State.SUBMITTED]
    if request.method == "POST":
        try:
            done = withdraw(chosen(request, waiting), by=request.user, seen=seen(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("laa:return-withdraw", *quarterly_return.address)
        messages.success(
            request, f"{how_many(done)} taken back. Change them, then submit them again."
        )
        return redirect("laa:return-detail", *quarterly_return.address)
    context = {
        "quarterly_return": quarterly_return,
        "round": quarterly_return.round,
        "waiting": waiting,
    }
    return render(request, "laa/return_withdraw.html", context)
