from django.shortcuts import render
from django_tables2 import RequestConfig

from laa.access import in_partnership
from laa.exports.tables import FORMATS, download
from laa.models import AuditEvent
from laa.permissions import Member, Permission
from laa.tables.audit_event import AuditEventTable


@in_partnership(Permission.SEE_AUDIT)
def audit(request, member: Member):
    """Who did what, before and after."""
    events = AuditEvent.objects.filter(partnership_slug=member.partnership.slug)
    table = AuditEventTable(events)
    table.caption, table.caption_hidden = "Audit trail", True
    if request.GET.get("_export") in FORMATS:
        return download(table.as_values(), format=request.GET["_export"], name="Audit trail")
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(request, "laa/audit.html", {"table": table, "export_formats": FORMATS})
