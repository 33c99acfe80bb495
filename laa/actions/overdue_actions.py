"""Telling owners once that an action of theirs is past its date."""

from collections import defaultdict

from django.urls import reverse

from laa.actions.job_runs import Job, Turn
from laa.actions.officers import Officers
from laa.actions.telling import tell_each
from laa.models import Action, User
from laa.rules.notices import ACTION

MOST = 5


def tell_owners(turn: Turn) -> None:
    """One notice to each owner for all that became overdue since they were last told.

    The run keeps what is overdue, with its date and owner: a date that was moved, and missed
    again, is news, and so is an action that somebody else owns by now.
    """
    before = set(turn.last.kept.get("overdue", [])) if turn.last else set()
    officers = Officers(turn.partnership)
    theirs: dict[User, list[Action]] = defaultdict(list)
    overdue = []
    rows = Action.objects.overdue(turn.as_at).filter(partnership=turn.partnership)
    for action in rows.select_related("plan").order_by("due", "pk"):
        with turn.row(action):
            known = f"{action.pk}:{action.due}:{action.owner_id or ''}"
            overdue.append(known)
            if known not in before:
                # Who has left is not told; the officers of the plan's partner are.
                people = officers.here([action.owner_id])
                for person in people or officers.entering(action.plan.partner_id):
                    theirs[person].append(action)
    tell_each(turn, theirs.items(), _letter)
    turn.run.kept["overdue"] = overdue
    turn.count("overdue", len(overdue))


def _letter(turn: Turn, actions: list[Action]) -> dict:
    said = "; ".join(f"{each.title} (due {each.due:%-d %B %Y})" for each in actions[:MOST])
    more = f"; and {len(actions) - MOST} more" if len(actions) > MOST else ""
    slug = turn.partnership.slug
    path = reverse("laa:plans", args=[slug])
    if len(actions) == 1:
        path = reverse("laa:action-detail", args=[slug, actions[0].uuid])
    return {
        "kind": ACTION,
        "key": f"overdue:{turn.as_at}:{'+'.join(str(each.pk) for each in actions)}"[:250],
        "text": f"Past the date: {said}{more}. Report on it, or give it another date with the "
        "reason.",
        "path": path,
    }


OVERDUE_ACTIONS = Job("overdue_actions", (tell_owners,), ("action.", "actionplan."))
