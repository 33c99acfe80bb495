"""A step that was taken a moment ago: pressing its button again is no mistake."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.utils.timezone import get_current_timezone

from laa.models import QuarterlyReturn, ReturnLine, Submission, User
from laa.permissions import Member
from laa.views.chosen import seen

State = ReturnLine.State

BEYOND = {
    "submitted": (State.SUBMITTED, State.CERTIFIED, State.SIGNED_OFF),
    "certified": (State.CERTIFIED, State.SIGNED_OFF),
    "signed_off": (State.SIGNED_OFF,),
}
"""Where a line stands that has taken the step, or more."""


def done_before(step: str, lines: Iterable[ReturnLine], *, by: User) -> str:
    """ "Certified already, by you on 20 April 2009 at 10:15. Nothing was done twice."

    "" where there are no lines, or where one of them has not taken the step.
    """
    lines = list(lines)
    if not lines or any(line.state not in BEYOND[step] for line in lines):
        return ""
    at: datetime = max(getattr(line, f"{step}_at") for line in lines)
    people = {getattr(line, f"{step}_by") for line in lines if getattr(line, f"{step}_at") == at}
    who = "you" if by in people else " and ".join(sorted(map(str, people)))
    name = step.replace("_", " ").capitalize()
    when = f"{at.astimezone(get_current_timezone()):%-d %B %Y at %H:%M}"
    return f"{name} already, by {who} on {when}. Nothing was done twice."


def lines_pressed(request: HttpRequest, member: Member) -> Iterable[ReturnLine]:
    """The lines that a page of lines had shown and the button was about."""
    uuids = set(seen(request) or {})
    if not request.POST.get("action", "-all").endswith("-all"):
        uuids &= set(request.POST.getlist("line"))
    found = ReturnLine.objects.visible_to(member).filter(uuid__in=uuids)
    return found.select_related("certified_by", "signed_off_by")


def receipt_of(quarterly_return: QuarterlyReturn, lines: Iterable[ReturnLine]) -> Submission | None:
    """The receipt of the lines' last submission, or the return's last."""
    receipts = quarterly_return.submissions
    at = max(line.submitted_at for line in lines)
    return receipts.filter(submitted_at=at).last() or receipts.last()
