"""Figures enter the record when lines are signed off, and never change; a newer one follows."""

from collections.abc import Iterable

from laa import clock
from laa.models import Figure, ReturnLine, User
from laa.rules.vocabulary import FigureState


def record_figures(lines: Iterable[ReturnLine], *, by: User) -> dict[int, Figure]:
    """The next version of each line's figure, by the line's pk; two queries, however many."""
    lines = list(lines)
    older = current_figures(lines)
    figures = [_figure(line, older.get((line.strand_id, line.period)), by) for line in lines]
    made = Figure.objects.bulk_create(figures)
    return {line.pk: figure for line, figure in zip(lines, made, strict=True)}


def current_figures(of: Iterable) -> dict[tuple[int, str], Figure]:
    """The figures that stand now for strands and periods, by strand id and period."""
    wanted = {(one.strand_id, one.period) for one in of}
    rows = Figure.objects.current().filter(
        strand__in={strand for strand, _ in wanted}, period__in={period for _, period in wanted}
    )
    found = {(row.strand_id, row.period): row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def next_figure(older: Figure | None, **values) -> Figure:
    """The version after `older`, not saved; the first where there is none."""
    figure = Figure(version=older.version + 1 if older else 1, supersedes=older, **values)
    figure.period_start, figure.period_end = figure.when.start, figure.when.end
    return figure


def _figure(line: ReturnLine, older: Figure | None, by: User) -> Figure:
    was_certified = older is not None and older.recorded_by_id is not None
    state = FigureState(line.figure_state)
    if was_certified and FigureState(older.state).has_number and state.has_number:
        state = FigureState.REVISED
    return next_figure(
        older,
        partnership_id=line.partnership_id,
        strand=line.strand,
        period=line.period,
        state=state,
        value=line.value if state.has_number else None,
        numerator=line.numerator,
        denominator=line.denominator,
        sample=line.sample,
        design_effect=line.design_effect,
        is_illustrative=line.is_illustrative,
        recorded_at=clock.now(line.partnership),
        recorded_by=by,
        reason=line.question,
    )
