"""Other areas' figures: what a table of them would add, and the rows it adds."""

from laa.actions.history import Looked, series_of, sift
from laa.imports.comparators import ComparatorFigure, read_comparators
from laa.imports.grid import Document
from laa.models import Comparator, FigureLoad
from laa.rules import periods

MODEL = Comparator


def look(load: FigureLoad, document: Document) -> Looked:
    """What the table would add. A figure that is here already and differs is a problem."""
    found = read_comparators(document, series_of(load.partnership))
    here = Comparator.objects.filter(strand__in={figure.strand_id for figure in found})
    known = {(each.strand_id, each.period, each.area.casefold()): each for each in here}
    to_do = "Leave the row out, or undo the load that brought the older figure first."
    return sift(found, known, load, document, to_do)


def row(load: FigureLoad, figure: ComparatorFigure, recorded_at) -> Comparator:
    """As it was published; nothing in it is ours to certify."""
    when = periods.period(figure.period)
    return Comparator(
        partnership=load.partnership,
        strand_id=figure.strand_id,
        period=figure.period,
        period_start=when.start,
        period_end=when.end,
        area=figure.area,
        kind=figure.kind,
        state=figure.state,
        value=figure.value,
        source=figure.source,
        is_illustrative=figure.is_illustrative,
    )


def built_on(made: list[int]) -> int:
    """Nothing is built on another area's figure: reports that were issued keep their own copy."""
    return 0
