"""Making a statement of progress public: fixed as it stood, and taken back when it must be."""

from datetime import date

from django.db import transaction

from laa import clock
from laa.actions.changes import change, hold, make
from laa.actions.refusals import NothingToDo, Refused
from laa.models import User
from peer_reviews.models import ProgressPublication, Review


@transaction.atomic
def publish_progress(review: Review, *, body: dict, as_at: date, by: User) -> ProgressPublication:
    """Publish the statement that somebody looked at; the one before it is no longer shown."""
    hold(review.partnership)
    if as_at > clock.today(review.partnership):
        raise Refused(f"{as_at:%-d %B %Y} is still to come. Publish how things stand today.")
    row = ProgressPublication(
        partnership=review.partnership,
        review=review,
        as_at=as_at,
        body=body,
        published_at=clock.now(review.partnership),
        published_by=by,
    )
    return make(row, action="progress.publish", by=by)


@transaction.atomic
def withdraw_progress(review: Review, *, by: User) -> ProgressPublication:
    """Take back what is public now. It is kept, and the one before it does not come back."""
    hold(review.partnership)
    shown = published(review)
    if shown is None:
        raise NothingToDo(f"No progress of {review} is public.")
    values = {"withdrawn_at": clock.now(review.partnership), "withdrawn_by": by}
    return change(shown, values, action="progress.withdraw", by=by)


def published(review: Review) -> ProgressPublication | None:
    """What the public sees: the newest publication, unless that was withdrawn."""
    newest = review.publications.order_by("-published_at", "-pk").first()
    return newest if newest and newest.withdrawn_at is None else None
