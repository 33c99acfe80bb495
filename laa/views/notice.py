from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from laa import clock
from laa.access import in_partnership, post_only
from laa.actions.notice_choices import choices_of, set_choices
from laa.forms.notice_choice import NoticeChoiceForm
from laa.models import Notice
from laa.permissions import Member, Permission
from laa.rules.notices import KINDS


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


@in_partnership(*Permission)
def notice_choices(request, member: Member):
    """What I also get by e-mail."""
    of = {"user": request.user, "partnership": member.partnership}
    form = NoticeChoiceForm(request.POST or None, chosen=choices_of(**of))
    if request.method == "POST" and form.is_valid():
        set_choices(**of, chosen=form.chosen())
        messages.success(request, "Saved. It holds for what you are told from now on.")
        return redirect(request.path)
    context = {
        "form": form,
        "always": [kind for kind in KINDS if not kind.may_choose],
        "back_url": reverse("laa:notices", args=[member.partnership.slug]),
    }
    return render(request, "laa/notice_choices.html", context)
