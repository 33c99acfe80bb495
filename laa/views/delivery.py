from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions.deliveries import try_again, try_all_again
from laa.models import Delivery
from laa.permissions import Member, Permission
from laa.rules.notices import kind_named
from laa.views.saving import done

State = Delivery.State


@in_partnership(Permission.SEE_JOBS)
def deliveries(request, member: Member):
    """E-mails that could not be sent: to whom, of what kind, and what the mail server said.

    Not what they say: it may be about figures that the reader may not see yet.
    """
    own = Delivery.objects.filter(partnership=member.partnership)
    if request.method == "POST":
        member.require(Permission.MANAGE_PEOPLE)
        return _try(request, member, own)
    troubled = own.filter(state=State.GIVEN_UP) | own.filter(state=State.WAITING, attempts__gt=0)
    found = list(troubled.select_related("recipient").order_by("state", "-created_at")[:200])
    for each in found:
        each.kind_said = kind_named(each.kind).title
    context = {
        "deliveries": found,
        "given_up": sum(each.state == State.GIVEN_UP for each in found),
        "may_try": member.may(Permission.MANAGE_PEOPLE),
    }
    return render(request, "laa/deliveries.html", context)


def _try(request, member: Member, own):
    said = "It is tried again within a minute."
    if uuid := request.POST.get("delivery"):
        try:
            delivery = get_object_or_404(own, uuid=uuid)
        except ValidationError:
            raise Http404("No e-mail has that address.") from None
        done(request, said, try_again, delivery, by=request.user)
    else:
        done(request, said, try_all_again, member.partnership, by=request.user)
    return redirect(request.path)
