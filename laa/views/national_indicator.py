from functools import partial

from django.http import Http404
from django.shortcuts import render

from laa.access import in_partnership
from laa.catalogue import entry
from laa.exports.national_indicators import national_rows, use_rows
from laa.exports.tables import asked_for
from laa.forms.national_indicator import CatalogueFilterForm
from laa.permissions import Member, Permission
from laa.queries.national_indicators import used_references, uses
from laa.tables.national_indicator import NationalIndicatorTable
from laa.tables.paging import arrange

READERS = (Permission.SET_UP, Permission.LOAD_BASELINES, Permission.SEE_AUDIT)


@in_partnership(*READERS)
def national_indicators(request, member: Member):
    """The National Indicator Set: searched, filtered, downloaded."""
    used = used_references(member)
    form = CatalogueFilterForm(request.GET or None)
    found = form.narrow(used)
    rows = partial(national_rows, found, used)
    if file := asked_for(request, {"set": rows}, name="National Indicator Set"):
        return file
    table = NationalIndicatorTable(found, partnership=member.partnership, used=used)
    table.caption, table.caption_hidden = "National indicators", True
    arrange(request, table)
    context = {"filter_form": form, "table": table, "found": found}
    return render(request, "laa/national_indicators.html", context)


@in_partnership(*READERS)
def national_indicator_detail(request, member: Member, national: str):
    """What is known of one, how surely, and who here uses it in which words."""
    found = entry(national.replace("-", " "))
    if found is None or found.slug != national:
        raise Http404("The National Indicator Set has no such indicator.")
    used = uses(member, found)
    name = f"{found.reference} in {member.partnership.name}"
    if file := asked_for(request, {"uses": partial(use_rows, used)}, name=name):
        return file
    context = {"national": found, "uses": used}
    return render(request, "laa/national_indicator_detail.html", context)
