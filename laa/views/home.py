from django.shortcuts import redirect, render

from laa.models import Partnership


def home(request):
    """Straight to work in one's first partnership; the choice of others is a link away."""
    first = request.user.memberships.live().order_by("starts", "pk").first()
    if first is None:
        return redirect("laa:partnerships")
    return redirect("laa:work", first.partnership.slug)


def partnerships(request):
    """The partnerships one plays a part in. Somebody with none is told whom to ask."""
    found = Partnership.objects.visible_to(request.user)
    return render(request, "laa/partnerships.html", {"partnerships": found})
