"""Making figures public, one by one or many at once, and taking them back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from laa import audit, clock
from laa.actions.changes import hold
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import Partnership, Publication, Rating, User
from laa.rules.publishing import why_not_public
from laa.rules.vocabulary import FigureState

REPLACED = "Replaced by a correction."
MOVED = "Public from another day."


class NotFitForThePublic(Refused):
    def __init__(self, reasons):
        super().__init__(
            f"Nothing was published. These cannot be: {'; '.join(reasons)}. Leave them out."
        )


class CorrectedSinceSeen(Refused):
    def __init__(self, ratings):
        names = ", ".join(_named(rating) for rating in ratings)
        super().__init__(
            f"Corrected since you opened the page: {names}. Nothing was published; look at the "
            "corrected figure, then publish it."
        )


@dataclass(frozen=True)
class Published:
    """What publishing did: the figures that are new to the public, and those that were renewed."""

    made: list[Publication]
    replaced: int


@transaction.atomic
def publish(
    ratings: Iterable[Rating], *, partnership: Partnership, public_from: date, by: User | None
) -> Published:
    """Show signed-off figures to the public from a day on; all of them, or none.

    A correction replaces what was public of the same figure, and so does another day.
    """
    hold(partnership)
    must_be_to_come(public_from, clock.today(partnership))
    ratings = _fit(ratings)
    standing = _standing(ratings, partnership)
    wanted = [each for each in ratings if not _says_so(standing.get(_key(each)), each, public_from)]
    if not wanted:
        raise NothingToDo("Choose at least one figure that is not public from that day already.")
    old = [standing[_key(each)] for each in wanted if _key(each) in standing]
    for row in old:
        is_corrected = row.rating_id not in {each.pk for each in wanted}
        _end([row], by=by, because=REPLACED if is_corrected else MOVED)
    now = clock.now(partnership)
    made = Publication.objects.bulk_create(_row(each, public_from, now, by) for each in wanted)
    audit.record_many(
        "publication.publish",
        subjects=made,
        by=by,
        partnership=partnership,
        after=lambda row: {"figure": _said(row.rating), "public_from": f"{public_from}"},
    )
    return Published(made, len(old))


@transaction.atomic
def withdraw_publications(
    publications: Iterable[Publication], *, partnership: Partnership, by: User, reason: str
) -> list[Publication]:
    """Take figures back from the public; what was public, and until when, stays on record."""
    if not reason.strip():
        raise ReasonMissing("Say why the figures are taken back; the reason is kept.")
    hold(partnership)
    chosen = {each.pk for each in publications}
    rows = Publication.objects.standing().filter(pk__in=chosen, partnership=partnership)
    rows = list(rows.select_related("rating__commitment__indicator", "strand"))
    if not rows:
        raise NothingToDo("Choose at least one figure that is public, or is going to be.")
    _end(rows, by=by, because=reason.strip())
    audit.record_many(
        "publication.withdraw",
        subjects=rows,
        by=by,
        partnership=partnership,
        after=lambda row: {"figure": _said(row.rating)},
        note=reason.strip(),
    )
    return rows


def _end(rows: list[Publication], *, by: User | None, because: str) -> None:
    for row in rows:
        row.withdrawn_at = clock.now(row.partnership)
        row.withdrawn_by = by
        row.withdrawn_because = because
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])


def must_be_to_come(public_from: date, today: date) -> None:
    """Nothing has been public before somebody said so."""
    if public_from < today:
        raise Refused(
            f"{public_from:%-d %B %Y} is over. Publish from today, {today:%-d %B %Y}, or later."
        )


def _fit(ratings: Iterable[Rating]) -> list[Rating]:
    """The ratings as they are now; refuses what may not be public or was corrected meanwhile."""
    chosen = [each.pk for each in ratings]
    rows = Rating.objects.filter(pk__in=chosen).select_related(
        "commitment__indicator", "commitment__agreement", "strand", "superseded_by"
    )
    rows = list(rows)
    if not rows:
        raise NothingToDo("Choose at least one figure.")
    if corrected := [row for row in rows if hasattr(row, "superseded_by")]:
        raise CorrectedSinceSeen(corrected)
    reasons = [(row, why_not_public(FigureState(row.figure_state), row.because)) for row in rows]
    if unfit := [f"{_named(row)} ({why})" for row, why in reasons if why]:
        raise NotFitForThePublic(unfit)
    return rows


def _standing(ratings: list[Rating], partnership: Partnership) -> dict[tuple, Publication]:
    rows = Publication.objects.standing().filter(
        commitment__in={each.commitment_id for each in ratings}, partnership=partnership
    )
    return {_key(row): row for row in rows.select_related("partnership__demonstration")}


def _key(row: Rating | Publication) -> tuple:
    return row.commitment_id, row.strand_id, row.period


def _says_so(standing: Publication | None, rating: Rating, public_from: date) -> bool:
    """Whether it is public already, and by that day."""
    return bool(
        standing and standing.rating_id == rating.pk and standing.public_from <= public_from
    )


def _row(rating: Rating, public_from: date, now, by: User | None) -> Publication:
    return Publication(
        partnership_id=rating.partnership_id,
        commitment=rating.commitment,
        strand=rating.strand,
        rating=rating,
        period=rating.period,
        period_start=rating.period_start,
        period_end=rating.period_end,
        public_from=public_from,
        published_at=now,
        published_by=by,
    )


def _named(rating: Rating) -> str:
    label = f" {rating.strand.label}" if rating.strand.label else ""
    return f"{rating.commitment.indicator.reference}{label} {rating.when.short_label}"


def _said(rating: Rating) -> str:
    value = "" if rating.figure_value is None else f": {rating.figure_value.normalize():f}"
    return f"{_named(rating)}{value}"
