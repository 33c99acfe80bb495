"""Which actions of the plan answer which recommendations: several of one, one of several."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from laa import clock
from laa.actions.changes import hold, record
from laa.actions.plan_actions import add_action, edit_action
from laa.actions.refusals import Refused
from laa.models import Action, User
from peer_reviews.actions.reviews import link
from peer_reviews.models import AnsweringAction, Recommendation, Review

CLOSED = Action.Status.CLOSED


@transaction.atomic
def add_answering_action(
    review: Review,
    *,
    title: str,
    recommendations: Iterable[Recommendation],
    by: User | None,
    due: date | None = None,
    **facts,
) -> Action:
    """Add an action that answers recommendations; closing it takes evidence and a second person."""
    if review.plan is None:
        raise Refused(f"{review} has no action plan yet. Start the plan, then add the action.")
    found = _of(review, recommendations)
    action = add_action(review.plan, title=title, due=due, by=by, needs_verifying=True, **facts)
    for recommendation in found:
        link(recommendation, action, by=by)
    return action


@transaction.atomic
def set_answers(
    review: Review,
    action: Action,
    *,
    recommendations: Iterable[Recommendation],
    by: User,
    due_text: str | None = None,
) -> Action:
    """Say which recommendations an action answers. A link taken off keeps its dates."""
    hold(review.partnership)
    wanted = {each.pk: each for each in _of(review, recommendations)}
    live = AnsweringAction.objects.filter(action=action, ended_at=None)
    live = live.filter(recommendation__review=review)
    there = {row.recommendation_id: row for row in live.select_related("recommendation")}
    new = [each for pk, each in wanted.items() if pk not in there]
    if new and action.status == CLOSED and not action.is_verified_by_another:
        raise Refused(
            f"{action} was closed without evidence and a second person, so it can answer no "
            "recommendation. Open it again first."
        )
    facts = {}
    if not action.needs_verifying and wanted and action.status != CLOSED:
        facts["needs_verifying"] = True
    if due_text is not None and due_text.strip() != action.due_text:
        facts["due_text"] = due_text.strip()
    if facts:
        action = edit_action(action, by=by, **facts)
    for each in new:
        link(each, action, by=by)
    ended_at = clock.now(review.partnership)
    for pk, row in there.items():
        if pk not in wanted:
            row.ended_at, row.ended_by = ended_at, by
            row.save(update_fields=["ended_at", "ended_by"])
    record(
        action,
        "action.answers",
        by=by,
        before={"recommendations": sorted(row.recommendation.number for row in there.values())},
        after={"recommendations": sorted(each.number for each in wanted.values())},
    )
    return action


def _of(review: Review, recommendations: Iterable[Recommendation]) -> list[Recommendation]:
    found = list(recommendations)
    if not found:
        raise Refused("Choose at least one recommendation that the action answers.")
    if strange := [each for each in found if each.review_id != review.pk]:
        raise Refused(f"{strange[0]} is not of {review}.")
    return found
