"""Everything about one promise on one page, as it was signed off."""

from dataclasses import dataclass
from functools import cached_property

from laa.actions.cells import Cells
from laa.catalogue.wording import difference
from laa.models import Commitment, Figure, Flag, Rating
from laa.queries.strand_drawn import drawn_strands, totals_of
from laa.queries.strand_story import StrandStory
from laa.rules.vocabulary import FigureState, Unit
from laa.rules.wording import Difference


@dataclass
class IndicatorPage:
    commitment: Commitment
    stories: list[StrandStory]
    flags: list[Flag]

    @cached_property
    def departs(self) -> Difference | None:
        """How the title departs from the national one, where the set has its reference."""
        return difference(self.commitment.indicator.reference, self.commitment.indicator.title)


def indicator_page(commitment: Commitment, *, has_notes: bool = True) -> IndicatorPage:
    """The page's content in five queries, whatever there is to show.

    One more where there are flags, as a promise that was fetched `with_what_is_open` knows.
    `has_notes` False leaves out what is said among those who do the work.
    """
    drawn = drawn_strands(commitment.indicator)
    strands = [each.strand for each in drawn]
    cells = Cells([commitment])
    targets = {
        strand.pk: sorted(cells.targets[commitment.pk, strand.pk], key=lambda t: t.period_start)
        for strand in strands
    }
    ratings = list(
        Rating.objects.current()
        .filter(commitment=commitment)
        .select_related("round")
        .order_by("period_end", "round__period_end", "pk")
    )
    on_record = list(Figure.objects.current().filter(strand__in=strands))
    cells.know(f for f in on_record if f.is_outturn)
    shared = totals_of(strands, on_record, Unit(commitment.indicator.unit))
    stories = [
        StrandStory(
            commitment,
            strand,
            cells.baseline(commitment, strand.pk),
            targets[strand.pk],
            [cells.resolved(target) for target in targets[strand.pk]],
            [r for r in ratings if r.strand_id == strand.pk],
            *(
                [f for f in on_record if f.strand_id == strand.pk and f.state == state]
                for state in (FigureState.FORECAST, FigureState.LOADED)
            ),
            breaks=each.breaks,
            figures={f.pk: f for f in on_record if f.strand_id == strand.pk},
            total=shared.get(strand.pk),
            comparators=each.comparators,
            has_notes=has_notes,
        )
        for each, strand in zip(drawn, strands, strict=True)
    ]
    return IndicatorPage(commitment, stories, _flags(commitment))


def _flags(commitment: Commitment) -> list[Flag]:
    if not getattr(commitment, "has_flags", True):
        return []
    flags = Flag.objects.open().of_performance().filter(commitment=commitment)
    return list(flags.select_related("strand"))
