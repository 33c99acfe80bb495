from django.shortcuts import render

from laa.access import in_partnership
from laa.exports.tables import asked_for
from laa.models import AuditEvent
from laa.permissions import Member, Permission
from laa.tables.audit_event import AuditEventTable
from laa.tables.paging import arrange


@in_partnership(Permission.SEE_AUDIT)
def audit(request, member: Member):
    """Who did what, before and after."""
    events = AuditEvent.objects.filter(partnership_slug=member.partnership.slug)
    table = AuditEventTable(events)
    table.caption, table.caption_hidden = "Audit trail", True
    arrange(request, table)
    if file := asked_for(request, {"audit": table.as_values}, name="Audit trail"):
        return file
    return render(request, "laa/audit.html", {"table": table})
