"""Receipts of submitted returns: read, printed, taken away, and checked."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from laa.access import in_partnership
from laa.forms.effort import EffortForm
from laa.forms.submission import ReceiptCheckForm
from laa.models import Submission
from laa.permissions import Member, Permission
from laa.queries.effort import indicators_not_asked
from laa.queries.receipt import receipt
from laa.reports.receipt import receipt_pdf
from laa.views.quarterly_return import READERS


def fetch_submission(member: Member, period: str, partner: str, reference: str) -> Submission:
    """The receipt, if this member may read its return."""
    found = Submission.objects.visible_to(member).select_related(
        "submitted_by",
        "quarterly_return__round",
        "quarterly_return__partner",
        "quarterly_return__partnership",
    )
    return get_object_or_404(
        found,
        reference=reference,
        quarterly_return__round__period=period,
        quarterly_return__partner__slug=partner,
    )


@in_partnership(*READERS)
def receipt_detail(request, member: Member, **named):
    """Proof of what was submitted, when, by whom; it never changes."""
    submission = fetch_submission(member, **named)
    context = {
        "submission": submission,
        "receipt": receipt(submission),
        "quarterly_return": submission.quarterly_return,
        "round": submission.quarterly_return.round,
        "effort": _effort_form(member, submission),
    }
    return render(request, "laa/receipt.html", context)


def _effort_form(member: Member, submission: Submission) -> EffortForm | None:
    """Asks those who collect the figures, for what nobody has said yet."""
    if not member.may(Permission.ENTER_RETURN, submission.quarterly_return.partner_id):
        return None
    form = EffortForm(indicators_not_asked(submission.quarterly_return))
    return form if form.fields else None


@in_partnership(*READERS)
def receipt_as_pdf(request, member: Member, **named):
    submission = fetch_submission(member, **named)
    return _file(receipt_pdf(receipt(submission)), "application/pdf", f"{submission}.pdf")


@in_partnership(*READERS)
def receipt_document(request, member: Member, **named):
    """The bytes whose hash the receipt states."""
    submission = fetch_submission(member, **named)
    return _file(submission.document, "application/json", f"{submission}.json")


def _file(body: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@in_partnership(*READERS)
def receipt_check(request, member: Member):
    """Whether a receipt is genuine: no more is told than one may read anyway."""
    is_posted = request.method == "POST"
    form = ReceiptCheckForm(*([request.POST, request.FILES] if is_posted else []))
    is_asked = form.is_valid()
    found = None
    if is_asked:
        wanted = form.wanted()
        found = (
            Submission.objects.visible_to(member)
            .select_related(
                "submitted_by",
                "quarterly_return__round",
                "quarterly_return__partner",
                "quarterly_return__partnership",
            )
            .filter(Q(reference=wanted) | Q(sha256=wanted))
            .first()
        )
    context = {"form": form, "is_asked": is_asked, "found": found}
    return render(request, "laa/receipt_check.html", context)
