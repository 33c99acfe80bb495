from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from laa import mailbox
from laa.access import in_partnership
from laa.permissions import Member, Permission


@in_partnership(*Permission)
def demonstration_mail(request, member: Member):
    """What I was e-mailed, where nobody has a mail program: on the demonstration only."""
    if settings.IS_PRODUCTION or not hasattr(member.partnership, "demonstration"):
        raise Http404("E-mails are read here on the demonstration only.")
    context = {"mails": mailbox.mails_to(member), "is_kept": mailbox.is_kept()}
    return render(request, "laa/demonstration_mail.html", context)
