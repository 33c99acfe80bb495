"""Indicators by periods: how each promise was rated, period after period, in words and patterns."""

from dataclasses import dataclass

from laa.queries.dashboard_row import Row
from laa.queries.points import Point
from laa.queries.words import words_of
from laa.rules import figures, periods
from laa.rules.vocabulary import Because, FigureState
from laa.rules.vocabulary import Rating as Word

MOST = 12
"""Periods side by side: three years of quarters."""

SHORT = {
    "Target met": "Met",
    "Target met, with room to spare": "Met, with room",
    "Target missed": "Missed",
    "Target missed (amber)": "Missed, amber",
    "Target missed, within tolerance": "Missed, within tolerance",
    "Better than target": "Better",
}
"""What fits a cell; any other rating is said by its own words."""


@dataclass(frozen=True)
class Cell:
    """A promise in a period. `kind` is the rating, for the pattern; `label` says it in words."""

    kind: str
    label: str
    figure: str
    is_illustrative: bool = False


@dataclass(frozen=True)
class Line:
    row: Row
    cells: list[Cell | None]


@dataclass(frozen=True)
class Heatmap:
    """Periods in order of time; a cell of None: no figure was due."""

    periods: list[periods.Period]
    lines: list[Line]
    left_out: int = 0
    """Earlier periods that are not shown."""


def heatmap(rows: list[Row]) -> Heatmap:
    """From the rows of a dashboard, without a query."""
    keys = {p.period for row in rows for p in row.points if p.because != Because.NOT_DUE}
    every = sorted(map(periods.period, keys), key=lambda when: (when.end, when.start))
    shown = every[-MOST:]
    return Heatmap(shown, [_line(row, shown) for row in rows], len(every) - len(shown))


def _line(row: Row, shown: list[periods.Period]) -> Line:
    newest = {p.period: p for p in row.points if p.because != Because.NOT_DUE}
    return Line(row, [_cell(row, newest.get(when.key)) for when in shown])


def _cell(row: Row, point: Point | None) -> Cell | None:
    if point is None:
        return None
    unit = row.commitment.indicator.unit
    has_number = point.value is not None
    figure = figures.with_unit(point.value, unit) if has_number else ""
    is_invented = has_number and point.is_illustrative
    if not point.is_rated:
        said = Because(point.because).label if has_number else FigureState(point.state).label
        return Cell(Word.NOT_RATED, said.capitalize(), figure, is_invented)
    words = words_of(point)
    return Cell(point.rating, SHORT.get(words, words), figure, is_invented)
