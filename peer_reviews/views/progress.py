"""The statement of progress at any date, and what of it the public may read."""

from datetime import date
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from laa import clock
from laa.access import in_partnership
from laa.exports.tables import asked_for
from laa.models import Partnership
from laa.permissions import Member, Permission
from laa.reports.board_report import report_pdf
from laa.reports.render import CONTENT_TYPES
from laa.reports.word_report import report_docx
from laa.views.saving import done
from peer_reviews.actions import publications as actions
from peer_reviews.exports.reviews import progress_rows
from peer_reviews.forms.review import AsAtForm
from peer_reviews.models import Review
from peer_reviews.queries.progress import statement, with_dates
from peer_reviews.queries.report import progress_report
from peer_reviews.views.review import address, fetch_review

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def progress(request, member: Member, review: str):
    """How far every recommendation is, today or as at an earlier day."""
    review = fetch_review(member, review)
    today = clock.today(member.partnership)
    asked = request.GET if "as_at_year" in request.GET else None
    form = AsAtForm(asked, today=today, review=review)
    as_at = form.cleaned_data["as_at"] if asked and form.is_valid() else today
    found = statement(review, as_at)
    tables = {"progress": partial(progress_rows, found)}
    if file := asked_for(request, tables, name=f"{review} progress {as_at:%Y-%m-%d}"):
        return file
    context = {
        "review": review,
        "statement": found,
        "form": form,
        "day": f"as_at_day={as_at.day}&as_at_month={as_at.month}&as_at_year={as_at.year}",
        "public": actions.published(review),
        "may_lead": member.may(P.AGREE_PLANS),
    }
    return render(request, "peer_reviews/progress.html", context)


FORMATS = {"pdf": report_pdf, "docx": report_docx}


@in_partnership(P.SEE_SIGNED_OFF)
def progress_report_file(request, member: Member, review: str):
    """The progress report as a PDF or a Word file: `?format=docx`, and the day of the page."""
    review = fetch_review(member, review)
    wanted = request.GET.get("format", "pdf")
    if wanted not in FORMATS:
        raise Http404("The progress report is a PDF or a Word file.")
    today = clock.today(member.partnership)
    form = AsAtForm(request.GET if "as_at_year" in request.GET else {}, today=today, review=review)
    as_at = form.cleaned_data["as_at"] if form.is_valid() else today
    content = FORMATS[wanted](progress_report(review, as_at), as_at=as_at)
    response = HttpResponse(content, content_type=CONTENT_TYPES[wanted])
    name = slugify(f"{review} progress {as_at:%Y-%m-%d}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    return response


@in_partnership(P.AGREE_PLANS)
def progress_publish(request, member: Member, review: str):
    """Look at what would become public, then publish it; or take back what is public."""
    review = fetch_review(member, review)
    found = statement(review, clock.today(member.partnership))
    if request.POST.get("do") == "withdraw":
        said = "Nothing of this review’s progress is public any more."
        done(request, said, actions.withdraw_progress, review, by=request.user)
        return redirect(address("progress", review))
    if request.method == "POST":
        said = "The statement is public as it stood a moment ago."
        options = {"body": found.body(), "as_at": found.as_at, "by": request.user}
        done(request, said, actions.publish_progress, review, **options)
        return redirect(address("progress", review))
    context = {
        "review": review,
        "body": with_dates(found.body()),
        "public": actions.published(review),
    }
    return render(request, "peer_reviews/publish.html", context)


def is_demonstration(partnership: Partnership) -> date | None:
    """The day on which its clock stands; None for a partnership that is real."""
    return clock.today(partnership) if hasattr(partnership, "demonstration") else None


@login_not_required
def public_progress(request, partnership: str, review: str):
    """For everybody: the statement as it was published, and nothing else of the review."""
    found = Review.objects.select_related("partnership__demonstration")
    review = get_object_or_404(found, partnership__slug=partnership, slug=review)
    shown = actions.published(review)
    if shown is None:
        raise Http404("No progress of this review is public.")
    body = with_dates(shown.body)
    context = {
        "shown": shown,
        "body": body,
        "visit": body["visit"],
        "partnership": review.partnership,
        "demonstration_date": is_demonstration(review.partnership),
    }
    return render(request, "peer_reviews/public.html", context)
