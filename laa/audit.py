"""The trail of who did what. Called inside the transaction of every action."""

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
    return AuditEvent.objects.create(
        at=clock.now(partnership),
        partnership_slug=partnership.slug,
        action=action,
        actor=f"{by.name} <{by.email}>" if by else THE_SERVICE,
        subject=str(subject)[:300],
        before=before or {},
        after=after or {},
        note=note,
    )
