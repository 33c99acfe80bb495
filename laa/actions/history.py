"""Past figures: what a table of them would add, and the rows it adds."""

from collections.abc import Iterator
from dataclasses import dataclass

from laa import clock
from laa.imports.grid import Document
from laa.imports.history import PastFigure, Series, read_history
from laa.imports.problems import Problem, Unreadable
from laa.models import Figure, FigureLoad, Partnership, Rating, Strand
from laa.rules import periods
from laa.rules.figures import plain

MODEL = Figure


@dataclass(frozen=True)
class Looked:
    """The figures of a table: those to add, and how many are here already, the same."""

    new: list[PastFigure]
    same: int

    @property
    def doubts(self) -> list[str]:
        """What a person should look at before it is loaded; nothing of it stands in the way."""
        return [f"Row {each.row}, {each.ref}: {each.doubt}" for each in self.new if each.doubt]


def series_of(partnership: Partnership) -> dict[tuple[str, str], Series]:
    """Every strand of the partnership by its indicator's reference and its key."""
    strands = Strand.objects.filter(partnership=partnership).select_related("indicator")
    return {
        (strand.indicator.reference, strand.key): Series(
            strand.pk,
            strand.indicator.unit,
            strand.indicator.lowest,
            strand.indicator.highest,
            strand.indicator.frequency,
        )
        for strand in strands
    }


def look(load: FigureLoad, document: Document) -> Looked:
    """What the table would add. A figure that is here already and differs is a problem."""
    found = read_history(document, series_of(load.partnership))
    here = Figure.objects.current().filter(strand__in={figure.strand_id for figure in found})
    known = {(figure.strand_id, figure.period): figure for figure in here}
    to_do = "Leave the row out; a figure that is here is corrected in a return."
    return sift(found, known, load, document, to_do)


def sift(
    found: list[PastFigure], known: dict, load: FigureLoad, document: Document, to_do: str
) -> Looked:
    """What is new, and how much is here already, the same; what differs is a problem."""
    sheet = document.rows[0].sheet
    problems, new, same = [], [], 0
    for figure in found:
        there = known.get(figure.key)
        if there is None:
            new.append(figure)
        elif there.value == figure.value:
            same += 1
        else:
            problems.append(_differs(figure, there, sheet, to_do))
    problems += _not_over(found, load, sheet)
    if problems:
        raise Unreadable(problems)
    return Looked(new, same)


def _differs(figure: PastFigure, there, sheet: str, to_do: str) -> Problem:
    return Problem(
        f"{figure.named} has a figure for {figure.period} here already: "
        f"{plain(there.value) or there.get_state_display()}.",
        to_do,
        sheet,
        figure.row,
    )


def _not_over(found: list[PastFigure], load: FigureLoad, sheet: str) -> Iterator[Problem]:
    today = clock.today(load.partnership)
    for figure in found:
        when = periods.period(figure.period)
        if not when.is_over(today):
            yield Problem(
                f"{when.label} is not over yet.",
                "History is of the past; give later figures in a return.",
                sheet,
                figure.row,
            )


def row(load: FigureLoad, figure: PastFigure, recorded_at) -> Figure:
    """Marked as loaded: nobody certified it, and no job flags it."""
    when = periods.period(figure.period)
    return Figure(
        partnership=load.partnership,
        strand_id=figure.strand_id,
        period=figure.period,
        period_start=when.start,
        period_end=when.end,
        state=figure.state,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        sample=figure.sample,
        design_effect=figure.design_effect,
        text=figure.text,
        recorded_at=recorded_at,
        reason=f"Loaded from {load.document_name}"[:500],
    )


def built_on(made: list[int]) -> int:
    """How many of the figures, by pk, were revised or rated since."""
    revised = Figure._base_manager.filter(pk__in=made, superseded_by__isnull=False).count()
    return revised + Rating.objects.filter(figure__in=made).values("figure").distinct().count()
