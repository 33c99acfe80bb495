from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa import clock
from laa.access import in_partnership
from laa.actions.refusals import Refused
from laa.actions.rounds import close_round, open_round, reopen_round
from laa.exports.returns import round_rows, summary_rows
from laa.exports.tables import asked_for
from laa.forms.round import RoundForm
from laa.forms.round_changes import CloseForm
from laa.models import Round
from laa.permissions import Member, Permission
from laa.queries.round_calendar import calendar_of, next_rounds
from laa.queries.round_lines import unfinished
from laa.queries.shared_figures import awaited_in
from laa.queries.work import summaries

P = Permission


@in_partnership(P.SEE_ALL_RETURNS)
def rounds(request, member: Member):
    """All rounds, newest first."""
    found = Round.objects.visible_to(member)
    if file := asked_for(request, {"rounds": partial(round_rows, found)}, name="Rounds"):
        return file
    today = clock.today(member.partnership)
    calendar = calendar_of(member.partnership)
    context = {
        "rounds": found,
        "today": today,
        "next_rounds": next_rounds(calendar, today=today) if calendar else [],
    }
    return render(request, "laa/rounds.html", context)


@in_partnership(P.SEE_ALL_RETURNS)
def round_detail(request, member: Member, period: str):
    """Who has returned what, and who has not."""
    round_ = get_object_or_404(Round.objects.visible_to(member), period=period)
    found = summaries(member, round=round_)
    if file := asked_for(request, {"returns": partial(summary_rows, found)}, name=f"{round_}"):
        return file
    context = {"round": round_, "summaries": found, "awaited": awaited_in(round_)}
    return render(request, "laa/round_detail.html", context)


@in_partnership(P.MANAGE_ROUNDS)
def round_open(request, member: Member):
    today = clock.today(member.partnership)
    form = RoundForm(
        request.POST or None,
        partnership=member.partnership,
        today=today,
        asked=request.GET.get("period", ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            round_ = open_round(
                partnership=member.partnership, by=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("period", str(refusal))
        else:
            lines = round_.lines.count()
            messages.success(request, f"{round_} is open: {lines} lines for its suppliers.")
            return redirect("laa:round-detail", member.partnership.slug, round_.period)
    return render(request, "laa/round_open.html", {"form": form})


@in_partnership(P.MANAGE_ROUNDS)
def round_close(request, member: Member, period: str):
    """Close a round, saying why where something is not signed off; or open it again."""
    round_ = get_object_or_404(Round.objects.visible_to(member), period=period)
    here = redirect("laa:round-detail", member.partnership.slug, round_.period)
    if request.POST.get("round") == "open":
        reopen_round(round_, by=request.user)
        messages.success(request, f"{round_} is open again.")
        return here
    form = CloseForm(request.POST or None, unfinished=unfinished(round_))
    if request.method == "POST" and form.is_valid():
        close_round(round_, by=request.user, **form.cleaned_data)
        messages.success(request, f"{round_} is closed. You can open it again here.")
        return here
    return render(request, "laa/round_close.html", {"round": round_, "form": form})
