from functools import partial

from django.shortcuts import render

from laa.access import in_partnership
from laa.exports.data_quality import finding_rows, partner_rows
from laa.exports.tables import asked_for
from laa.forms.data_quality import DataQualityForm
from laa.permissions import Member, Permission
from laa.queries.data_quality import data_quality as find

P = Permission


@in_partnership(P.SEE_ALL_RETURNS, P.SEE_OWN_RETURNS)
def data_quality(request, member: Member):
    """Figures to look at again; an officer sees those of their own partners."""
    found = find(member)
    form = DataQualityForm(request.GET or None, found=found)
    shown = form.narrow(found.findings)
    tables = {
        "findings": partial(finding_rows, shown),
        "suppliers": partial(partner_rows, found),
    }
    if file := asked_for(request, tables, name="Data quality"):
        return file
    counts = [{"number": n, "label": str(fault)} for fault, n in found.by_fault]
    context = {"found": found, "findings": shown, "filter": form, "counts": counts}
    return render(request, "laa/data_quality.html", context)
