"""The recommendations with their actions, and what is still missing: never invented, listed."""

from dataclasses import dataclass
from datetime import date

from laa import clock
from laa.models import Action
from laa.rules.load import Load, loads
from peer_reviews.as_at import RecommendationAt, recommendations_at
from peer_reviews.models import Review

MISSING = ("answer", "action", "owner", "date", "measure")
"""What a recommendation needs before its plan is complete, in the order of asking."""

SAID = {
    "answer": "not answered",
    "action": "without an action",
    "owner": "without an owner",
    "date": "without a date",
    "measure": "without a measure",
}


@dataclass(frozen=True)
class Row:
    at: RecommendationAt

    @property
    def recommendation(self):
        return self.at.recommendation

    @property
    def live(self) -> list:
        """Its actions that were not dropped, each as it stands."""
        return [each for each in self.at.actions if each.status != Action.Status.DROPPED]

    @property
    def missing(self) -> list[str]:
        """Of MISSING what it lacks. A rejected one needs its answer only."""
        if self.at.is_rejected:
            return []
        lacks = {
            "answer": self.at.answer is None,
            "action": not self.live,
            "owner": not self.live or any(not each.owner for each in self.live),
            "date": not self.live or any(each.due is None for each in self.live),
            "measure": not self.recommendation.measure,
        }
        return [name for name in MISSING if lacks[name]]

    @property
    def is_complete(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Register:
    review: Review
    rows: list[Row]
    today: date
    unlinked: list[Action]
    loads: list[Load]

    @property
    def complete(self) -> list[Row]:
        return [row for row in self.rows if row.is_complete]

    def without(self, name: str) -> list[Row]:
        return [row for row in self.rows if name in row.missing]

    @property
    def gaps(self) -> list[tuple[str, list[Row]]]:
        """What is missing in words, with the recommendations that lack it."""
        found = [(SAID[name], self.without(name)) for name in MISSING]
        return [(said, rows) for said, rows in found if rows]

    @property
    def strip(self) -> list[dict]:
        of = f"of {len(self.rows)}"
        done = [row for row in self.rows if row.at.standing == "Done"]
        kind = "on-track" if self.rows and len(done) == len(self.rows) else ""
        return [
            {"number": len(done), "of": of, "label": "Done and verified", "kind": kind},
            {"number": len(self.complete), "of": of, "label": "Planned in full"},
            {"number": len(self.without("owner")), "of": of, "label": "Without an owner"},
            {"number": len(self.without("date")), "of": of, "label": "Without a date"},
        ]


def register(review: Review) -> Register:
    today = clock.today(review.partnership)
    rows = [Row(each) for each in recommendations_at(review, today)]
    linked = {action.pk: action for row in rows for action, _ in row.at.pairs}
    unlinked = []
    if review.plan_id:
        rest = Action.objects.filter(plan=review.plan_id).exclude(pk__in=linked)
        unlinked = list(rest.select_related("owner").order_by("number"))
    in_hand = [a for a in [*linked.values(), *unlinked] if a.status in IN_HAND]
    return Register(review, rows, today, unlinked, loads(a.owner for a in in_hand))


IN_HAND = (Action.Status.NOT_STARTED, Action.Status.UNDER_WAY)
"""What is paused is not in hand, nor is what its owner calls done."""
