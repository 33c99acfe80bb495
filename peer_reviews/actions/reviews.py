"""Reviews: set up, followed through their timetable, carried on in the next one."""

from datetime import date

from django.db import transaction

from laa import clock
from laa.actions.action_plans import make_plan
from laa.actions.changes import as_seen, change, hold, make, record
from laa.actions.plan_actions import add_action
from laa.actions.refusals import NothingToDo, Refused
from laa.actions.slugs import free_slug
from laa.models import ActionPlan, Partner, Partnership, User
from laa.rules.reserved import RESERVED
from peer_reviews.as_at import recommendations_at
from peer_reviews.models import AnsweringAction, Component, Recommendation, Review, ReviewStep
from peer_reviews.timescale import read_day


@transaction.atomic
def add_review(
    *,
    partnership: Partnership,
    title: str,
    council: Partner,
    starts: date,
    ends: date,
    edition: str,
    by: User | None,
    previous: Review | None = None,
    **facts,
) -> Review:
    """Add a review with the components of its edition; open recommendations are carried over."""
    hold(partnership)
    rows = Review.objects.filter(partnership=partnership)
    review = Review(
        partnership=partnership,
        slug=free_slug(rows, title, reserved=RESERVED["review"]),
        title=title.strip(),
        council=council,
        starts=starts,
        ends=ends,
        edition=edition,
        previous=previous,
        **facts,
    )
    if previous and previous.ends >= starts:
        raise Refused(f"{previous} was not over when this one began. Choose an earlier review.")
    review = make(review, action="review.add", by=by)
    for number, component in enumerate(review.offer.components, start=1):
        Component.objects.create(
            partnership=partnership,
            review=review,
            key=f"component-{number}",
            position=number,
            title=component.title,
            question=component.question,
        )
    if previous:
        _carry_over(review, by)
    return review


@transaction.atomic
def edit_review(review: Review, *, by: User, seen: str | None = None, **facts) -> Review:
    """Change its facts. Its edition stays: the findings stand in that edition's components."""
    return change(as_seen(review, seen), facts, action="review.edit", by=by)


def _carry_over(review: Review, by: User | None) -> list[Recommendation]:
    """What is open in the review before goes on here, with the actions that answer it."""
    today = clock.today(review.partnership)
    carried = []
    for row in recommendations_at(review.previous, today):
        if not row.standing.is_open:
            continue
        was = row.recommendation
        number = f"{review.previous.ends.year}-{was.number}"
        carried.append(
            make(
                Recommendation(
                    partnership=review.partnership,
                    review=review,
                    key=free_slug(review.recommendation_set.all(), number, field="key"),
                    position=500 + was.position,
                    number=number,
                    title=was.title,
                    detail=was.detail,
                    timescale=was.timescale,
                    measure=was.measure,
                    indicator=was.indicator,
                    carried_from=was,
                ),
                action="recommendation.carry_over",
                by=by,
            )
        )
        for action, _ in row.pairs:
            link(carried[-1], action, by=by)
    return carried


def link(recommendation: Recommendation, action, *, by: User | None) -> AnsweringAction:
    """Say that an action answers a recommendation. Called inside a transaction."""
    return AnsweringAction.objects.create(
        partnership=recommendation.partnership,
        recommendation=recommendation,
        action=action,
        linked_at=clock.now(recommendation.partnership),
        linked_by=by,
    )


@transaction.atomic
def start_plan(review: Review, *, by: User | None) -> ActionPlan:
    """Start the action plan: an action for each recommendation that stands, as it is printed.

    No owner is made up, and no date but one that is printed as a day. Each has to be verified.
    """
    hold(review.partnership)
    review.refresh_from_db()
    if review.plan_id:
        raise NothingToDo(f"{review} has an action plan already.")
    plan = make_plan(
        partnership=review.partnership,
        partner=review.council,
        title=f"Action plan: {review.title}"[:200],
        by=by,
    )
    review.plan = plan
    review.save(update_fields=["plan"])
    for row in recommendations_at(review, clock.today(review.partnership)):
        if row.is_rejected or row.pairs:
            continue
        action = add_action(
            plan,
            title=row.recommendation.title,
            due=read_day(row.recommendation.timescale),
            due_text=row.recommendation.timescale,
            needs_verifying=True,
            by=by,
        )
        link(row.recommendation, action, by=by)
    return plan


@transaction.atomic
def record_step(
    review: Review, *, step: str, happened_on: date, by: User | None, note: str = ""
) -> ReviewStep:
    """Say on which day a step of the timetable happened; said again it replaces the day."""
    hold(review.partnership)
    if step not in {each.key for each in review.offer.steps}:
        raise Refused(f"The timetable of {review.offer.title} has no such step.")
    if happened_on < review.ends:
        raise Refused(f"It cannot have happened before the visit ended on {review.ends:%-d %B %Y}.")
    if happened_on > clock.today(review.partnership):
        raise Refused(f"{happened_on:%-d %B %Y} is still to come. Record it once it has happened.")
    values = {
        "happened_on": happened_on,
        "note": note.strip(),
        "recorded_at": clock.now(review.partnership),
        "recorded_by": by,
    }
    there = review.steps.filter(key=step).first()
    if there:
        there.partnership = review.partnership
        return change(there, values, action="reviewstep.change", by=by)
    row = ReviewStep(partnership=review.partnership, review=review, key=step, **values)
    return make(row, action="reviewstep.add", by=by)


@transaction.atomic
def take_back_step(review: Review, *, step: str, by: User) -> None:
    """Undo a step that was recorded by mistake; its reminders begin again."""
    hold(review.partnership)
    there = review.steps.filter(key=step).first()
    if there is None:
        raise NothingToDo("That step is not recorded as done.")
    there.partnership = review.partnership
    record(there, "reviewstep.take_back", by=by, before={"happened_on": there.happened_on})
    there.delete()
