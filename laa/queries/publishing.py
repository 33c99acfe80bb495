"""What of an agreement is public, what could be, and what cannot: a round's figures at a time."""

from dataclasses import dataclass
from datetime import date

from laa.models import Agreement, Publication, Rating
from laa.queries.words import words_of
from laa.rules import figures, periods
from laa.rules.publishing import why_not_public
from laa.rules.vocabulary import Because, FigureState
from laa.rules.vocabulary import Rating as Word


@dataclass(frozen=True)
class Entry:
    """A signed-off figure, with the decision that makes it public where there is one."""

    rating: Rating
    publication: Publication | None
    today: date

    @property
    def key(self) -> str:
        """How the page names it, with the version that its reader has before them."""
        rating = self.rating
        slug = rating.commitment.indicator.slug
        return f"{slug}:{rating.strand.key}:{rating.version}"

    @property
    def why_not(self) -> str:
        return why_not_public(FigureState(self.rating.figure_state), self.rating.because)

    @property
    def is_public(self) -> bool:
        return bool(self.publication) and self.publication.public_from <= self.today

    @property
    def is_corrected(self) -> bool:
        """Whether the public reads an older version of the figure."""
        return bool(self.publication) and self.publication.rating_id != self.rating.pk

    @property
    def figure_said(self) -> str:
        rating = self.rating
        if rating.figure_value is None:
            return FigureState(rating.figure_state).label
        return figures.with_unit(rating.figure_value, rating.commitment.indicator.unit)

    @property
    def rating_label(self) -> str:
        if self.rating.rating == Word.NOT_RATED:
            return f"Not rated: {Because(self.rating.because).label}"
        return words_of(self.rating)

    @property
    def state(self) -> str:
        if self.is_corrected:
            return "An older figure is public: corrected since"
        if self.is_public:
            return f"Public since {self.publication.public_from:%-d %B %Y}"
        if self.publication:
            return f"Public from {self.publication.public_from:%-d %B %Y}"
        return f"Not public: {self.why_not}" if self.why_not else "Not public"


@dataclass(frozen=True)
class PeriodTally:
    """How many of a period's signed-off figures the public may read, or is going to."""

    period: periods.Period
    figures: int
    published: int


def entries(agreement: Agreement, today: date) -> dict[str, list[Entry]]:
    """Every signed-off figure by its period, the newest period first, in two queries."""
    standing = {
        (row.commitment_id, row.strand_id, row.period): row
        for row in Publication.objects.standing().filter(commitment__agreement=agreement)
    }
    ratings = (
        Rating.objects.current()
        .filter(commitment__agreement=agreement)
        .exclude(because=Because.NOT_DUE)
        .select_related("commitment__indicator", "strand", "round")
        .order_by("commitment__printed_row", "commitment", "strand__position", "round__period_end")
    )
    newest = {(row.commitment_id, row.strand_id, row.period): row for row in ratings}
    found: dict[str, list[Entry]] = {}
    for key, rating in newest.items():
        found.setdefault(rating.period, []).append(Entry(rating, standing.get(key), today))
    newest_first = sorted(found, key=lambda key: (periods.period(key).end, key), reverse=True)
    return {key: found[key] for key in newest_first}


def tallies(found: dict[str, list[Entry]]) -> list[PeriodTally]:
    return [
        PeriodTally(periods.period(key), len(rows), sum(bool(row.publication) for row in rows))
        for key, rows in found.items()
    ]
