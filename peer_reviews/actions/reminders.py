"""Reminding people of what follows a review. Safe to run twice, and late: nothing is told twice."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from laa.actions.job_runs import Job, Turn
from laa.actions.telling import tell_each
from laa.models import Membership, Partnership, User
from laa.permissions import Permission, people_who_may
from laa.rules.notices import HOUSEKEEPING
from peer_reviews import waves
from peer_reviews.clock import Deadline, deadlines, to_remind
from peer_reviews.models import Review, Survey


def remind_of_steps(turn: Turn) -> None:
    """One notice for each step whose next reminder has come; after a month away still one.

    The run keeps the day of the reminder that each step was last told of.
    """
    before = turn.last.kept.get("steps", {}) if turn.last else {}
    kept = turn.run.kept.setdefault("steps", dict(before))
    reviews = Review.objects.filter(partnership=turn.partnership).select_related("lead")
    for review in reviews.prefetch_related("steps").order_by("pk"):
        done = {step.key: step.happened_on for step in review.steps.all()}
        for each in deadlines(review.offer, review.ends, done):
            name = f"{review.pk}:{each.step.key}"
            with turn.row(name):
                told = date.fromisoformat(kept[name]) if name in kept else None
                if day := to_remind(each, told_until=told, today=turn.as_at):
                    _tell_of_step(turn, review, each, day)
                    kept[name] = day.isoformat()
                if each.done_on:
                    kept.pop(name, None)


def _tell_of_step(turn: Turn, review: Review, each: Deadline, day: date) -> None:
    path = reverse("peer_reviews:review-detail", args=[turn.partnership.slug, review.slug])
    letter = {
        "kind": HOUSEKEEPING,
        "key": f"review:{review.slug}:{each.step.key}:{day}"[:250],
        "text": f"{review}: {step_said(each, turn.as_at)}",
        "path": path,
    }
    _tell(turn, _whom(turn, review), letter)


def _tell(turn: Turn, people: Iterable[User], letter: dict) -> None:
    tell_each(turn, [(person, letter) for person in people], lambda _, letter: letter)


def step_said(each: Deadline, today: date) -> str:
    """What a reminder says of a step: by when, or since when it is overdue."""
    by = f"{each.due:%-d %B %Y}"
    if today > each.due:
        return f"{each.step.title} was due by {by} and is not recorded as done."
    if each.opens and today < each.opens:
        return f"{each.step.title} can be held from {each.opens:%B %Y}, and is due by {by}."
    if each.about:
        return f"{each.step.title} is meant for about {each.about:%B %Y}, at the latest {by}."
    return f"{each.step.title} is due by {by}."


def _whom(turn: Turn, review: Review) -> Iterable[User]:
    live = Membership.objects.live().filter(partnership=turn.partnership, user=review.lead_id or 0)
    if review.lead and live.exists():
        return [review.lead]
    return people_who_may(Permission.AGREE_PLANS, partnership=turn.partnership)


def remind_of_surveys(turn: Turn) -> None:
    """One notice when the next wave of a survey is due."""
    found = Survey.objects.filter(partnership=turn.partnership).prefetch_related("waves")
    for survey in found.order_by("pk"):
        with turn.row(survey):
            due = waves.next_due(list(survey.waves.all()), survey.interval_months)
            if due is None or due > turn.as_at:
                continue
            turn.count("surveys due")
            letter = {
                "kind": HOUSEKEEPING,
                "key": f"survey:{survey.slug}:{due}",
                "text": f"{survey}: the next wave was due on {due:%-d %B %Y}.",
                "path": reverse(
                    "peer_reviews:survey-detail", args=[turn.partnership.slug, survey.slug]
                ),
            }
            people = people_who_may(Permission.AGREE_PLANS, partnership=turn.partnership)
            _tell(turn, people, letter)


def has_reviews(partnership: Partnership) -> bool:
    return (
        Review.objects.filter(partnership=partnership).exists()
        or Survey.objects.filter(partnership=partnership).exists()
    )


REMINDERS = Job(
    "peer_reviews",
    (remind_of_steps, remind_of_surveys),
    ("review.", "reviewstep.", "survey.", "surveywave."),
    concerns=has_reviews,
)
