"""Everything about one promise on one page, as it was signed off."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from laa.actions.cells import Cells
from laa.actions.shared_parts import shared_totals
from laa.catalogue.wording import difference
from laa.models import Commitment, Figure, Flag, Rating, SeriesBreak, Strand
from laa.queries.compared import comparators_of
from laa.queries.strand_story import StrandStory
from laa.rules.vocabulary import FigureState
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
    """The page's content in five queries, whatever the number of strands and periods.

    One more each where there are flags, breaks, comparators, and parts of a total, as a promise
    that was fetched `with_what_is_open` and strands `with_what_is_drawn` know. `has_notes` False
    leaves out what is said among those who do the work.
    """
    strands = list(commitment.indicator.strands.all())
    totals = {strand.part_of_id for strand in strands if strand.part_of_id}
    shared = shared_totals(totals) if totals else {}
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
    breaks = _breaks([strand.pk for strand in strands if getattr(strand, "has_breaks", True)])
    others = comparators_of(compared) if (compared := _compared(strands)) else {}
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
            breaks=breaks[strand.pk],
            figures={f.pk: f for f in on_record if f.strand_id == strand.pk},
            total=shared.get(strand.pk),
            comparators=others.get(strand.pk, []),
            has_notes=has_notes,
        )
        for strand in strands
    ]
    return IndicatorPage(commitment, stories, _flags(commitment))


def _flags(commitment: Commitment) -> list[Flag]:
    if not getattr(commitment, "has_flags", True):
        return []
    flags = Flag.objects.open().of_performance().filter(commitment=commitment)
    return list(flags.select_related("strand"))


def _compared(strands: list[Strand]) -> list[int]:
    return [strand.pk for strand in strands if getattr(strand, "has_comparators", True)]


def _breaks(strand_ids: list[int]) -> dict[int, list[SeriesBreak]]:
    found: dict[int, list[SeriesBreak]] = defaultdict(list)
    for each in SeriesBreak.objects.filter(strand__in=strand_ids) if strand_ids else ():
        found[each.strand_id].append(each)
    return found
