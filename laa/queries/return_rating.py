"""What an entered figure means before anybody signs it off: worked out on read, never stored."""

from dataclasses import dataclass

from laa.actions.entry_rating import outcome_of_entry
from laa.models import ReturnLine
from laa.queries.words import rating_words
from laa.rules import explanation, figures, rating
from laa.rules.direction import printed_alike, since_last_period
from laa.rules.entry import Entry
from laa.rules.vocabulary import Accumulation, Because, Comparison, FigureState, Polarity
from laa.rules.vocabulary import Rating as Word

NOT_FIRM = {FigureState.ESTIMATED: "estimated", FigureState.PROVISIONAL: "provisional"}


@dataclass(frozen=True)
class RatedEntry:
    """The word for it, why there is none, and what it was held against, each as it is said."""

    rating: Word
    said: str
    because: str = ""
    against: str = ""
    travel: str = ""
    firmness: str = ""

    @property
    def is_off_track(self) -> bool:
        return self.rating == Word.OFF_TRACK

    @property
    def notes(self) -> str:
        """All that stands below the word, as one line."""
        return "; ".join(filter(None, (self.because, self.against, self.travel, self.firmness)))


@dataclass(frozen=True)
class Reading:
    """An entry with what it means. `rated` None: there is nothing to rate yet."""

    entry: Entry
    rated: RatedEntry | None
    wants_recovery: bool
    unshown: str = ""
    """What is asked of a figure that counts only with evidence."""

    @property
    def is_off_track(self) -> bool:
        return self.rated is not None and self.rated.is_off_track

    @property
    def needs_recovery(self) -> bool:
        """Whether the partnership wants to read what is done about it."""
        return self.is_off_track and self.wants_recovery

    @property
    def asks(self) -> str:
        """What is still to be said beside the figure; "" is nothing."""
        entry = self.entry
        said = explanation.unsaid(
            entry.state, entry.commentary, entry.recovery, needs_recovery=self.needs_recovery
        )
        return said or self.unshown

    @property
    def prompt(self) -> str:
        """The question that the commentary answers."""
        return explanation.prompt(self.entry.state, self.rated and self.rated.rating)


def rate_entry(context, entry: Entry) -> RatedEntry | None:
    """Rate what is typed on a line, as its sign-off would today, in words. None: nothing is typed.

    `context` is the line's LineContext; its promise is the one whose target the page shows.
    """
    found = outcome_of_entry(context.line, entry, context.promises)
    if found is None:
        return None
    line = context.line
    return RatedEntry(
        rating=found.rating,
        said=rating_words(
            found.rating,
            line.period,
            target_period=context.target.period if context.target else "",
            is_reached=found.is_reached,
        ),
        because=Because(found.because).label if found.because else "",
        against=_against(found, line),
        travel=_travel(context, entry),
        firmness=NOT_FIRM.get(FigureState(entry.state), ""),
    )


def _against(found: rating.Outcome, line: ReturnLine) -> str:
    if found.aim is None:
        return found.note
    return f"against {figures.with_unit(found.aim, line.strand.indicator.unit)}"


def _travel(context, entry: Entry) -> str:
    """Better or worse than last period; "" where that cannot be said.

    Nothing is said across a change of definition.
    """
    indicator, last = context.line.strand.indicator, context.last_period
    if last is None or last.value is None or entry.value is None or context.is_apart(last):
        return ""
    found = since_last_period(
        entry.value,
        last.value,
        Polarity(indicator.polarity),
        Accumulation(indicator.accumulates),
        is_profiled=context.milestone is not None,
        dead_band=printed_alike(indicator.places),
    )
    return _TRAVEL.get(found, "")


_TRAVEL = {
    Comparison.BETTER: "better than last period",
    Comparison.SAME: "the same as last period",
    Comparison.WORSE: "worse than last period",
}
