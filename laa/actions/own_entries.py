"""Whose entry a line is: everybody's who saved or submitted it since it was last signed off."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from laa.models import AuditEvent, ReturnLine, User

ENTRIES = ("line.save", "line.submit")
SIGN_OFF = "line.sign_off"


def own_entries(lines: Sequence[ReturnLine], *, by: User) -> list[ReturnLine]:
    """The lines that somebody had a hand in, in two queries; not only those they touched last.

    What was typed in an earlier round and carried over to this one counts with it.
    """
    before = _carried_over(lines)
    uuids = {uuid for line in lines for uuid in (line.uuid, *before[_key(line)])}
    touched = _touched(uuids, by)
    return [
        line
        for line in lines
        if by.pk in (line.entered_by_id, line.submitted_by_id)
        or touched & {line.uuid, *before[_key(line)]}
    ]


def _key(line: ReturnLine) -> tuple[int, str]:
    return line.strand_id, line.period


def _carried_over(lines: Sequence[ReturnLine]) -> dict[tuple[int, str], list[UUID]]:
    rows = ReturnLine.objects.filter(
        state=ReturnLine.State.CARRIED_OVER,
        strand__in={line.strand_id for line in lines},
        period__in={line.period for line in lines},
    ).order_by()
    found = defaultdict(list)
    for strand, period, uuid in rows.values_list("strand", "period", "uuid"):
        found[strand, period].append(uuid)
    return found


def _touched(uuids: set[UUID], by: User) -> set[UUID]:
    rows = AuditEvent.objects.filter(subject_uuid__in=uuids, action__in=(*ENTRIES, SIGN_OFF))
    rows = rows.order_by("pk").only("subject_uuid", "action", "actor", "actor_uuid")
    touched: set[UUID] = set()
    for event in rows:
        if event.action == SIGN_OFF:
            touched.discard(event.subject_uuid)
        elif _is_of(event, by):
            touched.add(event.subject_uuid)
    return touched


def _is_of(event: AuditEvent, person: User) -> bool:
    """Whether they did it, whatever they were called; events of long ago have the address only."""
    if event.actor_uuid is None:
        return event.actor.endswith(f"<{person.email}>")
    return event.actor_uuid == person.uuid
