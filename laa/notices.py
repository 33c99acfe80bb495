"""Messages to people, in the service itself and by e-mail. Rows with their unique keys are the
truth; the task that is woken after the commit only looks whether there are any."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from laa import clock
from laa.models import Delivery, Membership, Notice, NoticeChoice, Partnership, User
from laa.rules import notices as rules
from laa.rules.notices import Kind, goes_by_email, one_line
from laa.waking import after_commit


@dataclass(frozen=True)
class Letter:
    """What a mail says, and where to go from it; `parts` holds headed lists, as a digest's."""

    kind: Kind
    title: str
    text: str
    path: str = ""
    parts: tuple[dict, ...] = ()


# Without a savepoint of its own: what tells many people in one transaction wakes a worker once.
@transaction.atomic(savepoint=False)
def notify(
    recipients: Iterable[User],
    *,
    partnership: Partnership,
    key: str,
    text: str,
    path: str = "",
    kind: Kind = rules.OTHER,
) -> None:
    """Tell each person once per key; telling them again does nothing.

    Whoever has no role in the partnership any more, or no open account, is not told.
    """
    to_tell = _not_yet_told(recipients, partnership, key)
    if not to_tell:
        return
    created_at = clock.now(partnership)
    Notice.objects.bulk_create(
        [
            Notice(
                partnership=partnership,
                recipient=recipient,
                kind=kind.slug,
                key=key,
                text=text,
                path=path,
                created_at=created_at,
            )
            for recipient in to_tell
        ],
        ignore_conflicts=True,
    )
    post(to_tell, Letter(kind, text, text, path), partnership=partnership, key=key)


def post(
    recipients: Iterable[User], letter: Letter, *, partnership: Partnership, key: str
) -> list[User]:
    """Write a mail to each person who wants this kind by e-mail, once per key; to whom it was."""
    wanted = wanted_by_email(recipients, letter.kind, partnership)
    if wanted:
        write(wanted, letter, partnership=partnership, key=key)
    return wanted


def write(people: list[User], letter: Letter, *, partnership: Partnership, key: str) -> None:
    """Write a mail to each of these people, whatever they chose; once per key."""
    now = clock.real_now()
    Delivery.objects.bulk_create(
        [
            Delivery(
                partnership=partnership,
                recipient=recipient,
                kind=letter.kind.slug,
                key=key,
                title=one_line(letter.title),
                text=letter.text,
                path=letter.path,
                parts=list(letter.parts),
                created_at=now,
                due_at=now,
            )
            for recipient in people
        ],
        ignore_conflicts=True,
    )
    wake_after_commit()


def wanted_by_email(recipients: Iterable[User], kind: Kind, partnership: Partnership) -> list[User]:
    """Those of the people who get this kind by e-mail: by their choice, else by its default."""
    people = list(recipients)
    if not kind.may_choose:
        return people if kind.by_email else []
    rows = NoticeChoice.objects.filter(partnership=partnership, kind=kind.slug, user__in=people)
    chosen = dict(rows.values_list("user_id", "by_email"))
    return [person for person in people if goes_by_email(kind, chosen.get(person.pk))]


def wake_after_commit() -> None:
    """Hand over what is due, once it is written."""
    after_commit("laa.tasks.deliver_due")


def _not_yet_told(recipients: Iterable[User], partnership: Partnership, key: str) -> list[User]:
    people = {person.pk: person for person in recipients}
    if not people:
        return []
    live = Membership.objects.live().filter(partnership=partnership, user__in=people)
    told = Notice.objects.filter(partnership=partnership, key=key, recipient__in=people)
    found = live.exclude(user__in=told.values("recipient")).values_list("user_id", flat=True)
    return [people[pk] for pk in dict.fromkeys(found.order_by("user_id"))]
