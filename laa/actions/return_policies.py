"""What a partnership asks of its returns: chosen by the performance lead, kept in the trail."""

from django.db import transaction

from laa import audit
from laa.actions.changes import hold
from laa.actions.refusals import ChangedBySomebody, NothingToDo
from laa.models import AuditEvent, Partnership, ReturnPolicy, User
from laa.models.base import mark

CHOICES = ("may_certify_own", "needs_recovery_text", "commentary_length")


@transaction.atomic
def set_return_policy(
    partnership: Partnership, *, by: User, seen: str | None = None, **choices
) -> ReturnPolicy:
    """Change some of CHOICES; `seen` is the mark of what was on the page, None from code."""
    hold(partnership)
    row = ReturnPolicy.objects.filter(partnership=partnership).first()
    row = row or ReturnPolicy(partnership=partnership)
    if seen is not None and seen != mark(row):
        last = AuditEvent.objects.filter(
            partnership_slug=partnership.slug, action="returnpolicy.set"
        ).first()
        raise ChangedBySomebody("What returns are asked for", last)
    before = {name: getattr(row, name) for name in CHOICES}
    changed = {name: value for name, value in choices.items() if value != before[name]}
    if not changed:
        raise NothingToDo("That is how it is already. Nothing was changed.")
    for name, value in changed.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    audit.record(
        "returnpolicy.set",
        subject=partnership,
        by=by,
        partnership=partnership,
        before={name: before[name] for name in changed},
        after=changed,
    )
    return row
