from functools import partial

from django.shortcuts import render

from laa import clock
from laa.access import in_partnership
from laa.exports.report_calendar import calendar_rows
from laa.exports.tables import asked_for
from laa.permissions import Member, Permission
from laa.queries.report_calendar import report_calendar
from laa.views.dashboard import fetch_agreement


@in_partnership(Permission.SEE_SIGNED_OFF)
def calendar(request, member: Member, agreement: str):
    """Every quarter of an agreement: when it is returned, reported, and considered by whom."""
    agreement = fetch_agreement(member, agreement)
    rows = report_calendar(member, agreement)
    tables = {"calendar": partial(calendar_rows, rows)}
    if file := asked_for(request, tables, name=f"{agreement} calendar"):
        return file
    today = clock.today(member.partnership)
    context = {
        "agreement": agreement,
        "rows": [(row, row.is_owing(today)) for row in rows],
        "reported": sum(row.is_reported for row in rows),
    }
    return render(request, "laa/report_calendar.html", context)
