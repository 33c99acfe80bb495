"""The trail of who did what. Called inside the transaction of every action."""

from collections.abc import Callable, Iterable

from laa import clock
from laa.models import AuditEvent, Partnership, User

THE_SERVICE = "The service itself"


def record(
    action: str,
    *,
    subject: object,
    by: User | None,
    partnership: Partnership,
    before: dict | None = None,
    after: dict | None = None,
    note: str = "",
) -> AuditEvent:
    """Add to the trail; `by` None means the service acted on its own."""
    event = _event(action, subject, by, partnership, before, after, note)
    event.save()
    return event


def record_everywhere(
    action: str, *, subject: object, by: User | None, before: dict, after: dict
) -> list[AuditEvent]:
    """Add what concerns the whole installation to the trail of each of its partnerships."""
    return AuditEvent.objects.bulk_create(
        _event(action, subject, by, partnership, before, after, "")
        for partnership in Partnership.objects.select_related("demonstration").order_by("pk")
    )


def record_many(
    action: str,
    *,
    subjects: Iterable[object],
    by: User | None,
    partnership: Partnership,
    after: Callable[[object], dict],
    note: str = "",
) -> list[AuditEvent]:
    """Add the same step on several subjects to the trail, in one query."""
    return AuditEvent.objects.bulk_create(
        _event(action, subject, by, partnership, None, after(subject), note) for subject in subjects
    )


def _event(action, subject, by, partnership, before, after, note) -> AuditEvent:
    return AuditEvent(
        at=clock.now(partnership),
        partnership_slug=partnership.slug,
        action=action,
        actor=f"{by.name} <{by.email}>" if by else THE_SERVICE,
        actor_uuid=by.uuid if by else None,
        subject=str(subject)[:300],
        subject_uuid=getattr(subject, "uuid", None),
        before=before or {},
        after=after or {},
        note=note,
    )
