"""What a partnership chose for itself: a row of choices for each partnership, kept in the trail."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from django.db import transaction

from laa import audit
from laa.actions.changes import clean, hold
from laa.actions.refusals import ChangedBySomebody, NothingToDo
from laa.models import AuditEvent, Flag, FlagPolicy, Partnership, ReturnPolicy, User
from laa.models.base import mark

Policy = TypeVar("Policy", FlagPolicy, ReturnPolicy)


def set_return_policy(
    partnership: Partnership, *, by: User, seen: str | None = None, **choices
) -> ReturnPolicy:
    """Change what returns are asked for; `choices` are fields of ReturnPolicy."""
    what = "What returns are asked for"
    return _change(
        ReturnPolicy, partnership, choices, by=by, action="returnpolicy.set", what=what, seen=seen
    )


def set_flag_policy(
    partnership: Partnership,
    *,
    by: User,
    reasons: Collection[str] | None = None,
    seen: str | None = None,
    **choices,
) -> FlagPolicy:
    """Change which reasons are flagged, and other fields of FlagPolicy; None leaves the reasons.

    What is open for a reason that is flagged no more closes with the next run.
    """
    if reasons is not None:
        choices["reasons_off"] = [each for each in Flag.Reason.values if each not in reasons]
    what = "What is flagged"
    return _change(
        FlagPolicy, partnership, choices, by=by, action="flagpolicy.set", what=what, seen=seen
    )


@transaction.atomic
def _change(
    policy: type[Policy],
    partnership: Partnership,
    choices: Mapping[str, object],
    *,
    by: User,
    action: str,
    what: str,
    seen: str | None,
) -> Policy:
    """Change some of a policy's choices; `action` is the step's name in the trail.

    `seen` is the mark of what was on the page, None from code. Raises ChangedBySomebody, which
    says `what` was changed, where it is another's by now; NothingToDo where all is so already.
    """
    hold(partnership)
    row = policy.objects.filter(partnership=partnership).first() or policy(partnership=partnership)
    if seen is not None and seen != mark(row):
        steps = AuditEvent.objects.filter(partnership_slug=partnership.slug, action=action)
        raise ChangedBySomebody(what, steps.first())
    before = {name: getattr(row, name) for name in choices}
    changed = {name: value for name, value in choices.items() if value != before[name]}
    if not changed:
        raise NothingToDo("That is how it is already. Nothing was changed.")
    for name, value in changed.items():
        setattr(row, name, value)
    clean(row)
    row.save()
    audit.record(
        action,
        subject=partnership,
        by=by,
        partnership=partnership,
        before={name: before[name] for name in changed},
        after=changed,
    )
    return row
