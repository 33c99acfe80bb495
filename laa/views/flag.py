"""Flags: what must be looked at, and what people do about it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import flag_steps as actions
from laa.actions.recovery import recover, recovery_plan
from laa.exports.flags import flag_rows
from laa.exports.tables import asked_for
from laa.forms.action import ActionForm
from laa.forms.flag import AnswerForm, DismissForm, SnoozeForm
from laa.models import Commitment, Flag
from laa.models.base import mark
from laa.permissions import Member, Permission
from laa.queries.flags import awake, housekeeping_counts, known_to, open_flags
from laa.rules.flagging import recovery_asked
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def flags(request, member: Member):
    """What is open, what waits, and who answers for it."""
    found = list(open_flags(member))
    if file := asked_for(request, {"flags": partial(flag_rows, found)}, name="Flags"):
        return file
    to_answer = awake(found, member)
    is_counted = not (member.reads_all_returns or member.partner_ids)
    context = {
        "groups": [
            ("Performance", [flag for flag in to_answer if flag.is_of_performance]),
            ("Housekeeping", [flag for flag in to_answer if not flag.is_of_performance]),
        ],
        "flags": to_answer,
        "waiting": [flag for flag in found if flag not in to_answer],
        "counts": housekeeping_counts(member.partnership) if is_counted else [],
    }
    return render(request, "laa/flags.html", context)


FORMS = {
    "answer": (AnswerForm, actions.answer, "Your answer is kept beside the flag."),
    "snooze": (SnoozeForm, actions.snooze, "It waits until then."),
    "dismiss": (DismissForm, actions.dismiss, "The flag is closed."),
}


@in_partnership(P.SEE_SIGNED_OFF)
def flag_detail(request, member: Member, flag):
    """One flag: answered by the partner that leads, put off or closed by the performance lead."""
    flag = fetch_flag(member, flag)
    asked = request.POST.get("do") if request.POST.get("do") in FORMS else None
    forms = {
        name: kind(request.POST if name == asked else None, row=flag, prefix=name)
        for name, (kind, _, _) in FORMS.items()
    }
    if request.method == "POST":
        member.require(P.AGREE_PLANS if asked != "answer" else P.REPORT_ON_OWN)
        _must_answer(member, flag)
        if asked and _done(request, forms[asked], flag, asked):
            return redirect("laa:flag-detail", member.partnership.slug, flag.uuid)
    context = {
        "flag": flag,
        "form": forms[asked] if asked else None,
        "forms": forms,
        "asked": asked,
        "may_answer": may_answer(member, flag),
        "may_close": member.may(P.AGREE_PLANS),
        "seen": mark(flag),
        "recovery_asked": _recovery_asked(flag),
    }
    return render(request, "laa/flag_detail.html", context)


def _recovery_asked(flag: Flag) -> str:
    """What it asks of the lead, while it is open; "" for housekeeping, which is put in order."""
    if flag.closed_at or not flag.is_of_performance:
        return ""
    today = clock.today(flag.partnership)
    promise = Commitment.objects.with_plan_counts(today).get(pk=flag.commitment_id)
    lead, is_answered = flag.answers_for_it.name, bool(flag.answer)
    return recovery_asked(lead, promise.plan_in_hand, is_answered=is_answered)


@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def flag_recover(request, member: Member, flag):
    """Plan a recovery action: it goes into the promise's plan, and answers the flag."""
    flag = fetch_flag(member, flag)
    _must_answer(member, flag)
    plan = recovery_plan(flag)
    form = ActionForm(request.POST or None, plan=plan, partnership=member.partnership)
    if request.method == "POST" and form.is_valid():
        options = {"flag": flag, "by": request.user, **form.cleaned_data}
        if made := saved(form, recover, **options):
            messages.success(request, f"“{made.title}” is in the plan, and answers the flag.")
            return redirect("laa:flag-detail", member.partnership.slug, flag.uuid)
    context = {
        "form": form,
        "plan": plan or "This starts the improvement plan",
        "title": "Add a recovery action",
        "back_url": reverse("laa:flag-detail", args=[member.partnership.slug, flag.uuid]),
        "flag": flag,
    }
    return render(request, "laa/action_form.html", context)


def _done(request, form, flag: Flag, asked: str) -> bool:
    _, action, said = FORMS[asked]
    if form.is_valid() and saved(form, action, flag=flag, by=request.user, **form.cleaned_data):
        messages.success(request, said)
        return True
    return False


@post_only
@in_partnership(P.AGREE_PLANS)
def flag_wake(request, member: Member, flag):
    """Undo a snooze."""
    flag = fetch_flag(member, flag)
    options = {"by": request.user, "seen": request.POST.get("seen")}
    done(request, "It is back on the list.", actions.wake, flag, **options)
    return redirect("laa:flag-detail", member.partnership.slug, flag.uuid)


def fetch_flag(member: Member, flag) -> Flag:
    """The flag, open or not, if this member may know of it."""
    found = Flag.objects.visible_to(member).with_answerable()
    found = found.select_related("answered_by", "closed_by", "partnership__demonstration")
    if not member.reads_all_returns:
        found = found.filter(known_to(member.partner_ids))
    return get_object_or_404(found, uuid=flag)


def may_answer(member: Member, flag: Flag) -> bool:
    """The people of the partner that answers for it, and the performance lead."""
    partner = flag.answers_for_it
    return member.may(P.AGREE_PLANS) or (partner is not None and member.may_plan(partner.pk))


def _must_answer(member: Member, flag: Flag) -> None:
    if not may_answer(member, flag):
        raise PermissionDenied("The partner that answers for it answers the flag.")
