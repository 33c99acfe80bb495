from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions.refusals import Refused
from laa.actions.rounds import close_round, open_round, reopen_round
from laa.exports.returns import round_rows, summary_rows
from laa.exports.tables import asked_for
from laa.forms.round import RoundForm
from laa.models import Round
from laa.permissions import Member, Permission
from laa.queries.work import summaries

P = Permission


@in_partnership(P.SEE_ALL_RETURNS)
def rounds(request, member: Member):
    """All rounds, newest first."""
    found = Round.objects.visible_to(member)
    if file := asked_for(request, {"rounds": partial(round_rows, found)}, name="Rounds"):
        return file
    context = {"rounds": found, "today": clock.today(member.partnership)}
    return render(request, "laa/rounds.html", context)


@in_partnership(P.SEE_ALL_RETURNS)
def round_detail(request, member: Member, period: str):
    """Who has returned what, and who has not."""
    round_ = get_object_or_404(Round.objects.visible_to(member), period=period)
    found = summaries(member, round=round_)
    if file := asked_for(request, {"returns": partial(summary_rows, found)}, name=f"{round_}"):
        return file
    context = {"round": round_, "summaries": found}
    return render(request, "laa/round_detail.html", context)


@in_partnership(P.MANAGE_ROUNDS)
def round_open(request, member: Member):
    today = clock.today(member.partnership)
    form = RoundForm(request.POST or None, partnership=member.partnership, today=today)
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


@post_only
@in_partnership(P.MANAGE_ROUNDS)
def round_close(request, member: Member, period: str):
    round_ = get_object_or_404(Round.objects.visible_to(member), period=period)
    if request.POST.get("round") == "open":
        reopen_round(round_, by=request.user)
        messages.success(request, f"{round_} is open again.")
    elif request.POST.get("round") == "close":
        close_round(round_, by=request.user)
        messages.success(request, f"{round_} is closed. You can open it again here.")
    return redirect("laa:round-detail", member.partnership.slug, round_.period)
