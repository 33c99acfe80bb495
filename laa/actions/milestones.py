"""Milestones: a year's target by quarters, saved together, each as a new version."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import IntegrityError, transaction

from laa import audit, clock
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import Commitment, Milestone, Strand, User
from laa.rules.figures import plain


class MilestonesChanged(Refused):
    def __init__(self):
        super().__init__(
            "Somebody else saved milestones of this year since you opened the page. "
            "Nothing was changed; look at theirs and save again."
        )


def set_milestones(
    commitment: Commitment,
    strand: Strand,
    values: Mapping[str, Decimal | None],
    *,
    method: str,
    seen: Mapping[str, int],
    by: User,
    reason: str,
) -> list[Milestone]:
    """Save the milestones of some quarters. None takes one back.

    `seen` is the version of each quarter's milestone on the page; a quarter without one is absent.
    """
    if not reason.strip():
        raise ReasonMissing("Say who agreed the milestones, or why they change.")
    try:
        with transaction.atomic():
            return _set(commitment, strand, values, method, seen, by, reason)
    except IntegrityError:
        raise MilestonesChanged from None


def _set(commitment, strand, values, method, seen, by, reason) -> list[Milestone]:
    current = {
        milestone.period: milestone
        for milestone in Milestone.objects.current().filter(
            commitment=commitment, strand=strand, period__in=values
        )
    }
    if {period: older.version for period, older in current.items()} != dict(seen):
        raise MilestonesChanged
    changed = {
        period: value
        for period, value in values.items()
        if value != (current[period].value if period in current else None)
    }
    if not changed:
        raise NothingToDo("These are the milestones there are already.")
    saved = [
        Milestone.objects.create(
            partnership=commitment.partnership,
            commitment=commitment,
            strand=strand,
            period=period,
            value=value,
            method=method,
            version=current[period].version + 1 if period in current else 1,
            supersedes=current.get(period),
            recorded_at=clock.now(commitment.partnership),
            recorded_by=by,
            reason=reason,
        )
        for period, value in changed.items()
    ]
    audit.record(
        "milestones.set",
        subject=f"{commitment} {strand.key}",
        by=by,
        partnership=commitment.partnership,
        before={period: plain(current[period].value) for period in changed if period in current},
        after={period: plain(value) for period, value in changed.items()},
        note=reason,
    )
    return saved
