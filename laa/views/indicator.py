from functools import partial

from django.shortcuts import get_object_or_404, render

from laa.access import in_partnership
from laa.exports.indicator import history_rows, promise_rows
from laa.exports.tables import asked_for
from laa.filters.indicator import CommitmentFilter
from laa.models import Commitment
from laa.permissions import Member, Permission
from laa.queries.indicator_page import IndicatorPage, indicator_page
from laa.tables.indicator import CommitmentTable
from laa.tables.paging import arrange

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
    arrange(request, table)
    if file := asked_for(request, {"indicators": table.as_values}, name="Indicators"):
        return file
    return render(request, "laa/indicators.html", {"filter": found, "table": table})


@in_partnership(P.SEE_SIGNED_OFF)
def indicator_detail(request, member: Member, agreement: str, indicator: str):
    """One promise: what it is, what was promised, what happened, what it meant."""
    promises = Commitment.objects.visible_to(member).with_rules()
    promises = promises.select_related("indicator__supplier", "theme", "lead")
    commitment = get_object_or_404(
        promises.prefetch_related("contributors", "indicator__strands"),
        agreement__slug=agreement,
        indicator__slug=indicator,
    )
    page = indicator_page(commitment)
    if file := asked_for(request, _tables(page), name=commitment.indicator.reference):
        return file
    return render(request, "laa/indicator_detail.html", {"page": page})


def _tables(page: IndicatorPage) -> dict:
    tables = {}
    for story in page.stories:
        tables[f"history-{story.strand.key}"] = partial(history_rows, story)
        tables[f"promised-{story.strand.key}"] = partial(promise_rows, story)
    return tables
