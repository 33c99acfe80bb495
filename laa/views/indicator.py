from django.shortcuts import get_object_or_404, render
from django_tables2 import RequestConfig

from laa.access import in_partnership
from laa.exports.tables import FORMATS, download
from laa.filters.indicator import CommitmentFilter
from laa.models import Commitment
from laa.permissions import Member, Permission
from laa.queries.indicator_page import indicator_page
from laa.tables.indicator import CommitmentTable

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def indicators(request, member: Member):
    """Every promise on an indicator: filtered, sorted, downloaded."""
    promises = (
        Commitment.objects.visible_to(member)
        .select_related(
            "partnership", "agreement", "theme", "lead", "indicator", "indicator__supplier"
        )
        .in_printed_order()
    )
    found = CommitmentFilter(request.GET, queryset=promises, partnership=member.partnership)
    table = CommitmentTable(found.qs)
    table.caption, table.caption_hidden = "Indicators", True
    if request.GET.get("_export") in FORMATS:
        table.order_by = request.GET.get("sort", ())
        return download(table.as_values(), format=request.GET["_export"], name="Indicators")
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    context = {"filter": found, "table": table, "export_formats": FORMATS}
    return render(request, "laa/indicators.html", context)


@in_partnership(P.SEE_SIGNED_OFF)
def indicator_detail(request, member: Member, agreement: str, indicator: str):
    """One promise: what it is, what was promised, what happened, what it meant."""
    promises = Commitment.objects.visible_to(member).select_related(
        "agreement__rating_rule", "indicator__supplier", "theme", "lead"
    )
    commitment = get_object_or_404(
        promises.prefetch_related("contributors", "indicator__strands"),
        agreement__slug=agreement,
        indicator__slug=indicator,
    )
    return render(request, "laa/indicator_detail.html", {"page": indicator_page(commitment)})
