"""What people do with a flag: answer it, let it wait, close it with a reason."""

from datetime import date

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import Flag, User


@transaction.atomic
def answer(flag: Flag, *, text: str, by: User, seen: str | None = None) -> Flag:
    """Say what is done about it. It stays open until a figure that is signed off answers it."""
    flag = _open(flag, seen)
    if not text.strip():
        raise ReasonMissing("Say what is done about it.")
    values = {
        "answer": text.strip(),
        "answered_at": clock.now(flag.partnership),
        "answered_by": by,
    }
    return change(flag, values, action="flag.answer", by=by)


@transaction.atomic
def snooze(flag: Flag, *, until: date, reason: str, by: User, seen: str | None = None) -> Flag:
    """Let it wait until a day to come: it stays open, and nobody is asked before then."""
    flag = _open(flag, seen)
    if not reason.strip():
        raise ReasonMissing("Say why it can wait.")
    if until <= clock.today(flag.partnership):
        raise Refused("Choose a day to come; it would be back at once.")
    values = {"snoozed_until": until, "snooze_reason": reason.strip()}
    return change(flag, values, action="flag.snooze", by=by, note=reason.strip())


@transaction.atomic
def wake(flag: Flag, *, by: User, seen: str | None = None) -> Flag:
    """Undo a snooze."""
    flag = _open(flag, seen)
    if flag.snoozed_until is None:
        raise NothingToDo(f"{flag.get_reason_display()}: it is not waiting.")
    values = {"snoozed_until": None, "snooze_reason": ""}
    return change(flag, values, action="flag.wake", by=by)


@transaction.atomic
def dismiss(flag: Flag, *, reason: str, by: User, seen: str | None = None) -> Flag:
    """Close it by a person's word. The job does not open it again for the same period."""
    flag = _open(flag, seen)
    if not reason.strip():
        raise ReasonMissing("Say why it is closed; boards may ask.")
    values = {
        "closed_at": clock.now(flag.partnership),
        "closed_by": by,
        "closed_because": reason.strip(),
    }
    return change(flag, values, action="flag.dismiss", by=by, note=reason.strip())


def _open(flag: Flag, seen: str | None) -> Flag:
    flag = as_seen(flag, seen)
    if flag.closed_at:
        raise NothingToDo(f"It was closed already: {flag.closed_because}")
    return flag
