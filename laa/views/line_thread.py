"""The words on one line: what was said of it before, queries and their answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions import threads as actions
from laa.forms.comment import CommentForm
from laa.models import Comment, ReturnLine
from laa.permissions import Member, Permission
from laa.queries.line_thread import line_thread_of
from laa.views.saving import saved

P = Permission
READERS = (P.SEE_OWN_RETURNS, P.SEE_ALL_RETURNS)


def fetch_line(member: Member, line) -> ReturnLine:
    """The line, if this member may know of it."""
    found = ReturnLine.objects.visible_to(member).select_related(
        "quarterly_return__partner",
        "quarterly_return__partnership",
        "quarterly_return__round",
        "round__partnership__demonstration",
        "strand__indicator",
        "partnership__demonstration",
        "entered_by",
        "thread",
        "evidence",
    )
    return get_object_or_404(found, uuid=line)


@in_partnership(*READERS)
def line_thread(request, member: Member, line):
    """Read and write about a line: notes, queries to its officer, answers."""
    line = fetch_line(member, line)
    form = CommentForm(request.POST or None, may_ask=may_ask(member, line))
    if request.method == "POST":
        must_write(member)
        if form.is_valid() and _written(request, form, line):
            return redirect("laa:line-thread", member.partnership.slug, line.uuid)
    context = {
        "line": line,
        "form": form,
        "thread": line_thread_of(line),
        "may_write": may_write(member),
    }
    return render(request, "laa/line_thread.html", context)


def _written(request, form: CommentForm, line: ReturnLine) -> bool:
    text, by = form.cleaned_data["text"], request.user
    options = {"about": line, "text": text, "by": by}
    if answers := request.POST.get("answers"):
        query = get_object_or_404(Comment, uuid=answers, thread=line.thread_id or 0)
        return bool(saved(form, actions.answer, query=query, **options))
    write = actions.ask if form.cleaned_data.get("asks") else actions.comment
    if saved(form, write, **options):
        messages.success(
            request,
            "It is in the thread; whoever must answer has been told."
            if form.cleaned_data.get("asks")
            else "It is in the thread.",
        )
        return True
    return False


def may_write(member: Member) -> bool:
    """Whoever works on returns; auditors read."""
    return member.may(P.SEE_OWN_RETURNS) or member.may(P.SIGN_OFF_RETURN)


def must_write(member: Member) -> None:
    if not may_write(member):
        raise PermissionDenied("Your role reads the thread and does not write in it.")


def may_ask(member: Member, line: ReturnLine) -> bool:
    partner = line.quarterly_return.partner_id
    return member.may(P.CERTIFY_RETURN, partner) or member.may(P.SIGN_OFF_RETURN)
