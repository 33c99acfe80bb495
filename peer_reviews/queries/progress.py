"""The statement of progress against every recommendation, at any date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from peer_reviews.as_at import RecommendationAt, recommendations_at
from peer_reviews.models import Review
from peer_reviews.progress import Standing, percent


@dataclass(frozen=True)
class Statement:
    """Every recommendation as at a day; those that were rejected are named, and not counted."""

    review: Review
    as_at: date
    rows: list[RecommendationAt]

    @property
    def counted(self) -> list[RecommendationAt]:
        return [row for row in self.rows if row.standing != Standing.REJECTED]

    @property
    def done(self) -> list[RecommendationAt]:
        return [row for row in self.rows if row.standing == Standing.DONE]

    @property
    def open(self) -> list[RecommendationAt]:
        return [row for row in self.rows if row.standing.is_open]

    @property
    def rejected(self) -> list[RecommendationAt]:
        return [row for row in self.rows if row.standing == Standing.REJECTED]

    @property
    def percent(self) -> Decimal | None:
        return percent(len(self.done), len(self.counted))

    @property
    def said(self) -> str:
        """“5 of 8 recommendations are done (62.5%); 3 are open.”"""
        if not self.counted:
            return "There is no recommendation to report on."
        share = f"{self.percent.normalize():f}%"
        text = f"{len(self.done)} of {len(self.counted)} recommendations are done ({share}); "
        text += f"{len(self.open)} {'is' if len(self.open) == 1 else 'are'} open"
        if self.rejected:
            text += f", and {len(self.rejected)} more rejected"
        return f"{text}."

    def body(self) -> dict:
        """What is published: no person's name, no officer's note. Fixed once it is public."""
        return {
            "title": str(self.review),
            "as_at": self.as_at.isoformat(),
            "visit": [self.review.starts.isoformat(), self.review.ends.isoformat()],
            "said": self.said,
            "done": len(self.done),
            "of": len(self.counted),
            "percent": str(self.percent) if self.percent is not None else None,
            "recommendations": [_public(row) for row in self.rows],
        }


def _public(row: RecommendationAt) -> dict:
    return {
        "number": row.recommendation.number,
        "title": row.recommendation.title,
        "answer": row.answer_said,
        "answer_text": row.answer.text if row.answer else "",
        "standing": str(row.standing),
        "text": row.reason,
        "actions": [
            {
                "title": action.title,
                "standing": STATUS_SAID[action.status],
                "due": action.due.isoformat() if action.due else "",
                "through": action.through,
            }
            for action in row.actions
        ],
    }


STATUS_SAID = {
    "not_started": "Not started",
    "under_way": "Under way",
    "paused": "Paused",
    "done": "Done, to be verified",
    "closed": "Done and verified",
    "dropped": "Dropped",
}


def with_dates(body: dict) -> dict:
    """A published body as templates show it: its days are dates again."""
    told = [
        {**each, "actions": [{**a, "due": _day(a["due"])} for a in each["actions"]]}
        for each in body["recommendations"]
    ]
    return {**body, "visit": [_day(day) for day in body["visit"]], "recommendations": told}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def statement(review: Review, as_at: date) -> Statement:
    return Statement(review, as_at, recommendations_at(review, as_at))
