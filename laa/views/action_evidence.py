"""Files that bear out what was done on an action: added, read through here, withdrawn."""

from django.shortcuts import redirect, render

from laa.access import in_partnership, post_only
from laa.permissions import Member, Permission
from laa.views import evidence
from laa.views.action import fetch_action, must_read_notes, must_report

P = Permission


@in_partnership(P.REPORT_ON_OWN)
def action_evidence(request, member: Member, action):
    """The files of an action, and the box to add some."""
    action = fetch_action(member, action)
    must_report(member, action)
    if request.method == "POST" and evidence.added(request, action):
        return redirect("laa:action-evidence", member.partnership.slug, action.uuid)
    context = {
        "action": action,
        "files": evidence.files_of(action),
        "file_url": "laa:action-file",
        "withdraw_url": "laa:action-file-withdraw",
        "may_add": True,
    }
    return render(request, "laa/action_evidence.html", context)


@in_partnership(P.SEE_OWN_RETURNS, P.SEE_ALL_RETURNS, P.REPORT_ON_OWN)
def action_file(request, member: Member, action, file):
    """One file, as it came."""
    action = fetch_action(member, action)
    must_read_notes(member, action)
    return evidence.as_it_came(action, file)


@post_only
@in_partnership(P.REPORT_ON_OWN)
def action_file_withdraw(request, member: Member, action, file):
    """Mark a file as not to be relied on, or take that back."""
    action = fetch_action(member, action)
    must_report(member, action)
    evidence.turn(request, action, file)
    return redirect("laa:action-evidence", member.partnership.slug, action.uuid)
