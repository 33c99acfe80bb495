"""“Are you sure?”: every question that a return's figures give cause for, on one page."""

from django.contrib import messages
from django.shortcuts import redirect, render

from laa.access import in_partnership
from laa.actions.line_checks import Asked, aims_of, answer_question, asked_of
from laa.actions.refusals import Refused
from laa.models import ReturnLine
from laa.permissions import Member, Permission
from laa.views.quarterly_return import fetch_return

P = Permission


@in_partnership(P.ENTER_RETURN, P.ENTER_ON_BEHALF)
def return_questions(request, member: Member, period: str, partner: str):
    """Answer them all at once, or go back and change a figure."""
    quarterly_return = fetch_return(member, period, partner)
    member.require_entering(quarterly_return.partner_id)
    lines = list(
        quarterly_return.lines.filter(state__in=ReturnLine.EDITABLE_STATES)
        .select_related("strand__indicator", "partnership__demonstration")
        .in_printed_order()
    )
    found = asked_of(lines, aims_of(lines))
    asked = [one for line in lines for one in found.get(line.pk, ())]
    if request.method == "POST":
        return _answered(request, quarterly_return, asked)
    context = {"quarterly_return": quarterly_return, "asked": asked}
    return render(request, "laa/return_questions.html", context)


def _answered(request, quarterly_return, asked: list[Asked]):
    """Keep every answer that was typed; say how many are still open."""
    kept = 0
    for one in asked:
        text = request.POST.get(one.box, "").strip()
        if not text or (one.is_answered and text == one.answer.answer):
            continue
        try:
            answer_question(one.line, one.question.key, text=text[:2000], by=request.user)
            kept += 1
        except Refused as refusal:
            messages.error(request, str(refusal))
    still = sum(not (one.is_answered or request.POST.get(one.box, "").strip()) for one in asked)
    if kept:
        messages.success(request, f"{kept} answer{'' if kept == 1 else 's'} kept.")
    if still:
        messages.error(request, f"{still} not answered yet. Say why, or change the figure.")
        return redirect("laa:return-questions", *quarterly_return.address)
    return redirect("laa:return-review", *quarterly_return.address)
