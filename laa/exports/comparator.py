"""Other areas' figures as a table: to fill in, and to check."""

from collections.abc import Iterable, Iterator

from laa.imports.comparators import ComparatorFigure
from laa.models import Strand

HEAD = ["Area", "Kind", "Reference", "Strand", "Period", "Value", "State", "Source", "Illustrative"]


def template_rows(strands: Iterable[Strand]) -> Iterator[list]:
    """A row for every strand, with its title beside it for whoever fills it in."""
    yield [*HEAD, "Title"]
    for strand in strands:
        indicator = strand.indicator
        yield ["", "", indicator.reference, strand.key, "", "", "", "", "", indicator.title]


def figure_rows(figures: Iterable[ComparatorFigure]) -> Iterator[list]:
    yield HEAD
    for each in figures:
        state = "" if each.value is not None else each.state.label
        yield [
            each.area,
            each.kind.label,
            each.ref,
            each.strand,
            each.period,
            each.value,
            state,
            each.source,
            "yes" if each.is_illustrative else None,
        ]
