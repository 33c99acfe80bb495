"""The plans that teams owe for a year: who has none, and whose was not challenged yet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import action_plans as actions
from laa.forms.action_plan import TeamPlanForm
from laa.models import TeamPlan
from laa.permissions import Member, Permission
from laa.queries.action_plans import team_plan_report
from laa.rules import periods
from laa.rules.vocabulary import Frequency
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def team_plans(request, member: Member):
    """A year's team plans by how far they are; the lead says who owes one."""
    year = _year(request, member)
    form = TeamPlanForm(request.POST or None, partnership=member.partnership, year=year.key)
    if request.method == "POST":
        member.require(P.AGREE_PLANS)
        options = {"year": year.key, "by": request.user}
        if form.is_valid() and (
            row := saved(form, actions.expect_team_plan, **form.cleaned_data, **options)
        ):
            messages.success(request, f"{row.partner} owes a plan for {year.short_label} now.")
            address = reverse("laa:team-plans", args=[member.partnership.slug])
            return redirect(f"{address}?year={year.key}")
    context = {
        "report": team_plan_report(member.partnership, year.key),
        "year": year,
        "before": periods.before(year),
        "form": form,
    }
    return render(request, "laa/team_plans.html", context)


def _year(request, member: Member) -> periods.Period:
    """The year asked for, else the one in which the partnership is."""
    try:
        asked = periods.period(request.GET.get("year", ""))
    except periods.NotAPeriod:
        asked = None
    if asked and asked.kind in periods.YEAR_KINDS:
        return asked
    return periods.containing(clock.today(member.partnership), Frequency.FINANCIAL_YEAR)


@post_only
@in_partnership(P.PLAN_ACTIONS, P.AGREE_PLANS)
def start(request, member: Member, partner: str, period: str):
    """A team starts the plan that it owes."""
    owed = get_object_or_404(
        TeamPlan.objects.filter(partnership=member.partnership).select_related(
            "partner", "partnership"
        ),
        partner__slug=partner,
        year=period,
    )
    if not (member.may(P.AGREE_PLANS) or member.may(P.PLAN_ACTIONS, owed.partner_id)):
        raise PermissionDenied("A team’s own people start its plan.")
    if done(request, "The plan is started.", actions.plan_team, owed, by=request.user):
        owed.refresh_from_db()
        return redirect("laa:plan-detail", member.partnership.slug, owed.plan.uuid)
    return redirect("laa:team-plans", member.partnership.slug)
