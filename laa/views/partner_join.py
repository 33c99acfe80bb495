from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership, post_only
from laa.actions.partner_joins import join_partners, undo_join, what_moves
from laa.forms.partner import OtherPartnerForm
from laa.models import PartnerJoin
from laa.models.base import mark
from laa.permissions import Member, Permission
from laa.queries.partners import alike
from laa.views.partner import fetch_partner
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SET_UP)
def partners_alike(request, member: Member):
    """Partners whose names look like one body's: a person says whether they are."""
    return render(request, "laa/partners_alike.html", {"pairs": alike(member.partnership)})


@in_partnership(P.SET_UP)
def partner_join(request, member: Member, partner: str):
    """Two rows for one body: what would go over, and then that it does."""
    kept = fetch_partner(member, partner)
    is_asked = request.method == "POST" or "joined" in request.GET
    form = OtherPartnerForm((request.POST or request.GET) if is_asked else None, kept=kept)
    context = {"partner": kept, "form": form}
    if form.is_bound and form.is_valid():
        joined = form.cleaned_data["joined"]
        if request.method == "POST":
            seen = (request.POST.get("kept_seen"), request.POST.get("joined_seen"))
            options = {"kept": kept, "joined": joined, "by": request.user, "seen": seen}
            if saved(form, join_partners, **options):
                said = f"{joined} is {kept} from now on. You can take that back on this page."
                messages.success(request, said)
                return redirect("laa:partner-detail", member.partnership.slug, kept.slug)
        context |= {
            "joined": joined,
            "moves": what_moves(joined),
            "kept_seen": mark(kept),
            "joined_seen": mark(joined),
        }
    return render(request, "laa/partner_join.html", context)


@post_only
@in_partnership(P.SET_UP)
def partner_join_undo(request, member: Member, join: str):
    found = PartnerJoin.objects.filter(partnership=member.partnership).select_related("kept")
    join = get_object_or_404(found, uuid=join)
    said = f"{join.was['name']} is a partner of its own again."
    done(request, said, undo_join, join, by=request.user)
    return redirect("laa:partner-detail", member.partnership.slug, join.kept.slug)
