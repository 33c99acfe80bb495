"""Deciding what the public may read: an agreement's figures, a period at a time."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from laa import clock
from laa.access import in_partnership
from laa.actions import publications as actions
from laa.exports.publishing import publishing_rows
from laa.exports.tables import asked_for
from laa.forms.publishing import PublishForm, WithdrawForm
from laa.models import Agreement
from laa.permissions import Member, Permission
from laa.queries.public import published_agreement
from laa.queries.publishing import entries, tallies
from laa.views.dashboard import fetch_agreement
from laa.views.saving import saved

P = Permission


@in_partnership(P.PUBLISH, P.SEE_AUDIT)
def publishing(request, member: Member):
    """The agreements, of each of which something can be public."""
    context = {"agreements": Agreement.objects.visible_to(member)}
    return render(request, "laa/publishing.html", context)


@in_partnership(P.PUBLISH, P.SEE_AUDIT)
def agreement_publishing(request, member: Member, agreement: str):
    """The figures of one period: which are public, which could be; ticked and published."""
    agreement = fetch_agreement(member, agreement)
    today = clock.today(member.partnership)
    found = entries(agreement, today)
    period = request.GET.get("period") or next(iter(found), "")
    if found and period not in found:
        raise Http404("Nothing was signed off for that period.")
    rows = found.get(period, [])
    exported = {"figures": partial(publishing_rows, [row for of in found.values() for row in of])}
    if file := asked_for(request, exported, name=f"{agreement.title} public"):
        return file
    forms = _forms(request, today)
    if request.method == "POST":
        member.require(P.PUBLISH)
        if _done(request, member, rows, *forms):
            return redirect(request.get_full_path())
    context = {
        "agreement": agreement,
        "rows": rows,
        "period": period,
        "tallies": tallies(found),
        "publish_form": forms[0],
        "withdraw_form": forms[1],
        "ticked": request.POST.getlist("figure"),
        "may_publish": member.may(P.PUBLISH),
        "is_public": published_agreement(member.partnership.slug, agreement.slug),
    }
    return render(request, "laa/agreement_publishing.html", context)


def _forms(request, today) -> tuple[PublishForm, WithdrawForm]:
    """Both stand on the page; only the one whose button was pressed is checked."""
    withdraws = request.POST.get("action") == "withdraw"
    posted = request.POST if request.method == "POST" else None
    publish = PublishForm(None if withdraws else posted, initial={"public_from": today})
    return publish, WithdrawForm(posted if withdraws else None)


def _done(request, member: Member, rows, publish: PublishForm, withdraw: WithdrawForm) -> bool:
    options = {"partnership": member.partnership, "by": request.user}
    if withdraw.is_bound:
        return withdraw.is_valid() and _taken_back(request, rows, withdraw, options)
    return publish.is_valid() and _published(request, rows, publish, options)


def _taken_back(request, rows, form: WithdrawForm, options: dict) -> bool:
    """Whatever version is public now: it is the figure that is taken back."""
    ticked = {_unversioned(each) for each in request.POST.getlist("figure")}
    rows = [row for row in rows if _unversioned(row.key) in ticked and row.publication]
    options["publications"] = [row.publication for row in rows]
    taken = saved(form, actions.withdraw_publications, **options, **form.cleaned_data)
    if taken:
        messages.success(request, f"{_figures(len(taken))} taken back from the public.")
    return bool(taken)


def _published(request, rows, form: PublishForm, options: dict) -> bool:
    """Only what stood on the page as it is now: nobody publishes a number they did not see."""
    everything = request.POST.get("action") == "publish-all"
    keys = set(request.POST.getlist("shown" if everything else "figure"))
    shown = {_unversioned(key) for key in keys}
    if changed := [row for row in rows if _unversioned(row.key) in shown and row.key not in keys]:
        form.add_error(None, str(actions.CorrectedSinceSeen(row.rating for row in changed)))
        return False
    chosen = [row for row in rows if row.key in keys and not (everything and row.why_not)]
    options["ratings"] = [row.rating for row in chosen]
    done = saved(form, actions.publish, **options, **form.cleaned_data)
    if done:
        day = form.cleaned_data["public_from"]
        messages.success(request, f"{_figures(len(done.made))} public from {day:%-d %B %Y}.")
    return bool(done)


def _unversioned(key: str) -> str:
    return key.rpartition(":")[0]


def _figures(count: int) -> str:
    return "1 figure is" if count == 1 else f"{count} figures are"
