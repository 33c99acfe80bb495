"""Handing e-mails to the mail server: each row once as far as can be, failures tried again later.

Whoever is to hand a mail over takes its row first, by putting its `due_at` later; of two, one gets
it. A worker killed after that leaves the row waiting, and when the lease is over another takes it.
What was killed between the mail server's yes and the note of it goes twice, with the same
Message-ID, by which mail programs show it once.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from laa import audit, clock
from laa.actions.mail_messages import message_of
from laa.actions.refusals import NothingToDo
from laa.models import Delivery, Membership, Partnership, User
from laa.notices import wake_after_commit
from laa.rules.notices import LEASE, wait_after

State = Delivery.State

MOST_IN_A_RUN = 500
FAILURES_IN_A_ROW = 3
"""After so many the mail server is surely away, and the rest waits for the next run."""

log = logging.getLogger(__name__)


def due(now: datetime):
    """The mails that may be handed over now, the longest waiting first."""
    return Delivery.objects.filter(state=State.WAITING, due_at__lte=now).order_by("due_at", "pk")


def deliver_one(pk: int) -> bool | None:
    """Hand over one mail on its own, if it is due."""
    connection = get_connection()
    try:
        return deliver(pk, connection)
    finally:
        _quietly(connection.close)


def deliver_all_due() -> dict[str, int]:
    """Hand over what is due, over one connection; how many went and how many failed."""
    counts = {"gone": 0, "failed": 0}
    found = list(due(clock.real_now()).values_list("pk", flat=True)[:MOST_IN_A_RUN])
    if not found:
        return counts
    connection, in_a_row = get_connection(), 0
    try:
        for pk in found:
            went = deliver(pk, connection)
            if went is None:
                continue
            counts["gone" if went else "failed"] += 1
            in_a_row = 0 if went else in_a_row + 1
            if in_a_row == FAILURES_IN_A_ROW:
                break
    finally:
        _quietly(connection.close)
    return counts


def deliver(pk: int, connection: BaseEmailBackend) -> bool | None:
    """Hand over one mail if it is due: whether it went; None where somebody else has it."""
    delivery = _take(pk)
    if delivery is None:
        return None
    if not _still_belongs(delivery):
        _give_up(delivery, "The person has no role in the partnership any more.")
        return False
    try:
        # Opened by us, it stays open for the mails after this one.
        connection.open()
        # Built inside, too: a row that cannot be made into a mail is its own trouble only.
        if connection.send_messages([message_of(delivery, connection)]) != 1:
            raise OSError("The mail server took no message.")
    except Exception as error:
        log.warning("mail %s was not taken: %s", delivery.uuid, error)
        # A connection that failed in the middle is no good for the next mail.
        _quietly(connection.close)
        _note_failure(delivery, error)
        return False
    Delivery.objects.filter(pk=pk).update(state=State.GONE, gone_at=clock.real_now(), error="")
    return True


@transaction.atomic
def try_again(delivery: Delivery, *, by: User) -> None:
    """Begin anew with a mail that was given up, as an administrator asks."""
    changed = Delivery.objects.filter(pk=delivery.pk, state=State.GIVEN_UP).update(
        state=State.WAITING, attempts=0, due_at=clock.real_now()
    )
    if not changed:
        raise NothingToDo("That e-mail is not given up: it went, or it is being tried already.")
    audit.record(
        "delivery.try_again",
        subject=delivery.recipient.email,
        by=by,
        partnership=delivery.partnership,
        before={"error": delivery.error},
    )
    wake_after_commit()


@transaction.atomic
def try_all_again(partnership: Partnership, *, by: User) -> int:
    """Begin anew with every mail that was given up, as after the mail server was put right."""
    given_up = Delivery.objects.filter(partnership=partnership, state=State.GIVEN_UP)
    found = given_up.update(state=State.WAITING, attempts=0, due_at=clock.real_now())
    if not found:
        raise NothingToDo("No e-mail is given up any more.")
    audit.record(
        "delivery.try_all_again",
        subject=partnership,
        by=by,
        partnership=partnership,
        after={"emails": found},
    )
    wake_after_commit()
    return found


def _take(pk: int) -> Delivery | None:
    now = clock.real_now()
    taken = due(now).filter(pk=pk).update(due_at=now + LEASE, attempts=F("attempts") + 1)
    if not taken:
        return None
    return Delivery.objects.select_related("partnership", "recipient").get(pk=pk)


def _still_belongs(delivery: Delivery) -> bool:
    return (
        Membership.objects.live()
        .filter(partnership=delivery.partnership_id, user=delivery.recipient_id)
        .exists()
    )


def _note_failure(delivery: Delivery, error: Exception) -> None:
    said = f"{type(error).__name__}: {error}"
    wait = wait_after(delivery.attempts)
    if wait is None:
        _give_up(delivery, said)
    else:
        _own(delivery).update(error=said, due_at=clock.real_now() + wait)


def _give_up(delivery: Delivery, why: str) -> None:
    _own(delivery).update(state=State.GIVEN_UP, error=why)


def _own(delivery: Delivery):
    """The row as we took it; nothing if our lease ran out and another took it since."""
    return Delivery.objects.filter(pk=delivery.pk, state=State.WAITING, attempts=delivery.attempts)


def _quietly(close: Callable[[], None]) -> None:
    try:
        close()
    except Exception as error:
        log.info("closing the connection to the mail server: %s", error)
