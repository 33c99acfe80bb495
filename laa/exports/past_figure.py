"""Past figures as a table: to fill in, and to check."""

from collections.abc import Iterable, Iterator

from laa.imports.history import PastFigure
from laa.models import Strand

HEAD = ["Reference", "Strand", "Period", "Value", "Numerator", "Denominator", "State"]
SURVEY = ["Sample", "Design effect"]


def template_rows(strands: Iterable[Strand]) -> Iterator[list]:
    """A row for every strand, with its title beside it for whoever fills it in."""
    yield [*HEAD, *SURVEY, "Title"]
    for strand in strands:
        indicator = strand.indicator
        yield [indicator.reference, strand.key, "", "", "", "", "", "", "", indicator.title]


def figure_rows(figures: Iterable[PastFigure]) -> Iterator[list]:
    yield [*HEAD, *SURVEY]
    for figure in figures:
        yield [
            figure.ref,
            figure.strand,
            figure.period,
            figure.value,
            figure.numerator,
            figure.denominator,
            figure.state.label,
            figure.sample,
            figure.design_effect,
        ]
