"""Files that bear a line out: added, read through here and nowhere else, withdrawn."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from laa.access import in_partnership, post_only
from laa.models import ReturnLine
from laa.permissions import Member, Permission
from laa.views import evidence
from laa.views.line_thread import READERS, fetch_line

P = Permission


@in_partnership(*READERS)
def line_evidence(request, member: Member, line):
    """The files of a line, and the box to add some."""
    line = fetch_line(member, line)
    if request.method == "POST":
        _must_add(member, line)
        if evidence.added(request, line):
            return redirect("laa:line-evidence", member.partnership.slug, line.uuid)
    context = {
        "line": line,
        "files": evidence.files_of(line),
        "file_url": "laa:evidence-file",
        "withdraw_url": "laa:evidence-withdraw",
        "may_add": may_add(member, line),
    }
    return render(request, "laa/line_evidence.html", context)


@in_partnership(*READERS)
def evidence_file(request, member: Member, line, file):
    """One file, as it came."""
    return evidence.as_it_came(fetch_line(member, line), file)


@post_only
@in_partnership(P.ENTER_RETURN, P.ENTER_ON_BEHALF)
def evidence_withdraw(request, member: Member, line, file):
    """Mark a file as not to be relied on, or take that back."""
    line = fetch_line(member, line)
    _must_add(member, line)
    evidence.turn(request, line, file)
    return redirect("laa:line-evidence", member.partnership.slug, line.uuid)


def may_add(member: Member, line: ReturnLine) -> bool:
    return member.may_enter(line.quarterly_return.partner_id)


def _must_add(member: Member, line: ReturnLine) -> None:
    if not may_add(member, line):
        raise PermissionDenied("The officers who enter the line add its files.")
