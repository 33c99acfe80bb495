"""The parts of a review: findings, recommendations, quick wins, practice, and what it rests on."""

from django.db import models, transaction

from laa.actions.changes import as_seen, change, hold, make, record
from laa.actions.refusals import Refused, StillInUse
from laa.actions.slugs import free_slug
from laa.models import User
from laa.rules.reserved import RESERVED
from peer_reviews.models import (
    Component,
    EvidenceCount,
    Finding,
    Practice,
    QuickWin,
    Recommendation,
    Review,
    Section,
    TeamPost,
)
from peer_reviews.models.base import ReviewPart

KINDS: dict[str, type[ReviewPart]] = {
    "recommendation": Recommendation,
    "component": Component,
    "finding": Finding,
    "quick-win": QuickWin,
    "practice": Practice,
    "team": TeamPost,
    "evidence": EvidenceCount,
    "section": Section,
}
"""The parts that people add, by the word in the address."""


@transaction.atomic
def add_part(review: Review, kind: str, /, *, by: User | None, **facts) -> ReviewPart:
    """Add a part at the end of its list; its word in the address comes from its number or place."""
    hold(review.partnership)
    model = KINDS[kind]
    if model is Component and review.offer.components:
        raise Refused(f"The components of {review} come with its edition, and stay as they are.")
    rows = model.objects.filter(review=review)
    last = rows.filter(position__lt=500).aggregate(last=models.Max("position"))["last"] or 0
    sets = _sets(model, facts)
    facts = {"position": last + 1, **{n: v for n, v in facts.items() if v is not None}}
    name = facts.get("number") if kind in ("recommendation", "section") else None
    if name and rows.filter(number=name).exists():
        raise Refused(f"{review} has {kind} {name} already. Give this one another number.")
    words = str(name or f"{kind}-{facts['position']}")
    key = free_slug(rows, words, reserved=RESERVED["part"], field="key")
    row = model(partnership=review.partnership, review=review, key=key, **facts)
    row = make(row, action=f"{model._meta.model_name}.add", by=by)
    for field, others in sets.items():
        getattr(row, field).set(others)
    return row


@transaction.atomic
def edit_part(part: ReviewPart, *, by: User, seen: str | None = None, **facts) -> ReviewPart:
    return change(as_seen(part, seen), facts, action=f"{part._meta.model_name}.edit", by=by)


@transaction.atomic
def remove_part(part: ReviewPart, *, by: User, seen: str | None = None) -> None:
    """Take a part away that was added by mistake: only while nothing hangs on it."""
    part = as_seen(part, seen)
    if isinstance(part, Component) and part.review.offer.components:
        raise Refused(f"The components of {part.review} come with its edition, and stay.")
    if reasons := _hang_on(part):
        raise StillInUse(part, reasons)
    record(part, f"{part._meta.model_name}.remove", by=by, before={"text": str(part)})
    part.delete()


def _sets(model, facts: dict) -> dict:
    names = {field.name for field in model._meta.many_to_many} & set(facts)
    return {name: facts.pop(name) for name in names}


def _hang_on(part: ReviewPart) -> list[str]:
    """What would be lost with it, in words."""
    reasons = []
    if isinstance(part, Recommendation):
        if part.links.exists():
            reasons.append("actions answer it, or did")
        if part.notes.exists():
            reasons.append("it was answered or reported on")
        if part.teams.exclude(text="").exists():
            reasons.append("teams said what they do for it")
        if Recommendation.objects.filter(carried_from=part).exists():
            reasons.append("it was carried over to the next review")
    if isinstance(part, QuickWin) and part.done_at:
        reasons.append("it is done")
    if isinstance(part, Component) and part.findings.exists():
        reasons.append("findings are about it")
    if isinstance(part, Section) and part.findings.exists():
        reasons.append("findings name it")
    return reasons
