from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions import report_approval as approval
from laa.actions import report_issue, reports
from laa.actions.refusals import Refused
from laa.composing import compose
from laa.exports.reports import report_rows, step_rows
from laa.exports.tables import asked_for
from laa.forms.report import ReportForm, ReportWordsForm
from laa.models import Report
from laa.permissions import Member, Permission
from laa.queries import report_page
from laa.queries.board_members import coming_meetings
from laa.queries.terms import PageTerms
from laa.reports.board_report import cover_facts
from laa.reports.html_report import sections_of
from laa.reports.render import CONTENT_TYPES
from laa.rules import periods
from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover
from laa.tasks import issue_report
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def report_list(request, member: Member):
    """What was issued, newest period first; and what is on its way, for whom it concerns."""
    found = Report.objects.visible_to(member).listed()
    if file := asked_for(request, {"reports": partial(report_rows, found)}, name="Reports"):
        return file
    coming = coming_meetings(member.partnership, clock.today(member.partnership))
    return render(request, "laa/reports.html", {"reports": found, "coming": coming})


@in_partnership(P.MAKE_REPORTS)
def report_make(request, member: Member):
    today = clock.today(member.partnership)
    form = ReportForm(request.POST or None, partnership=member.partnership, today=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        options = {
            "agreement": said["agreement"],
            "board": said["board"],
            "period": periods.period(said["period"]),
            **_chosen(form),
        }
        if report := saved(form, reports.make_report, by=request.user, **options):
            messages.success(request, "The draft is made. Read it through, then put it forward.")
            return redirect(report)
    return render(request, "laa/report_make.html", {"form": form})


def _chosen(form: ReportWordsForm) -> dict:
    return {
        "contents": form.cleaned_data["contents"],
        "covers": form.cleaned_data["covers"],
        "words": form.written,
        "compose": compose,
    }


def fetch_report(member: Member, uuid: str) -> Report:
    found = Report.objects.visible_to(member).select_related(
        "agreement", "board", "made_by", "put_forward_by", "issued_by"
    )
    report = get_object_or_404(found, uuid=uuid)
    report.partnership = member.partnership
    return report


@in_partnership(P.SEE_SIGNED_OFF)
def report_detail(request, member: Member, report: str):
    """How far it is, the time each step took, its files, and what came of it."""
    report = fetch_report(member, report)
    if report.state == Report.State.ISSUING:
        made, of = report_issue.progress(report)
        return render(
            request, "laa/report_progress.html", {"report": report, "done": made, "of": of}
        )
    if request.headers.get("HX-Request"):
        # The page that waited asks how far it is; it is over, so the whole page is fetched anew.
        return HttpResponse(headers={"HX-Refresh": "true"})
    rows = report_page.step_rows(report)
    steps = [row.step for row in rows]
    if file := asked_for(request, {"steps": partial(step_rows, steps)}, name="Approval"):
        return file
    context = {
        "report": report,
        "rows": rows,
        "whole_time": report_page.whole_time(rows),
        "own_step": next((s for s in steps if s.is_waiting and s.person == member.user), None),
        "files": report_page.files_by_cover(report),
        "considered": report_page.considerations(report),
        "may_make": member.may(P.MAKE_REPORTS),
        "may_see_publishing": member.may(P.PUBLISH) or member.may(P.SEE_AUDIT),
    }
    return render(request, "laa/report_detail.html", context)


@in_partnership(P.SEE_SIGNED_OFF)
def report_read(request, member: Member, report: str):
    """The body on a page, under a cover of choice: what every file of it says."""
    report = fetch_report(member, report)
    wanted = request.GET.get("cover") or (report.covers or [Cover.EXECUTIVE.value])[0]
    if wanted not in Cover:
        raise Http404("There is no such cover.")
    cover = cover_of(report.said, Cover(wanted), sha256=report.sha256, status=_status(report))
    found = document(report.said, cover)
    context = {
        "report": report,
        "cover": cover,
        "facts": cover_facts(cover),
        "sections": sections_of(found),
        "terms": PageTerms(member.partnership),
    }
    return render(request, "laa/report_read.html", context)


def _status(report: Report) -> str:
    return "" if report.is_issued else f"{report.get_state_display()}: not issued."


@in_partnership(P.MAKE_REPORTS)
def report_edit(request, member: Member, report: str):
    report = fetch_report(member, report)
    form = ReportWordsForm(request.POST or None, row=report)
    if request.method == "POST" and form.is_valid():
        options = {"report": report, "seen": form.cleaned_data["seen"], **_chosen(form)}
        if now := saved(form, reports.edit_report, by=request.user, **options):
            messages.success(request, "Saved, with what was signed off by today.")
            return redirect(now)
    return render(request, "laa/report_edit.html", {"report": report, "form": form})


@post_only
@in_partnership(P.MAKE_REPORTS)
def report_change(request, member: Member, report: str):
    """Bring it up to date, put it forward, take it back, issue it, or throw a draft away."""
    report = fetch_report(member, report)
    do, by = request.POST.get("do"), request.user
    if do == "refresh":
        said = "The draft takes in what was signed off by today."
        done(request, said, reports.refresh_report, report, compose=compose, by=by)
    elif do == "put-forward":
        seen = request.POST.get("seen", "")
        said = "It is put forward. Its body stands still from now on."
        done(request, said, approval.put_forward, report, seen=seen, by=by)
    elif do == "take-back":
        done(request, "It is a draft again.", approval.take_back, report, by=by)
    elif do == "issue":
        return _issue(request, report)
    elif do == "discard":
        return _discard(request, member, report)
    return redirect(report)


def _issue(request, report: Report):
    try:
        report_issue.ask_to_issue(report, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        issue_report.delay_on_commit(report.pk)
    return redirect(report)


def _discard(request, member: Member, report: Report):
    try:
        reports.discard_report(report, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(report)
    messages.success(request, "The draft is thrown away.")
    return redirect("laa:reports", member.partnership.slug)


@in_partnership(P.SEE_SIGNED_OFF)
def report_file(request, member: Member, report: str, cover: str, format: str):
    """A file as it was rendered at issue."""
    report = fetch_report(member, report)
    if not report.is_issued:
        raise Http404("It is not issued yet, so it has no files.")
    file = get_object_or_404(report.files, cover=cover, format=format)
    response = HttpResponse(bytes(file.content), content_type=CONTENT_TYPES[file.format])
    name = slugify(f"{report.agreement.slug} {report.when.short_label} {cover}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return response
