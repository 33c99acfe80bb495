"""Taking a report’s lists into a review: what somebody looked at, all or nothing, undoable."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from laa import clock
from laa.actions.changes import change, hold, make
from laa.actions.refusals import NothingToDo, Refused, StillInUse
from laa.models import User
from peer_reviews.actions.parts import KINDS, add_part, remove_part
from peer_reviews.models import Practice, Recommendation, ReportLoad, Review
from peer_reviews.reading.items import NOTABLE, QUICK_WIN, RECOMMENDATION, Item


@dataclass(frozen=True)
class Chosen:
    """An item as a person said yes to it; `repeats` is the number of a recommendation, or blank."""

    item: Item
    repeats: str = ""


@transaction.atomic
def load_report(
    review: Review, chosen: Sequence[Chosen], *, name: str, by: User | None
) -> ReportLoad:
    """Make everything that was chosen. No owner and no date is made up: both stay as printed."""
    hold(review.partnership)
    if not chosen:
        raise NothingToDo("Every row is left out. Choose what to take in.")
    made: dict[str, list[str]] = defaultdict(list)
    # Recommendations first, or a quick win could not name the one it repeats.
    ordered = sorted(chosen, key=lambda each: each.item.kind != RECOMMENDATION)
    above: Practice | None = None
    for each in ordered:
        kind, facts = _facts(review, each, above)
        part = add_part(review, kind, by=by, **facts)
        made[kind].append(part.key)
        if kind == "practice" and part.part_of is None:
            above = part
    row = ReportLoad(
        partnership=review.partnership,
        review=review,
        name=name[:200],
        made=made,
        loaded_at=clock.now(review.partnership),
        loaded_by=by,
    )
    return make(row, action="review.load", by=by)


def _facts(review: Review, each: Chosen, above: Practice | None) -> tuple[str, dict]:
    item = each.item
    if item.kind == RECOMMENDATION:
        return "recommendation", {
            "number": item.number,
            "title": item.title,
            "detail": item.detail,
            "printed_owner": item.owner[:200],
            "timescale": item.timescale[:200],
            "measure": item.measure,
        }
    if item.kind == QUICK_WIN:
        found = Recommendation.objects.filter(review=review, number=each.repeats)
        if each.repeats and not found:
            raise Refused(f"There is no recommendation {each.repeats} for “{item.title}”.")
        return "quick-win", {"text": item.title, "recommendations": list(found)}
    is_part = item.level and above is not None and item.kind == NOTABLE == above.kind
    return "practice", {
        "kind": item.kind,
        "topic": item.title,
        "text": item.detail,
        "organisations": "\n".join(item.organisations),
        "part_of": above if is_part else None,
    }


@transaction.atomic
def undo_load(load: ReportLoad, *, by: User) -> ReportLoad:
    """Take away everything it made; refused whole where anything was built on a part of it."""
    hold(load.partnership)
    load.refresh_from_db()
    if load.undone_at:
        raise NothingToDo(f"{load} was undone already.")
    for kind in ("quick-win", "practice", "recommendation"):
        found = KINDS[kind].objects.filter(review=load.review, key__in=load.made.get(kind, []))
        for part in found.order_by("-position", "-pk"):
            try:
                remove_part(part, by=by)
            except StillInUse as refusal:
                raise Refused(f"It can no longer be undone. {refusal}") from None
    values = {"undone_at": clock.now(load.partnership), "undone_by": by}
    return change(load, values, action="review.undo_load", by=by)
