from django.shortcuts import redirect, render

from laa import clock
from laa.access import in_partnership, post_only
from laa.models import Notice
from laa.permissions import Member, Permission


@in_partnership(*Permission)
def notices(request, member: Member):
    """My notices, newest first."""
    found = Notice.objects.visible_to(member)[:200]
    return render(request, "laa/notices.html", {"notices": found})


@post_only
@in_partnership(*Permission)
def notices_read(request, member: Member):
    """Mark all of them as read."""
    now = clock.now(member.partnership)
    Notice.objects.visible_to(member).unread().update(read_at=now)
    return redirect("laa:notices", member.partnership.slug)
