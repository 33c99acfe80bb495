"""What was signed off of every promise, as the job reads it: plain rows, a story a strand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from laa import clock
from laa.models import Agreement, Rating
from laa.rules.flagging import RATED, Word
from laa.rules.vocabulary import FigureState

FIELDS = (
    "commitment_id",
    "strand_id",
    "strand__key",
    "strand__part_of",
    "pk",
    "period",
    "rating",
    "outlook",
    "figure_value",
    "figure_state",
)


@dataclass(eq=False)
class Story:
    """One promise's strand: a word for each period, earliest first, and the newest rated row."""

    commitment: int
    strand: int
    strand_key: str
    part_of: int | None = None
    """The strand of its total, where the figure is made of several suppliers' parts."""
    words: list[Word] = field(default_factory=list)
    values: dict[str, Decimal] = field(default_factory=dict)
    newest_rated: int | None = None
    newest: int | None = None

    @property
    def rating(self) -> str | None:
        """The newest rating that is one; None where no period was rated."""
        rated = (word.rating for word in reversed(self.words) if word.rating in RATED)
        return next(rated, None)


def stories(agreement: Agreement, as_at: date) -> Iterator[Story]:
    """Each promise's strands as they stood at the end of a day, in one query."""
    ratings = Rating.objects.as_at(clock.end_of(as_at)).filter(
        commitment__agreement=agreement, period_end__lte=as_at, commitment__withdrawn_on=None
    )
    rows = ratings.order_by(
        "commitment", "strand", "period_end", "period_start", "round__period_end", "version"
    ).values_list(*FIELDS)
    for (commitment, strand, key, part_of), group in groupby(rows, key=lambda row: row[:4]):
        yield _story(Story(commitment, strand, key, part_of), group)


def _story(story: Story, rows) -> Story:
    """The last word on each period counts: a later round's, and its newest version."""
    for *_, pk, period, rating, outlook, value, state in rows:
        if story.words and story.words[-1].period == period:
            story.words.pop()
        story.words.append(Word(period, rating, outlook))
        story.newest = pk
        if value is not None and state != FigureState.FORECAST:
            story.values[period] = value
        if rating in RATED:
            story.newest_rated = pk
    return story
