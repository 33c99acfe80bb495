"""A review's recommendations as they stood at the end of a day, whatever happened later.

Read from what is never edited: notes, dated links, and the updates of the core's actions.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from laa import clock
from laa.models import Action, ActionUpdate
from peer_reviews.models import AnsweringAction, Recommendation, RecommendationNote, Review
from peer_reviews.progress import ActionAt, Standing, standing, why_open

Note = RecommendationNote
LONGEST_CHAIN = 10


@dataclass
class RecommendationAt:
    """A recommendation on a day; `answer` and `told` None: nobody had said by then."""

    recommendation: Recommendation
    as_at: date
    answer: Note | None = None
    told: Note | None = None
    pairs: list[tuple[Action, ActionAt]] = field(default_factory=list)

    @property
    def actions(self) -> list[ActionAt]:
        return [each for _, each in self.pairs]

    @property
    def is_rejected(self) -> bool:
        return self.answer is not None and self.answer.answer == Note.Answer.REJECTED

    @property
    def answer_said(self) -> str:
        return self.answer.get_answer_display() if self.answer else "Not answered yet"

    @property
    def standing(self) -> Standing:
        return standing(self.actions, is_rejected=self.is_rejected)

    @property
    def reason(self) -> str:
        """Why it is open: in the council's words, else what the actions show. Blank if done."""
        if self.is_rejected:
            return self.answer.text
        if not self.standing.is_open:
            return self.told.text if self.told else ""
        return self.told.text if self.told else why_open(self.actions, self.as_at)


def recommendations_at(review: Review, day: date) -> list[RecommendationAt]:
    """All of them in printed order, in four queries or five."""
    found = Recommendation.objects.filter(review=review).select_related("indicator", "carried_to")
    rows = {each.pk: RecommendationAt(each, day) for each in found}
    end = clock.end_of(day)
    notes = Note.objects.filter(recommendation__in=rows, said_at__lte=end)
    for note in notes.select_related("said_by").order_by("said_at", "pk"):
        row = rows[note.recommendation_id]
        if note.kind == Note.Kind.ANSWER:
            row.answer = note
        else:
            row.told = note
    links = AnsweringAction.objects.filter(recommendation__in=rows, linked_at__lte=end)
    links = links.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=end))
    links = list(
        links.select_related("action__owner", "action__partner", "action__plan").order_by(
            "action__plan", "action__number"
        )
    )
    at = actions_at([link.action for link in links], day)
    for link in links:
        rows[link.recommendation_id].pairs.append((link.action, at[link.action_id]))
    return list(rows.values())


def actions_at(actions: Iterable[Action], day: date) -> dict[int, ActionAt]:
    """How actions stood; one that is addressed through another stood as that one did."""
    known = {action.pk: action for action in actions}
    for _ in range(LONGEST_CHAIN):
        missing = {a.addressed_through_id for a in known.values() if a.addressed_through_id}
        if not (missing := missing - set(known)):
            break
        further = Action.objects.filter(pk__in=missing).select_related("owner", "plan")
        known |= {action.pk: action for action in further}
    updates: dict[int, list[ActionUpdate]] = defaultdict(list)
    for update in ActionUpdate.objects.filter(action__in=known).order_by("made_at", "pk"):
        updates[update.action_id].append(update)
    return {pk: _at(action, known, updates, day) for pk, action in known.items()}


def _at(action: Action, known, updates, day: date) -> ActionAt:
    end = _end_of_chain(action, known)
    status, due = _stood(end, updates[end.pk], day)
    if status == Action.Status.CLOSED and not end.is_verified_by_another:
        # Closed elsewhere on one person's word: for a review that is done, and to be verified.
        status = Action.Status.DONE
    return ActionAt(
        title=action.title,
        status=status,
        due=due,
        owner=str(end.owner or ""),
        through="" if end is action else str(end),
    )


def _end_of_chain(action: Action, known: dict[int, Action]) -> Action:
    seen = set()
    while action.addressed_through_id in known and action.pk not in seen:
        seen.add(action.pk)
        action = known[action.addressed_through_id]
    return action


def _stood(action: Action, updates: list[ActionUpdate], day: date) -> tuple[str, date | None]:
    end = clock.end_of(day)
    before = [update for update in updates if update.made_at <= end]
    after = [update for update in updates if update.made_at > end]
    if before:
        return before[-1].status, before[-1].due_after
    return Action.Status.NOT_STARTED, after[0].due_before if after else action.due
