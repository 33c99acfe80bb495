from functools import partial

from django.shortcuts import get_object_or_404, render

from laa.access import in_partnership
from laa.exports.partner_list import partner_list_rows, partner_lists_rows, supplied_rows
from laa.exports.tables import asked_for
from laa.models import Partner
from laa.permissions import Member, Permission
from laa.queries import partner_list as queries

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def partner_lists(request, member: Member):
    """Who signed up, and how many promises each leads and contributes to."""
    found = queries.partner_lists(member.partnership)
    rows = {"partners": partial(partner_lists_rows, found)}
    if file := asked_for(request, rows, name="Who answers for what"):
        return file
    return render(request, "laa/partner_lists.html", {"found": found})


@in_partnership(P.SEE_SIGNED_OFF)
def partner_list(request, member: Member, partner: str):
    """A partner's own list: every promise it, or a service within it, has a part in."""
    partners = Partner.objects.visible_to(member).select_related("part_of")
    found = queries.partner_list(get_object_or_404(partners, slug=partner))
    rows = {
        "promises": partial(partner_list_rows, found),
        "supplies": partial(supplied_rows, found),
    }
    if file := asked_for(request, rows, name=f"{found.partner.short_name} list"):
        return file
    return render(request, "laa/partner_list.html", {"found": found})
