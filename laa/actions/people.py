"""People: invited by e-mail, given roles, deactivated. Nobody signs up."""

import logging
from datetime import date, timedelta
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate

from laa import audit, clock
from laa.actions.assignments import hand_over
from laa.actions.plan_actions import let_go
from laa.actions.refusals import NothingToDo, Refused
from laa.models import Membership, Partner, Partnership, Role, User
from laa.notices import notify

log = logging.getLogger(__name__)


class WorksElsewhere(Refused):
    def __init__(self, user, partnership):
        super().__init__(
            f"{user} also works for {partnership}, where you are no administrator. "
            "End their roles here instead; their account stays open there."
        )


class LastAdministrator(Refused):
    def __init__(self):
        super().__init__(
            "This is the partnership's last administrator. Invite another one first, "
            "or nobody could let people in again."
        )


@transaction.atomic
def invite(
    *,
    partnership: Partnership,
    email: str,
    name: str,
    role: Role,
    by: User | None,
    partner: Partner | None = None,
    starts: date | None = None,
    ends: date | None = None,
    base_url: str = "",
) -> Membership:
    """Give somebody a role and, if they are new, e-mail them a link to choose a password.

    `starts` None: from today. `ends` None: until somebody ends it; a deputy's last day else.
    `base_url` is where the service answers, such as https://performance.example.gov.uk.
    """
    user = User.objects.filter(email=email.lower()).first()
    user = user or User.objects.create_user(email, name=name)
    # Two invitations at once: the second waits here and finds the role given.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    membership = (
        Membership.objects.during(starts or localdate(), ends)
        .filter(partnership=partnership, user=user, role=role, partner=partner)
        .first()
    )
    if membership and user.has_usable_password():
        raise NothingToDo(f"{user} has that role already.")
    if membership is None:
        membership = Membership(partnership=partnership, user=user, role=role, partner=partner)
        membership.starts, membership.ends = starts or membership.starts, ends
        membership.full_clean()
        membership.save()
    audit.record(
        "person.invite",
        subject=user.email,
        by=by,
        partnership=partnership,
        after={
            "role": role,
            "partner": str(partner or ""),
            **({"starts": str(membership.starts)} if starts else {}),
            **({"ends": str(ends)} if ends else {}),
        },
    )
    if base_url:
        transaction.on_commit(lambda: _mail_or_tell(membership, base_url, by))
    return membership


def _mail_or_tell(membership: Membership, base_url: str, by: User | None) -> None:
    """E-mail the invitation; if the mail server does not take it, tell who invited."""
    try:
        _mail_invitation(membership, base_url)
    except (OSError, SMTPException) as error:
        log.warning("invitation of %s was not mailed: %s", membership.uuid, error)
        notify(
            [by] if by else [],
            partnership=membership.partnership,
            key=f"not-mailed:{membership.uuid}:{clock.now(membership.partnership).isoformat()}",
            text=f"The invitation to {membership.user.email} could not be e-mailed. The role is "
            "given; invite them once more to e-mail it again.",
            path=reverse("laa:person-invite", args=[membership.partnership.slug]),
        )


def _mail_invitation(membership: Membership, base_url: str) -> None:
    user = membership.user
    is_new = not user.has_usable_password()
    path = reverse("account_login")
    if is_new:
        key = [user_pk_to_url_str(user), default_token_generator.make_token(user)]
        path = reverse("account_reset_password_from_key", args=key)
    context = {
        "membership": membership,
        "person": user,
        "partnership": membership.partnership,
        "link": f"{base_url.rstrip('/')}{path}",
        "is_new": is_new,
    }
    subject = render_to_string("emails/invitation_subject.txt", context).strip()
    message = render_to_string("emails/invitation_message.txt", context)
    send_mail(subject, message, None, [user.email])


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> Membership:
    """Take a role away as from today; what they did stays theirs."""
    _keep_an_administrator(membership.partnership, [membership])
    if membership.ends and membership.ends < localdate():
        raise NothingToDo(f"{membership.user} has not that role any more.")
    yesterday = localdate() - timedelta(days=1)
    if membership.starts > yesterday:
        membership.delete()
    else:
        membership.ends = yesterday
        membership.save(update_fields=["ends"])
    audit.record(
        "person.end_role",
        subject=membership.user.email,
        by=by,
        partnership=membership.partnership,
        before={"role": membership.role, "partner": str(membership.partner or "")},
    )
    _hand_over_everything(membership.user, membership.partnership, by)
    return membership


@transaction.atomic
def deactivate(user: User, *, partnership: Partnership, by: User) -> User:
    """Close somebody's account at once, wherever they are signed in."""
    if user == by:
        raise Refused("You cannot deactivate yourself; ask another administrator.")
    _administers_everywhere(user, by)
    _keep_an_administrator(partnership, list(user.memberships.filter(partnership=partnership)))
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record(
        "person.deactivate",
        subject=user.email,
        by=by,
        partnership=partnership,
        before={"is_active": True},
        after={"is_active": False},
    )
    for each in Partnership.objects.filter(memberships__user=user).distinct():
        _hand_over_everything(user, each, by)
    return user


@transaction.atomic
def reactivate(user: User, *, partnership: Partnership, by: User) -> User:
    """Let somebody in again; their roles are as they were."""
    _administers_everywhere(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record(
        "person.reactivate",
        subject=user.email,
        by=by,
        partnership=partnership,
        before={"is_active": False},
        after={"is_active": True},
    )
    return user


def _hand_over_everything(user: User, partnership: Partnership, by: User) -> None:
    """What they entered goes to their deputy; what they owned, to nobody, if they play no part."""
    hand_over(user, partnership=partnership, by=by)
    if not Membership.objects.live().filter(user=user, partnership=partnership).exists():
        let_go(user, partnership=partnership, by=by)


def _keep_an_administrator(partnership: Partnership, leaving: list[Membership]) -> None:
    administrators = Membership.objects.live().filter(
        partnership=partnership, role=Role.ADMINISTRATOR
    )
    if any(m.role == Role.ADMINISTRATOR for m in leaving) and not administrators.exclude(
        pk__in=[m.pk for m in leaving]
    ):
        raise LastAdministrator


def _administers_everywhere(user: User, by: User) -> None:
    """An account is one for all partnerships, so closing it is for who administers them all."""
    mine = Membership.objects.live().filter(user=by, role=Role.ADMINISTRATOR)
    elsewhere = Partnership.objects.filter(memberships__user=user).exclude(
        pk__in=mine.values("partnership")
    )
    if found := elsewhere.first():
        raise WorksElsewhere(user, found)
