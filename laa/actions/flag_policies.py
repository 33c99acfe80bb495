"""What a partnership flags and how long officers have: kept in the trail."""

from collections.abc import Collection

from django.db import transaction

from laa import audit
from laa.actions.changes import clean, hold
from laa.actions.refusals import ChangedBySomebody, NothingToDo
from laa.models import AuditEvent, Flag, FlagPolicy, Partnership, User
from laa.models.base import mark

CHOICES = ("reasons_off", "periods_running", "certifier_after", "lead_after", "remind_before")


@transaction.atomic
def set_flag_policy(
    partnership: Partnership,
    *,
    by: User,
    reasons: Collection[str] | None = None,
    seen: str | None = None,
    **choices,
) -> FlagPolicy:
    """Change which reasons are flagged, and the numbers of CHOICES; None leaves the reasons.

    `seen` is the mark of what was on the page, None from code. What is open for a reason that is
    flagged no more closes with the next run.
    """
    hold(partnership)
    row = FlagPolicy.objects.filter(partnership=partnership).first()
    row = row or FlagPolicy(partnership=partnership)
    if seen is not None and seen != mark(row):
        last = AuditEvent.objects.filter(
            partnership_slug=partnership.slug, action="flagpolicy.set"
        ).first()
        raise ChangedBySomebody("What is flagged", last)
    if reasons is not None:
        choices["reasons_off"] = [each for each in Flag.Reason.values if each not in reasons]
    before = {name: getattr(row, name) for name in CHOICES}
    changed = {name: value for name, value in choices.items() if value != before[name]}
    if not changed:
        raise NothingToDo("That is how it is already. Nothing was changed.")
    for name, value in changed.items():
        setattr(row, name, value)
    clean(row)
    row.save()
    audit.record(
        "flagpolicy.set",
        subject=partnership,
        by=by,
        partnership=partnership,
        before={name: before[name] for name in changed},
        after=changed,
    )
    return row
