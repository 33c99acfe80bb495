"""Taking in a report's lists: the file or the words, every row as it was read, then yes."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership, post_only
from laa.imports.problems import Unreadable
from laa.permissions import Member, Permission
from laa.views.saving import done, saved
from peer_reviews.actions import loads as actions
from peer_reviews.forms.report_load import ReportForm, RowsForm
from peer_reviews.models import ReportLoad, Review
from peer_reviews.reading.documents import read_pasted, read_report
from peer_reviews.reading.items import Item, Reading
from peer_reviews.views.review import address, fetch_review

P = Permission
A_DAY = 24 * 60 * 60


@in_partnership(P.AGREE_PLANS)
def report_load(request, member: Member, review: str):
    """Choose a file or paste the words. Nothing is kept before every row was looked at."""
    review = fetch_review(member, review)
    if "kept" in request.POST:
        return _confirmed(request, review)
    form = ReportForm(request.POST or None, request.FILES or None)
    problems = []
    if request.method == "POST" and form.is_valid():
        try:
            return _shown(request, review, _read(form))
        except Unreadable as error:
            problems = error.problems
            box = "document" if form.cleaned_data.get("document") else "text"
            form.add_error(box, "Nothing could be read, and nothing was kept. See below.")
    context = {
        "review": review,
        "form": form,
        "problems": problems,
        "loads": review.loads.filter(undone_at=None),
    }
    return render(request, "peer_reviews/report_load.html", context)


def _read(form: ReportForm) -> Reading:
    document = form.cleaned_data.get("document")
    if document:
        return read_report(document.name, document.read())
    return read_pasted(form.cleaned_data["text"])


def _shown(request, review: Review, reading: Reading, form: RowsForm | None = None):
    context = {
        "review": review,
        "reading": reading,
        "form": form or RowsForm(reading=reading, review=review),
        "kept": _signed(reading, review),
    }
    return render(request, "peer_reviews/report_rows.html", context)


def _signed(reading: Reading, review: Review) -> str:
    kept = {
        "name": reading.name,
        "items": [item.as_dict() for item in reading.items],
        "warnings": reading.warnings,
    }
    return signing.dumps(kept, salt=_salt(review), compress=True)


def _salt(review: Review) -> str:
    return f"report-load:{review.partnership.slug}:{review.slug}"


def _confirmed(request, review: Review):
    """Held against the review once more: what was looked at is taken in, or what is wrong shown."""
    try:
        kept = signing.loads(request.POST["kept"], salt=_salt(review), max_age=A_DAY)
    except signing.BadSignature:
        messages.error(request, "That was looked at too long ago. Choose the report once more.")
        return redirect(request.path)
    items = [Item.from_dict(each) for each in kept["items"]]
    reading = Reading(kept["name"], items, kept["warnings"])
    form = RowsForm(request.POST, reading=reading, review=review)
    if form.is_valid():
        options = {"name": reading.name, "by": request.user}
        if load := saved(form, actions.load_report, review=review, chosen=form.chosen(), **options):
            number = sum(len(keys) for keys in load.made.values())
            messages.success(request, f"{number} rows taken in from {load.name}.")
            return redirect(address("review-detail", review))
    return _shown(request, review, reading, form)


@post_only
@in_partnership(P.AGREE_PLANS)
def report_undo(request, member: Member, review: str, load):
    """Take away what was taken in, while nothing was built on it."""
    review = fetch_review(member, review)
    found = ReportLoad.objects.filter(review=review).select_related("partnership", "review")
    load = get_object_or_404(found, uuid=load)
    done(request, f"{load.name} was taken away again.", actions.undo_load, load, by=request.user)
    return redirect(address("review-detail", review))
