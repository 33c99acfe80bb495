from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership, post_only
from laa.actions import report_approval as approval
from laa.actions.report_considered import record_consideration, record_decision
from laa.actions.report_route import add_route_step, remove_route_step
from laa.forms.report import ConsiderationForm, DecisionForm, RouteStepForm, StepForm
from laa.models import User
from laa.permissions import Member, Permission
from laa.views.report import fetch_report
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def report_step(request, member: Member, report: str):
    """One's own step: approve, or send back with what is to be put right."""
    report = fetch_report(member, report)
    step = report.steps.filter(person=member.user, came_at__isnull=False, outcome="").first()
    if step is None:
        messages.error(request, "No step of this report waits for you.")
        return redirect(report)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        action = approval.approve if said["outcome"] == "approve" else approval.give_back
        if saved(form, action, report=report, comment=said["comment"], by=request.user):
            messages.success(request, "Thank you. What you said is kept.")
            if member.sees_reports_on_their_way:
                return redirect(report)
            return redirect("laa:reports", member.partnership.slug)
    context = {"report": report, "step": step, "form": form}
    return render(request, "laa/report_step.html", context)


@in_partnership(P.MAKE_REPORTS)
def report_route(request, member: Member):
    """The steps that every report goes through, and a step more."""
    people = User.objects.filter(
        memberships__in=member.partnership.memberships.live()
    ).distinct().order_by("name", "email")  # fmt: skip
    form = RouteStepForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        options = {"partnership": member.partnership, "by": request.user, **form.cleaned_data}
        if step := saved(form, add_route_step, **options):
            messages.success(request, f"“{step.name}” is the last step now.")
            return redirect("laa:report-route", member.partnership.slug)
    steps = member.partnership.route_steps.select_related("person")
    return render(request, "laa/report_route.html", {"form": form, "steps": steps})


@post_only
@in_partnership(P.MAKE_REPORTS)
def report_route_remove(request, member: Member):
    position = request.POST.get("position", "")
    options = {"position": int(position) if position.isdecimal() else 0, "by": request.user}
    done(request, "The step is gone.", remove_route_step, member.partnership, **options)
    return redirect("laa:report-route", member.partnership.slug)


@in_partnership(P.MAKE_REPORTS)
def report_considered(request, member: Member, report: str):
    """That the report was considered: on which day, under which cover, where."""
    report = fetch_report(member, report)
    form = ConsiderationForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        options = {"report": report, "by": request.user, **form.cleaned_data}
        if saved(form, record_consideration, **options):
            messages.success(request, "Recorded. Add what was decided, if anything was.")
            return redirect(report)
    context = {"report": report, "form": form}
    return render(request, "laa/report_considered.html", context)


@in_partnership(P.MAKE_REPORTS)
def report_decide(request, member: Member, report: str, cover: str, on):
    """What was decided, or is to be done, when the report was considered on a day."""
    report = fetch_report(member, report)
    considered = get_object_or_404(report.considerations, cover=cover, considered_on=on)
    form = DecisionForm(request.POST or None, partnership=member.partnership)
    if request.method == "POST" and form.is_valid():
        options = {"considered": considered, "by": request.user, **form.cleaned_data}
        if saved(form, record_decision, **options):
            messages.success(request, "Recorded.")
            return redirect(report)
    context = {"report": report, "considered": considered, "form": form}
    return render(request, "laa/report_decide.html", context)
