"""Figures enter the record when a line is signed off, and never change; a newer one follows."""

from laa import clock
from laa.models import Figure, ReturnLine, User
from laa.rules.vocabulary import FigureState


def record_figure(line: ReturnLine, *, by: User) -> Figure:
    """The next version of the figure for the line's strand and period."""
    older = Figure.objects.current().filter(strand=line.strand, period=line.period).first()
    was_certified = older is not None and older.recorded_by_id is not None
    state = line.figure_state
    if was_certified and FigureState(older.state).has_number and FigureState(state).has_number:
        state = FigureState.REVISED
    return Figure.objects.create(
        partnership_id=line.partnership_id,
        strand=line.strand,
        period=line.period,
        version=older.version + 1 if older else 1,
        supersedes=older,
        state=state,
        value=line.value if FigureState(state).has_number else None,
        numerator=line.numerator,
        denominator=line.denominator,
        sample=line.sample,
        design_effect=line.design_effect,
        is_illustrative=line.is_illustrative,
        recorded_at=clock.now(line.partnership),
        recorded_by=by,
        reason=line.question,
    )
