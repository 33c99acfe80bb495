"""Deciding whether the public may read an issued report."""

from django.contrib import messages
from django.shortcuts import redirect, render

from laa import clock
from laa.access import in_partnership
from laa.actions.report_publications import publish_report, why_not_public, withdraw_report
from laa.forms.publishing import PublishReportForm, WithdrawReportForm
from laa.models import Report
from laa.permissions import Member, Permission
from laa.views.report import fetch_report
from laa.views.saving import saved

P = Permission


@in_partnership(P.PUBLISH, P.SEE_AUDIT)
def report_publish(request, member: Member, report: str):
    """From which day it is public; or taking it back, with a reason."""
    report = fetch_report(member, report)
    today = clock.today(member.partnership)
    standing = report.publications.standing().first()
    form_class = WithdrawReportForm if standing else PublishReportForm
    form = form_class(request.POST or None, initial={"public_from": today})
    if request.method == "POST":
        member.require(P.PUBLISH)
        if form.is_valid() and _done(request, report, form, takes_back=bool(standing)):
            return redirect("laa:report-publish", member.partnership.slug, report.uuid)
    context = {
        "report": report,
        "standing": standing,
        "is_public": bool(standing) and standing.public_from <= today,
        "past": report.publications.exclude(withdrawn_at=None).select_related("withdrawn_by"),
        "form": form,
        "why_not": "" if standing else why_not_public(report),
        "may_publish": member.may(P.PUBLISH),
    }
    return render(request, "laa/report_publish.html", context)


def _done(request, report: Report, form, *, takes_back: bool) -> bool:
    action = withdraw_report if takes_back else publish_report
    row = saved(form, action, report=report, by=request.user, **form.cleaned_data)
    if row is None:
        return False
    if takes_back:
        messages.success(request, "The report is taken back from the public.")
    else:
        messages.success(request, f"The report is public from {row.public_from:%-d %B %Y}.")
    return True
