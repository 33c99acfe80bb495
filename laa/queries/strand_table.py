"""The strands of one promise side by side: a row a period, a column a strand.

Made of what the stories hold already, so that it asks the database nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from laa.models import Rating, Strand
from laa.queries.strand_story import StrandStory
from laa.rules import figures, periods
from laa.rules.vocabulary import Because
from laa.rules.vocabulary import Rating as Word


@dataclass(frozen=True)
class StrandCell:
    """What one strand's figure for a period was, and meant."""

    story: StrandStory
    rating: Rating

    @property
    def figure(self) -> str:
        return self.story.figure_said(self.rating)

    @property
    def count(self) -> str:
        return self.story.counted(self.rating).said

    @property
    def target(self) -> str:
        return self.story.target_said(self.rating)

    @property
    def label(self) -> str:
        return self.story.label_of(self.rating)

    @property
    def is_illustrative(self) -> bool:
        return self.rating.is_illustrative and self.rating.figure_value is not None

    @property
    def said(self) -> str:
        """ "Eastern Trust: target missed, 94%"."""
        figure = figures.marked(self.figure, self.is_illustrative)
        return f"{self.story.name}: {self.label.lower()}, {figure}"

    @property
    def is_off_track(self) -> bool:
        return self.rating.rating == Word.OFF_TRACK

    @property
    def is_well(self) -> bool:
        """Rated, and not off track: what is not rated hides nothing."""
        return self.rating.rating not in (Word.OFF_TRACK, Word.NOT_RATED)


@dataclass(frozen=True)
class PeriodRow:
    """A period, and each strand's cell in the order of the columns; None where it has none."""

    when: periods.Period
    cells: list[StrandCell | None]


@dataclass(frozen=True)
class Under:
    """A strand that is off track under a total that is not."""

    part: StrandCell
    total: StrandCell

    @property
    def said(self) -> str:
        when = self.part.rating.when.short_label
        return f"{when}, {self.part.said}; {self.total.said}"


@dataclass(frozen=True)
class StrandTable:
    """The table, and where a total that is well hides a part that is not."""

    stories: list[StrandStory]
    rows: list[PeriodRow] = field(default_factory=list)

    def __bool__(self) -> bool:
        return len(self.stories) > 1

    @property
    def red_under_green(self) -> list[Under]:
        """Of each part, what the newest period says that rates it and its total."""
        found = []
        for story in self.stories:
            total = total_of(story.strand, [each.strand for each in self.stories])
            pair = self._newest(story.strand, total) if total else None
            if pair and pair.part.is_off_track and pair.total.is_well:
                found.append(pair)
        return found

    def _newest(self, strand: Strand, total: Strand) -> Under | None:
        for row in self.rows:
            cells = {cell.story.strand.pk: cell for cell in row.cells if cell}
            part, whole = cells.get(strand.pk), cells.get(total.pk)
            if (
                part
                and whole
                and Because.NOT_DUE not in (part.rating.because, whole.rating.because)
            ):
                return Under(part, whole)
        return None


def total_of(strand: Strand, strands: Sequence[Strand]) -> Strand | None:
    """What a strand is a part of: as it says, else the strand of all. None where there is none."""
    if strand.part_of_id:
        return next((each for each in strands if each.pk == strand.part_of_id), None)
    whole = next((each for each in strands if each.key == Strand.ALL), None)
    return None if whole is None or whole.pk == strand.pk else whole


def side_by_side(stories: Sequence[StrandStory]) -> StrandTable:
    """The newest period first; of a period that was rated in several rounds, the newest word.

    A strand that was retired has a column for as long as it has a history.
    """
    shown = [each for each in stories if each.ratings or not each.strand.retired_on]
    cells: dict[str, dict[int, StrandCell]] = {}
    for story in shown:
        for rating in story.ratings:
            cells.setdefault(rating.period, {})[story.strand.pk] = StrandCell(story, rating)
    whens = sorted(
        map(periods.period, cells), key=lambda when: (when.end, when.start), reverse=True
    )
    rows = [
        PeriodRow(when, [cells[when.key].get(story.strand.pk) for story in shown]) for when in whens
    ]
    return StrandTable(list(shown), rows)
