"""The cells of one printed row: which periods they are about, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from laa.imports.checks import reading_problems
from laa.imports.grid import Cell, letter
from laa.imports.heads import Column, Part
from laa.imports.problems import Problem
from laa.imports.table import Printed
from laa.rules import periods
from laa.rules.notation import Reading, read_baseline, read_target
from laa.rules.periods import Period, PeriodKind
from laa.rules.vocabulary import CellKind, CellState, Frequency, Polarity

_OWN_WORDS = frozenset(
    {CellKind.SIGNIFICANT_CHANGE, CellKind.MEASURABLE_IMPROVEMENT, CellKind.NONE}
    | {CellKind.PERCENT_CHANGE, CellKind.POINTS_CHANGE}
)
"""What one cell can say for all the years to its right."""


@dataclass(frozen=True)
class PrintedCell:
    """A baseline or target with its place. `period` is a period's key, or "" where none is said."""

    period: str
    reading: Reading
    row: int
    column: str

    @property
    def text(self) -> str:
        return self.reading.text


def read_cells(
    printed: Printed, polarity: Polarity | None, problems: list[Problem]
) -> tuple[PrintedCell, list[PrintedCell]]:
    """The baseline and the targets of a row; what cannot stand goes into `problems`."""
    years = _kind_of_years(printed)
    baseline = _baseline(printed, years, polarity)
    targets = [
        PrintedCell(
            period.key,
            read_target(cell.words, years=years, polarity=polarity),
            printed.row.number,
            letter(index),
        )
        for period, cell, index in _targets(printed, years, polarity)
    ]
    for cell in [baseline, *targets]:
        own = "" if cell is baseline else cell.period
        problems += [
            Problem(what, to_do, printed.sheet, cell.row, cell.column)
            for what, to_do in reading_problems(cell.reading, own)
        ]
    return baseline, _with_noughts_weighed(baseline, targets, polarity)


def _kind_of_years(printed: Printed) -> Frequency:
    kinds = {column.period.kind for column in printed.heads.of(Part.TARGET) if column.period}
    if PeriodKind.ACADEMIC_YEAR in kinds:
        return Frequency.ACADEMIC_YEAR
    return Frequency.FINANCIAL_YEAR


def _baseline(printed: Printed, years: Frequency, polarity: Polarity | None) -> PrintedCell:
    column = next(iter(printed.heads.of(Part.BASELINE)), None)
    if column is None:
        return PrintedCell("", read_baseline(""), printed.row.number, "")
    reading = read_baseline(printed.row[column.index].words, years=years, polarity=polarity)
    of_head = column.period.key if column.period else ""
    return PrintedCell(reading.period or of_head, reading, printed.row.number, letter(column.index))


def _targets(
    printed: Printed, years: Frequency, polarity: Polarity | None
) -> Iterator[tuple[Period, Cell, int]]:
    """Each printed target with its period: a cell merged across years is one, for the span."""
    columns = [column for column in printed.heads.of(Part.TARGET) if column.period]
    position = 0
    while position < len(columns):
        column = columns[position]
        cell = printed.row[column.index]
        covered = _covered(printed, columns[position:], years, polarity)
        last = covered[-1]
        period = column.period if last is column else periods.span(column.period, last.period)
        yield period, cell, column.index
        position += len(covered)


def _covered(
    printed: Printed, columns: list[Column], years: Frequency, polarity: Polarity | None
) -> list[Column]:
    """The columns one cell stands for. A text file cannot say; there the words have to."""
    cell = printed.row[columns[0].index]
    if cell.span and cell.span > 1:
        end = columns[0].index + cell.span
        return [column for column in columns if column.index < end]
    is_alone = cell and not any(printed.row[column.index] for column in columns[1:])
    is_first = columns[0] is next(c for c in printed.heads.of(Part.TARGET) if c.period)
    if is_alone and is_first and len(columns) > 1:
        reading = read_target(cell.words, years=years, polarity=polarity)
        if reading.kind in _OWN_WORDS and reading.state != CellState.BLANK:
            return columns
    return columns[:1]


def _with_noughts_weighed(
    baseline: PrintedCell, targets: list[PrintedCell], polarity: Polarity | None
) -> list[PrintedCell]:
    """A 0 at the end of a fall is a target; any other 0 is probably a placeholder."""
    weighed = []
    for position, cell in enumerate(targets):
        if cell.reading.state == CellState.PLACEHOLDER_ZERO and polarity != Polarity.UP:
            before = [_number(baseline), *map(_number, targets[:position])]
            after = [_number(later) for later in targets[position + 1 :]]
            if _falls_to_nought(before) and not any(after):
                reading = replace(cell.reading, state=CellState.NUMERIC, warnings=())
                cell = replace(cell, reading=reading)
        weighed.append(cell)
    return weighed


def _number(cell: PrintedCell) -> Decimal | None:
    return next(iter(cell.reading.values.values()), None)


def _falls_to_nought(numbers: list[Decimal | None]) -> bool:
    printed = [number for number in numbers if number is not None]
    return bool(printed) and printed[0] > 0 and printed == sorted(printed, reverse=True)
