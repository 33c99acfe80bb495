from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions.shared_setup import add_part, take_part_out
from laa.forms.indicator import PartForm
from laa.models import Strand
from laa.models.base import mark
from laa.permissions import Member, Permission
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SET_UP, P.SEE_AUDIT)
def strand_parts(request, member: Member, indicator: str, strand: str):
    """Which strands add up to this one, and who returns each of them."""
    found = Strand.objects.filter(partnership=member.partnership, indicator__slug=indicator)
    found = found.select_related("indicator__supplier", "partnership", "part_of__indicator")
    total = get_object_or_404(found, key=strand)
    here = redirect("laa:strand-parts", member.partnership.slug, indicator, strand)
    if request.method == "POST":
        member.require(P.SET_UP)
    if "take_out" in request.POST:
        part = get_object_or_404(total.parts.select_related("indicator"), key=request.POST["part"])
        options = {"by": request.user, "seen": request.POST.get("seen")}
        done(request, f"{part} stands by itself again.", take_part_out, part, **options)
        return here
    form = PartForm(request.POST or None, total=total)
    if request.method == "POST" and form.is_valid():
        part = saved(form, add_part, total=total, by=request.user, **form.cleaned_data)
        if part:
            messages.success(request, f"{part} is a part of {total} from now on.")
            return here
    parts = total.parts.select_related("supplier", "indicator")
    context = {"total": total, "parts": [(part, mark(part)) for part in parts], "form": form}
    return render(request, "laa/strand_parts.html", context)
