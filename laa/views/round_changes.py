"""What the performance lead changes in a round that runs: its lines, its dates, its end."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions.extensions import extend, extend_round, withdraw_extension
from laa.actions.set_aside import carry_over, skip, take_back
from laa.forms.round_changes import CARRY_OVER, SKIP, LinesForm, LongerForm
from laa.models import Round
from laa.permissions import Member, Permission
from laa.queries.round_lines import round_lines as lines_of
from laa.queries.work import summaries
from laa.views.saving import done, saved

P = Permission


def _fetch_round(member: Member, period: str) -> Round:
    rounds = Round.objects.visible_to(member).select_related("partnership__demonstration")
    return get_object_or_404(rounds, period=period)


@in_partnership(P.MANAGE_ROUNDS)
def round_lines(request, member: Member, period: str):
    """Set many lines aside, or take that back: ticked, with one reason."""
    round_ = _fetch_round(member, period)
    lines = lines_of(round_)
    form = LinesForm(request.POST or None)
    ticked = request.POST.getlist("line")
    if request.method == "POST" and form.is_valid():
        chosen = [line for line in lines if line.uuid_text in ticked]
        if found := saved(
            form, _step, form=form, lines=chosen, by=request.user, seen=_seen(request)
        ):
            messages.success(request, _said(form.cleaned_data["do"], len(found)))
            return redirect("laa:round-lines", member.partnership.slug, round_.period)
    context = {"round": round_, "lines": lines, "form": form, "ticked": ticked}
    return render(request, "laa/round_lines.html", context)


def _step(*, form: LinesForm, lines, by, seen):
    do, reason = form.cleaned_data["do"], form.cleaned_data["reason"]
    if do == SKIP:
        return skip(lines, by=by, reason=reason, seen=seen)
    if do == CARRY_OVER:
        return carry_over(lines, by=by, reason=reason, seen=seen)
    return take_back(lines, by=by, seen=seen)


def _seen(request) -> dict[str, int]:
    """The version of every line on the page when it was made."""
    pairs = (each.split("=", 1) for each in request.POST.getlist("seen") if "=" in each)
    return {uuid: int(version) for uuid, version in pairs if version.isdecimal()}


def _said(do: str, count: int) -> str:
    lines = "1 line is" if count == 1 else f"{count} lines are"
    if do == SKIP:
        return f"{lines} not asked for this time. You can take that back here."
    if do == CARRY_OVER:
        return f"{lines} carried over to the next round. You can take that back here."
    return f"{lines} asked for again."


@in_partnership(P.MANAGE_ROUNDS)
def round_dates(request, member: Member, period: str):
    """Give ticked returns, or all that are outstanding, longer; or take that back."""
    round_ = _fetch_round(member, period)
    found = summaries(member, round=round_)
    ticked = request.POST.getlist("return")
    chosen = [s.quarterly_return for s in found if s.quarterly_return.partner.slug in ticked]
    do = request.POST.get("do")
    form = LongerForm(request.POST if do in ("extend", "extend-all") else None)
    here = redirect("laa:round-dates", member.partnership.slug, round_.period)
    if do == "withdraw":
        said = "The round’s own due date holds again for the chosen returns."
        done(request, said, withdraw_extension, chosen, by=request.user)
        return here
    if request.method == "POST" and form.is_valid():
        options = {"by": request.user, **form.cleaned_data}
        everything = do == "extend-all"
        action = extend_round if everything else extend
        options |= {"round_": round_} if everything else {"returns": chosen}
        if extended := saved(form, action, **options):
            many = "1 return has" if len(extended) == 1 else f"{len(extended)} returns have"
            until = form.cleaned_data["until"]
            messages.success(request, f"{many} until {until:%-d %B %Y}.")
            return here
    context = {"round": round_, "summaries": found, "form": form, "ticked": ticked}
    return render(request, "laa/round_dates.html", context)
