from django.shortcuts import render
from django_tables2 import RequestConfig

from laa.access import in_partnership
from laa.exports.tables import asked_for
from laa.models import AuditEvent
from laa.permissions import Member, Permission
from laa.tables.audit_event import AuditEventTable


@in_partnership(Permission.SEE_AUDIT)
def audit(request, member: Member):
    """Who did what, before and after."""
    events = AuditEvent.objects.filter(partnership_slug=member.partnership.slug)
    table = AuditEventTable(events)
    table.caption, table.caption_hidden = "Audit trail", True
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    if file := asked_for(request, {"audit": table.as_values}, name="Audit trail"):
        return file
    return render(request, "laa/audit.html", {"table": table})
