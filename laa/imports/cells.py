"""The cells of one printed row: which periods they are about, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from laa.imports.baseline_when import read_when
from laa.imports.checks import reading_problems
from laa.imports.grid import letter
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
    beside: str = ""
    """What is printed for the same time but is not the promise."""

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is doubtful, and what is kept beside it."""
        return (*self.reading.warnings, *([f"Beside it: {self.beside}."] if self.beside else []))


def read_cells(
    printed: Printed, polarity: Polarity | None, problems: list[Problem]
) -> tuple[PrintedCell, list[PrintedCell]]:
    """The baseline and the targets of a row; what cannot stand goes into `problems`."""
    years = _kind_of_years(printed)
    baseline = _baseline(printed, years, polarity)
    targets = [
        _with_beside(
            PrintedCell(period.key, reading, printed.row.number, letter(index)), printed, period
        )
        for period, reading, index in _targets(printed, years, polarity)
    ]
    for cell in [baseline, *targets]:
        own = "" if cell is baseline else cell.period
        problems += [
            Problem(what, to_do, printed.sheet, cell.row, cell.column)
            for what, to_do in reading_problems(cell.reading, own)
        ]
    return baseline, _with_noughts_weighed(baseline, targets, polarity)


def _with_beside(cell: PrintedCell, printed: Printed, period: Period) -> PrintedCell:
    """The cell with the words of the columns that print another target for its time."""
    found = [
        f"“{column.said}” is “{printed.row[column.index].words}”"
        for column in printed.heads.of(Part.BESIDE)
        if column.period.is_within(period.start, period.end) and printed.row[column.index]
    ]
    if not found:
        return cell
    beside = ", ".join(found)
    if cell.reading.state != CellState.BLANK:
        return replace(cell, beside=beside)
    doubt = f"Nothing is printed as the promise, but {beside}. Type it if it is the target."
    return replace(cell, beside=beside, reading=replace(cell.reading, warnings=(doubt,)))


def _kind_of_years(printed: Printed) -> Frequency:
    kinds = {column.period.kind for column in printed.heads.of(Part.TARGET) if column.period}
    if PeriodKind.ACADEMIC_YEAR in kinds:
        return Frequency.ACADEMIC_YEAR
    return Frequency.FINANCIAL_YEAR


def _baseline(printed: Printed, years: Frequency, polarity: Polarity | None) -> PrintedCell:
    columns = printed.heads.of(Part.BASELINE)
    when = read_when(printed, years)
    column = columns[0] if columns else when.column if not when.period else None
    if column is None:
        reading = replace(read_baseline(""), warnings=when.alone)
        return PrintedCell(when.key, reading, printed.row.number, "")
    reading = read_baseline(printed.row[column.index].words, years=years, polarity=polarity)
    if columns and (doubts := when.doubts(reading.period)):
        reading = replace(reading, warnings=(*reading.warnings, *doubts))
    of_head = column.period.key if column.period else ""
    period = reading.period or when.key or of_head
    return PrintedCell(period, reading, printed.row.number, letter(column.index))


def _targets(
    printed: Printed, years: Frequency, polarity: Polarity | None
) -> Iterator[tuple[Period, Reading, int]]:
    """Each printed target with its period: a cell merged across years is one, for the span."""
    columns = [column for column in printed.heads.of(Part.TARGET) if column.period]
    position = 0
    while position < len(columns):
        column = columns[position]
        cell = printed.row[column.index]
        reading = read_target(cell.words, years=years, polarity=polarity)
        covered = _covered(printed, columns, position, reading)
        last = covered[-1]
        period = column.period if last is column else periods.span(column.period, last.period)
        yield period, reading, column.index
        position += len(covered)


def _covered(
    printed: Printed, columns: list[Column], position: int, reading: Reading
) -> list[Column]:
    """The columns one cell stands for. A text file cannot say; there the words have to."""
    first, *others = columns[position:]
    span = printed.row[first.index].span
    if span and span > 1:
        return [first, *(column for column in others if column.index < first.index + span)]
    says_it_for_all = reading.kind in _OWN_WORDS and reading.state != CellState.BLANK
    if says_it_for_all and position == 0 and not any(printed.row[c.index] for c in others):
        return columns
    return [first]


def _with_noughts_weighed(
    baseline: PrintedCell, targets: list[PrintedCell], polarity: Polarity | None
) -> list[PrintedCell]:
    """A 0 at the end of a fall is a target; any other 0 is probably a placeholder."""
    weighed = []
    for position, cell in enumerate(targets):
        if _is_plain_nought(cell) and polarity != Polarity.UP:
            before = [_number(baseline), *map(_number, targets[:position])]
            after = [_number(later) for later in targets[position + 1 :]]
            if _falls_to_nought(before) and not any(after):
                reading = replace(cell.reading, state=CellState.NUMERIC, warnings=())
                cell = replace(cell, reading=reading)
        weighed.append(cell)
    return weighed


def _is_plain_nought(cell: PrintedCell) -> bool:
    """“0 (TBC)” is no end of a fall before somebody agreed it."""
    is_nought = cell.reading.state == CellState.PLACEHOLDER_ZERO
    return is_nought and read_baseline(cell.text).state == CellState.NUMERIC


def _number(cell: PrintedCell) -> Decimal | None:
    return next(iter(cell.reading.values.values()), None)


def _falls_to_nought(numbers: list[Decimal | None]) -> bool:
    printed = [number for number in numbers if number is not None]
    return bool(printed) and printed[0] > 0 and printed == sorted(printed, reverse=True)
