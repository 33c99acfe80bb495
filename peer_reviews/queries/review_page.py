"""What a review's pages show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from laa import clock
from laa.models import ActionPlan, Partnership, TeamPlan
from laa.rules import periods
from laa.rules.vocabulary import Frequency
from peer_reviews.clock import Deadline, State, deadlines, next_due
from peer_reviews.models import Component, Finding, Review

LATE = State.OVERDUE


@dataclass(frozen=True)
class StepRow:
    """A step of the timetable as a page shows it."""

    deadline: Deadline
    today: date
    note: str = ""

    @property
    def state(self) -> State:
        return self.deadline.state(self.today)

    @property
    def is_late(self) -> bool:
        return self.state == State.OVERDUE

    @property
    def window_said(self) -> str:
        each = self.deadline
        by = f"{each.due:%-d %B %Y}"
        if each.opens:
            return f"{each.opens:%B %Y} to {by}"
        if each.about:
            return f"about {each.about:%B %Y}, by {by}"
        return f"by {by}"


def timetable(review: Review, as_at: date | None = None) -> list[StepRow]:
    """Every step of the review's edition, with what had happened by the day; None is today."""
    today = as_at or clock.today(review.partnership)
    steps = {step.key: step for step in review.steps.all() if step.happened_on <= today}
    done = {key: step.happened_on for key, step in steps.items()}
    return [
        StepRow(each, today, steps[each.step.key].note if each.step.key in steps else "")
        for each in deadlines(review.offer, review.ends, done)
    ]


@dataclass(frozen=True)
class ReviewRow:
    review: Review
    next: StepRow | None


def reviews_of(partnership: Partnership) -> list[ReviewRow]:
    """Every review, newest first, with what is due next."""
    today = clock.today(partnership)
    found = Review.objects.filter(partnership=partnership).select_related("council")
    rows = []
    for review in found.prefetch_related("steps"):
        done = {step.key: step.happened_on for step in review.steps.all()}
        due = next_due(deadlines(review.offer, review.ends, done))
        rows.append(ReviewRow(review, StepRow(due, today) if due else None))
    return rows


@dataclass(frozen=True)
class ComponentFindings:
    component: Component
    strengths: list[Finding]
    areas: list[Finding]

    @property
    def said(self) -> str:
        s, a = len(self.strengths), len(self.areas)
        return (
            f"{s} strength{'' if s == 1 else 's'}, {a} area{'' if a == 1 else 's'} for improvement"
        )


def findings_of(review: Review) -> list[ComponentFindings]:
    """The findings by component, in three queries."""
    found = Finding.objects.filter(review=review).select_related("section")
    by_kind = defaultdict(list)
    for finding in found.prefetch_related("recommendations").order_by("position", "pk"):
        by_kind[finding.component_id, finding.kind].append(finding)
    return [
        ComponentFindings(each, by_kind[each.pk, "strength"], by_kind[each.pk, "area"])
        for each in Component.objects.filter(review=review)
    ]


@dataclass(frozen=True)
class TeamPlanCounts:
    """How many teams owe a plan for a year, have none, or have none that was challenged."""

    year: str
    owed: int
    without: int
    not_challenged: int


def team_plan_counts(partnership: Partnership) -> TeamPlanCounts:
    """Of the financial year in which the partnership is; the core's page lists them."""
    year = periods.containing(clock.today(partnership), Frequency.FINANCIAL_YEAR)
    owed = TeamPlan.objects.filter(partnership=partnership, year=year.key)
    found = list(owed.values_list("plan__status", flat=True))
    without = found.count(None)
    drafts = found.count(ActionPlan.Status.DRAFT)
    return TeamPlanCounts(year.short_label, len(found), without, without + drafts)
