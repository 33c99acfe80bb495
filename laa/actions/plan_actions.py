"""The actions of a plan: added, reported on, closed. Status changes only through an update."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from laa import clock
from laa.actions.changes import as_seen, change, hold, make, record
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import Action, ActionPlan, ActionUpdate, Partner, Partnership, User
from laa.notices import notify
from laa.rules.notices import ACTION

Status = Action.Status

REPORTED = (Status.NOT_STARTED, Status.UNDER_WAY, Status.PAUSED, Status.DONE, Status.DROPPED)
"""What an update may say. Closing is a step of its own."""
FACTS_OF_ITS_OWN = ("status", "due")
"""What an edit may not change: they change through updates, which keep what was before."""


@transaction.atomic
def add_action(
    plan: ActionPlan,
    *,
    title: str,
    by: User | None,
    owner: User | None = None,
    due: date | None = None,
    contributors: Iterable[Partner] = (),
    depends_on: Iterable[Action] = (),
    **facts,
) -> Action:
    """Add what will be done; `owner` or `due` None is listed as missing, never made up."""
    hold(plan.partnership)
    last = plan.actions.aggregate(last=Max("number"))["last"] or 0
    action = Action(
        partnership=plan.partnership,
        plan=plan,
        number=last + 1,
        title=title.strip(),
        owner=owner,
        due=due,
        **facts,
    )
    _must_not_lead_to_itself(action, facts.get("addressed_through"))
    action = make(action, action="action.add", by=by)
    action.contributors.set(contributors)
    action.depends_on.set(depends_on)
    _tell_owner(action, by)
    return action


@transaction.atomic
def edit_action(action: Action, *, by: User, seen: str | None = None, **facts) -> Action:
    """Change its facts. A date that stands changes through an update, which keeps the old one."""
    action = as_seen(action, seen)
    if action.due is not None and facts.get("due", action.due) != action.due:
        raise Refused("Its due date changes through an update, so that the old date is kept.")
    if action.status == Status.CLOSED:
        raise Refused(f"{action} is closed. Open it again before you change it.")
    _must_not_lead_to_itself(action, facts.get("addressed_through"))
    for other in facts.get("depends_on", ()):
        _must_not_wait_for_itself(action, other)
    owner_before = action.owner_id
    facts["version"] = action.version + 1
    action = change(action, facts, action="action.edit", by=by)
    if action.owner_id != owner_before:
        _tell_owner(action, by)
    return action


@transaction.atomic
def report(
    action: Action,
    *,
    status: str,
    by: User,
    text: str = "",
    due: date | None = None,
    seen: str | None = None,
) -> ActionUpdate:
    """Say how an action stands; `due` None leaves its date. The old date stays in the update.

    A later date, a pause and a drop need words. A dropped or done action can be taken up again.
    """
    action = as_seen(action, seen)
    if action.status == Status.CLOSED:
        raise Refused(f"{action} is closed. Open it again with a reason to report on it.")
    if status not in REPORTED:
        raise Refused("Choose how the action stands.")
    moves = due is not None and due != action.due
    if not text.strip() and status in (Status.PAUSED, Status.DROPPED):
        raise ReasonMissing(f"Say why it is {Status(status).label.lower()}.")
    if not text.strip() and moves and action.due is not None:
        raise ReasonMissing("Say why its date changes; the old one is kept beside it.")
    if not (text.strip() or moves or status != action.status):
        raise NothingToDo("Nothing new: change the status or the date, or write what happened.")
    update = _update(action, status=status, text=text, due=due if moves else action.due, by=by)
    values = {"status": status, "version": action.version + 1}
    if moves:
        values["due"] = due
    change(action, values, action="action.update", by=by, note=text.strip())
    return update


@transaction.atomic
def close(action: Action, *, outcome: str, by: User, seen: str | None = None) -> Action:
    """Close an action with what was done.

    Where it is of high priority or answers a review's recommendation: with evidence, and by
    somebody else than its owner.
    """
    action = as_seen(action, seen)
    if action.status == Status.CLOSED:
        raise NothingToDo(f"{action} is closed already.")
    if not outcome.strip():
        raise ReasonMissing("Say what was done before you close it.")
    if action.is_verified_by_another:
        _must_be_verified(action, by)
    _update(action, status=Status.CLOSED, text=outcome, due=action.due, by=by)
    values = {
        "status": Status.CLOSED,
        "outcome": outcome.strip(),
        "closed_at": clock.now(action.partnership),
        "closed_by": by,
        "version": action.version + 1,
    }
    return change(action, values, action="action.close", by=by)


@transaction.atomic
def open_again(action: Action, *, reason: str, by: User, seen: str | None = None) -> Action:
    """Undo a close: what was written stays in the updates."""
    action = as_seen(action, seen)
    if action.status != Status.CLOSED:
        raise NothingToDo(f"{action} is not closed.")
    if not reason.strip():
        raise ReasonMissing("Say why it is opened again.")
    _update(action, status=Status.UNDER_WAY, text=reason, due=action.due, by=by)
    values = {
        "status": Status.UNDER_WAY,
        "closed_at": None,
        "closed_by": None,
        "version": action.version + 1,
    }
    return change(action, values, action="action.open_again", by=by, note=reason.strip())


@transaction.atomic
def let_go(user: User, *, partnership: Partnership, by: User) -> list[Action]:
    """A leaver's open actions have no owner from now on; the lists and the flags say so."""
    found = list(
        Action.objects.open().filter(partnership=partnership, owner=user).order_by("plan", "number")
    )
    for action in found:
        change(
            action,
            {"owner": None, "version": action.version + 1},
            action="action.let_go",
            by=by,
            note=f"{user} has left.",
        )
    return found


@transaction.atomic
def take_off(action: Action, *, by: User, seen: str | None = None) -> None:
    """Undo an action that was added by mistake: only while nobody reported on it."""
    action = as_seen(action, seen)
    if action.updates.exists():
        raise Refused(f"{action} has been reported on. Drop it with a reason instead.")
    record(action, "action.take_off", by=by, before={"title": action.title})
    action.delete()


def _update(action: Action, *, status, text: str, due: date | None, by: User) -> ActionUpdate:
    return ActionUpdate.objects.create(
        partnership=action.partnership,
        action=action,
        status=status,
        text=text.strip(),
        due_before=action.due,
        due_after=due,
        made_at=clock.now(action.partnership),
        made_by=by,
    )


def _must_be_verified(action: Action, by: User) -> None:
    folder = action.evidence
    if folder is None or not folder.files.filter(withdrawn_at=None).exists():
        raise Refused(f"{action} needs evidence before it can be closed. Add a file to it first.")
    if by.pk == action.owner_id:
        raise Refused(
            f"You own {action}. Somebody else has to close it, so that two people saw it done."
        )


def _must_not_lead_to_itself(action: Action, through: Action | None) -> None:
    while through is not None:
        if through.pk == action.pk:
            raise Refused("An action cannot be addressed through itself.")
        through = through.addressed_through


def _must_not_wait_for_itself(action: Action, other: Action) -> None:
    waiting, known = [other], set()
    while waiting:
        one = waiting.pop()
        if one.pk == action.pk:
            raise Refused(f"{action} would wait for itself through {other}.")
        if one.pk not in known:
            known.add(one.pk)
            waiting += one.depends_on.all()


def _tell_owner(action: Action, by: User | None) -> None:
    if action.owner is None or action.owner == by:
        return
    when = f", due {action.due:%-d %B %Y}" if action.due else ""
    notify(
        [action.owner],
        partnership=action.partnership,
        kind=ACTION,
        key=f"owner:{action.uuid}:{action.version}",
        text=f"You own an action now: {action.title}{when}.",
        path=reverse("laa:action-detail", args=[action.partnership.slug, action.uuid]),
    )
