from functools import partial

from django.shortcuts import get_object_or_404, render

from laa import clock
from laa.access import in_partnership
from laa.actions.effort import count_uses
from laa.exports.indicator import chart_rows, compared_rows, history_rows, promise_rows, strand_rows
from laa.exports.indicator_files import file_rows
from laa.exports.tables import FORMATS, asked_for
from laa.filters.indicator import CommitmentFilter
from laa.models import Commitment, Indicator, IndicatorUse
from laa.permissions import Member, Permission
from laa.queries import indicator_files as files
from laa.queries.indicator_page import IndicatorPage, indicator_page
from laa.queries.strand_table import StrandTable, side_by_side
from laa.queries.terms import PageTerms
from laa.rules.load import overdue_said
from laa.tables.indicator import CommitmentTable
from laa.tables.paging import arrange
from laa.views.chart_file import KINDS, chart_file
from laa.views.line_thread import READERS

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
    promises = promises.with_plan_counts(clock.today(member.partnership))
    promises = promises.with_contributions_said().with_what_is_open()
    commitment = get_object_or_404(
        promises.prefetch_related("contributors"),
        agreement__slug=agreement,
        indicator__slug=indicator,
    )
    page = indicator_page(commitment, has_notes=member.may(P.SEE_OPERATIONAL))
    strands = side_by_side(page.stories)
    _count(request, member, commitment.indicator)
    reference = commitment.indicator.reference
    if file := asked_for(request, _tables(page, strands), name=reference):
        return file
    if picture := chart_file(request, page.stories, name=reference):
        return picture
    context = {
        "page": page,
        "strands": strands,
        "terms": PageTerms(member.partnership),
        "plan_overdue_said": overdue_said(commitment.plan_overdue, commitment.plan_actions),
        "may_revise": member.may(P.SIGN_OFF_RETURN),
        "may_see_files": bool(member.permissions.intersection(READERS)),
        "may_plan": member.may_plan(commitment.lead_id),
    }
    return render(request, "laa/indicator_detail.html", context)


@in_partnership(*READERS)
def indicator_files(request, member: Member, agreement: str, indicator: str):
    """The files that bear out its figures."""
    promises = Commitment.objects.visible_to(member).select_related("agreement", "indicator")
    commitment = get_object_or_404(promises, agreement__slug=agreement, indicator__slug=indicator)
    found = files.indicator_files(member, commitment)
    rows = {"files": partial(file_rows, found)}
    if file := asked_for(request, rows, name=f"{commitment.indicator.reference} files"):
        return file
    return render(request, "laa/indicator_files.html", {"commitment": commitment, "found": found})


def _count(request, member: Member, indicator: Indicator) -> None:
    """Somebody looked who does not supply it: a count of the month, of nobody's name.

    What a browser fetches before anybody asked for it is no look.
    """
    is_fetched_ahead = "prefetch" in request.headers.get(
        "Sec-Purpose", request.headers.get("Purpose", "")
    )
    if request.method == "GET" and not is_fetched_ahead and not _supplies(member, indicator):
        is_file = request.GET.get("_export") in FORMATS or request.GET.get("_chart") in KINDS
        kind = IndicatorUse.Kind.EXPORTED if is_file else IndicatorUse.Kind.OPENED
        count_uses([indicator], kind=kind, partnership=member.partnership)


def _supplies(member: Member, indicator: Indicator) -> bool:
    return indicator.supplier_id in member.partner_ids


def _tables(page: IndicatorPage, strands: StrandTable) -> dict:
    tables = {}
    if strands:
        tables["strands"] = partial(strand_rows, strands)
    for story in page.stories:
        tables[f"history-{story.strand.key}"] = partial(history_rows, story)
        tables[f"promised-{story.strand.key}"] = partial(promise_rows, story)
        tables[f"chart-{story.strand.key}"] = partial(chart_rows, story)
        if story.compared:
            tables[f"compared-{story.strand.key}"] = partial(compared_rows, story)
    return tables
