from functools import partial

from django.shortcuts import render

from laa.access import in_partnership
from laa.areas import beyond
from laa.exports.golden_thread import golden_thread_rows
from laa.exports.tables import asked_for
from laa.permissions import Member, Permission
from laa.queries.golden_thread import golden_thread as read_thread
from laa.queries.golden_thread import promises_of
from laa.views.dashboard import fetch_agreement


@in_partnership(Permission.SEE_SIGNED_OFF)
def golden_thread(request, member: Member, agreement: str):
    """From the strategy to what is being done: where the thread breaks is said."""
    agreement = fetch_agreement(member, agreement)
    promises = promises_of(agreement)
    found = read_thread(agreement, promises, beyond(promises))
    rows = {"thread": partial(golden_thread_rows, found)}
    if file := asked_for(request, rows, name=f"{agreement.title} thread"):
        return file
    return render(request, "laa/golden_thread.html", {"thread": found, "agreement": agreement})
