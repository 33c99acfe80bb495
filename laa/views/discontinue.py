from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership
from laa.actions.discontinue import discontinue
from laa.forms.indicator import DiscontinueForm
from laa.permissions import Member, Permission
from laa.views.indicator_setup import fetch_indicator
from laa.views.saving import saved


@in_partnership(Permission.SET_UP)
def indicator_discontinue(request, member: Member, indicator: str):
    """Say from when on and why there are no figures any more."""
    indicator = fetch_indicator(member, indicator)
    today = clock.today(member.partnership)
    form = DiscontinueForm(request.POST or None, row=indicator, initial={"starts": today})
    back = reverse("laa:indicator-setup", args=[member.partnership.slug, indicator.slug])
    if request.method == "POST" and form.is_valid():
        options = {"indicator": indicator, "by": request.user, **form.cleaned_data}
        if ended := saved(form, discontinue, **options):
            messages.success(request, f"{ended.reference}: {ended.discontinued_said}.")
            return redirect(back)
    context = {
        "form": form,
        "title": f"Discontinue {indicator.reference}",
        "text": "No figure is asked for of a period that ends on that day or later; what is open "
        "in returns is left out, and flags on it close. What was signed off stays. You can take "
        "it back until the next round closes.",
        "button": "Discontinue",
        "back_url": back,
        "back": indicator.reference,
    }
    return render(request, "laa/setup_form.html", context)
