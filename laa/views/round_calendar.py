from datetime import date

from django.contrib import messages
from django.forms.models import model_to_dict
from django.shortcuts import redirect, render

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import round_calendar as actions
from laa.forms.round_calendar import ClosedDayForm, RoundCalendarForm
from laa.forms.said import said_by
from laa.models import RoundCalendar
from laa.permissions import Member, Permission
from laa.queries.round_calendar import calendar_of, closed_days, next_rounds
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.MANAGE_ROUNDS, P.SEE_AUDIT)
def round_calendar(request, member: Member):
    """How often the partnership asks and by when, and the rounds that follow from it."""
    if request.method == "POST":
        member.require(P.MANAGE_ROUNDS)
    partnership = member.partnership
    calendar = calendar_of(partnership)
    form = RoundCalendarForm(
        request.POST or None,
        row=calendar,
        initial=None if calendar else _defaults(),
    )
    if request.method == "POST" and form.is_valid():
        options = {"partnership": partnership, "by": request.user, **form.cleaned_data}
        if saved(form, actions.set_calendar, **options):
            messages.success(request, "The calendar is saved. Rounds that are there stay as dated.")
            return redirect("laa:round-calendar", partnership.slug)
    return _page(request, member, calendar, form)


def _defaults() -> dict:
    return model_to_dict(RoundCalendar(), exclude=["partnership"])


def _page(request, member: Member, calendar, form):
    today = clock.today(member.partnership)
    context = {
        "calendar": calendar,
        "form": form,
        "said": said_by(form) if calendar else [],
        "may_change": member.may(P.MANAGE_ROUNDS),
        "closed_days": closed_days(member.partnership),
        "today": today,
        "rounds": next_rounds(calendar, today=today) if calendar else [],
    }
    return render(request, "laa/round_calendar.html", context)


@in_partnership(P.MANAGE_ROUNDS)
def closed_day_add(request, member: Member):
    form = ClosedDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if day := saved(form, actions.add_closed_day, **options):
            messages.success(request, f"{day.day:%-d %B %Y} is a closed day now.")
            return redirect("laa:round-calendar", member.partnership.slug)
    return render(request, "laa/closed_day_add.html", {"form": form})


@post_only
@in_partnership(P.MANAGE_ROUNDS)
def closed_day_remove(request, member: Member):
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        messages.error(request, "Choose the closed day to take off the list.")
        return redirect("laa:round-calendar", member.partnership.slug)
    said = f"{day:%-d %B %Y} is a working day again, unless it is a weekend or a bank holiday."
    options = {"partnership": member.partnership, "day": day, "by": request.user}
    done(request, said, actions.remove_closed_day, **options)
    return redirect("laa:round-calendar", member.partnership.slug)
