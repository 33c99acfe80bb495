"""Past figures from a table: reference, strand, period, value, and what it is a ratio of.

Loaded history is marked as such: it was never certified here and is never flagged, but trends and
“the same quarter last year” exist from the first day.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from laa.imports.grid import Document, Row, letter
from laa.imports.problems import Problem, Unreadable, unreadable
from laa.imports.references import read_reference
from laa.imports.strands import strand_key
from laa.rules import figures, periods
from laa.rules.notation.dated import read_dated
from laa.rules.periods import Period
from laa.rules.vocabulary import FigureState, Frequency, Unit

HEADS = {
    "reference": r"ref|indicator|ni\b|code|measure",
    "strand": r"strand|split|breakdown|sex|gender",
    "period": r"period|quarter|year|month|date",
    "value": r"value|figure|actual|outturn|result|performance",
    "numerator": r"numerator|num\b|top",
    "denominator": r"denominator|den\b|base|bottom",
    "design_effect": r"design",
    "sample": r"sample|answered|people who answered|respondents",
    "state": r"state|status|quality|flag",
}
NEEDED = ("reference", "period", "value")
_STATES = {
    "x": FigureState.NOT_KNOWN,
    "z": FigureState.NOT_APPLICABLE,
    "c": FigureState.SUPPRESSED,
    "..": FigureState.NOT_KNOWN,
    "n/a": FigureState.NOT_APPLICABLE,
    "nil": FigureState.LOADED,
}

_BARE_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Series:
    """A strand that a figure may be loaded for, as the partnership has it."""

    strand_id: int
    unit: str
    lowest: Decimal | None
    highest: Decimal | None
    frequency: str = ""


@dataclass(frozen=True)
class PastFigure:
    """One figure of the past. `value` None is no number, and `state` says why."""

    ref: str
    strand: str
    strand_id: int
    period: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    state: FigureState
    text: str
    row: int
    sample: int | None = None
    design_effect: Decimal | None = None
    doubt: str = ""

    @property
    def key(self) -> tuple:
        """What there is one figure of."""
        return self.strand_id, self.period

    @property
    def named(self) -> str:
        return self.ref

    @property
    def label(self) -> str:
        return periods.period(self.period).label


def read_history(document: Document, series: Mapping[tuple[str, str], Series]) -> list[PastFigure]:
    """Every figure of the table; Unreadable with all that is wrong in it.

    `series` maps a reference in its one form and a strand's key to the partnership's strand.
    """
    at, columns = find_heads(document, HEADS, NEEDED)
    return read_rows(document, at, Reader(columns, series))


def read_rows(document: Document, at: int, reader: "Reader") -> list:
    """What a reader makes of every row below the heads; Unreadable with all that is wrong."""
    found = [figure for row in document.rows[at + 1 :] if (figure := reader.read(row))]
    reader.problems += _repeated(found, document)
    if reader.problems:
        raise Unreadable(sorted(reader.problems, key=lambda p: (p.sheet, p.row or 0, p.column)))
    if not found:
        raise unreadable(f"{document.name} has heads but no figures.", "Add a row for each figure.")
    return found


def find_heads(
    document: Document, heads: Mapping[str, str], needed: tuple[str, ...]
) -> tuple[int, dict[str, int]]:
    """The row of the heads, and the column of each that is there; Unreadable without the needed."""
    for at, row in enumerate(document.rows[:50]):
        columns: dict[str, int] = {}
        for index in row.filled:
            words = row[index].words.casefold()
            name = next((n for n, p in heads.items() if re.match(p, words)), None)
            if name and name not in columns:
                columns[name] = index
        if all(name in columns for name in needed):
            return at, columns
    raise unreadable(
        f"{document.name} has no columns for {', '.join(needed[:-1])} and {needed[-1]}.",
        "Give the columns these heads, or start from the template.",
    )


class Reader:
    """Reads one row after another, and lists what is wrong in them in `problems`."""

    def __init__(self, columns: dict[str, int], series: Mapping[tuple[str, str], Series]):
        self.columns, self.series = columns, series
        self.problems: list[Problem] = []
        self.strands: dict[str, list[str]] = {}
        for ref, key in series:
            self.strands.setdefault(ref, []).append(key)

    def read(self, row: Row) -> PastFigure | None:
        if not row.filled:
            return None
        before = len(self.problems)
        ref, key = self._series(row)
        period = self._period(row)
        value, state = self._value(row)
        parts = [self._number(row, name) for name in ("numerator", "denominator")]
        asked = self._asked(row)
        if len(self.problems) > before or period is None:
            return None
        series = self.series[ref, key]
        value = self._computed(row, series, value, state, *parts)
        if len(self.problems) > before:
            return None
        said = self.words(row, "state")
        return PastFigure(
            ref,
            key,
            series.strand_id,
            period.key,
            value,
            *parts,
            state,
            said[:200],
            row.number,
            *asked,
            _doubt(self.words(row, "period"), series),
        )

    def words(self, row: Row, name: str) -> str:
        """What stands in a row below a head; "" where there is no such column."""
        return row[self.columns[name]].words if name in self.columns else ""

    def wrong(self, row: Row, name: str, what: str, to_do: str) -> None:
        """Note a mistake with its place."""
        column = letter(self.columns[name]) if name in self.columns else ""
        self.problems.append(Problem(what, to_do, row.sheet, row.number, column))

    def _series(self, row: Row) -> tuple[str, str]:
        printed = self.words(row, "reference")
        reference = read_reference(printed, alone=True)
        ref = reference.text if reference else printed
        if ref not in self.strands:
            self.wrong(
                row,
                "reference",
                f"There is no indicator “{printed}” here." if printed else "No indicator is named.",
                "Correct the reference, or add the indicator first.",
            )
            return ref, ""
        known = self.strands[ref]
        printed = self.words(row, "strand")
        key = strand_key(printed) if printed else known[0] if len(known) == 1 else ""
        if key not in known:
            self.wrong(
                row,
                "strand" if "strand" in self.columns else "reference",
                f"{ref} has no strand “{printed}”." if printed else f"{ref} is split.",
                f"Name one of its strands: {', '.join(known)}.",
            )
        return ref, key

    def _period(self, row: Row) -> Period | None:
        printed = self.words(row, "period")
        found = read_dated(printed)
        if found is None:
            self.wrong(
                row,
                "period",
                f"“{printed}” is not a period." if printed else "No period is given.",
                "Write 2007/08, 2007/08-Q3, 2008-06, 2008-AY, 2008-CY, 1 July 2008 to 30 June 2009 "
                "or Place Survey 2008.",
            )
        return found

    def _value(self, row: Row) -> tuple[Decimal | None, FigureState]:
        """The number and its state. A blank with a numerator and a denominator is their ratio."""
        printed, said = self.words(row, "value"), self.words(row, "state").casefold()
        state = _state(said) or _STATES.get(printed.casefold())
        if printed.casefold() == "nil":
            return Decimal(0), FigureState.LOADED
        if state is not None and not state.has_number:
            if printed and printed.casefold() not in _STATES:
                self.wrong(
                    row,
                    "value",
                    f"“{printed}” is given for a figure that is {state.label.lower()}.",
                    "Remove the value or the state.",
                )
            return None, state
        has_parts = self.words(row, "numerator") and self.words(row, "denominator")
        if not printed and not has_parts:
            self.wrong(
                row, "value", "No figure is given.", "Type it, or a state that says why not."
            )
        return self._number(row, "value"), FigureState.LOADED

    def _number(self, row: Row, name: str) -> Decimal | None:
        printed = self.words(row, name)
        if printed.casefold() in _STATES:
            return None
        try:
            return figures.read_number(printed)
        except figures.NotANumber as error:
            what, _, to_do = str(error).partition(". ")
            self.wrong(row, name, f"{what}.", to_do or "Correct it.")
            return None

    def _asked(self, row: Row) -> tuple[int | None, Decimal | None]:
        """Of a survey: how many people answered, and its design effect."""
        sample, effect = self._number(row, "sample"), self._number(row, "design_effect")
        if sample is not None and (sample < 1 or sample % 1):
            what = f"{figures.plain(sample)} is not a number of people."
            self.wrong(row, "sample", what, "Write 1 or more, or leave it empty.")
        if effect is not None and effect <= 0:
            what = f"{figures.plain(effect)} is not a design effect."
            self.wrong(row, "design_effect", what, "It is above 0; leave it empty for 1.")
        return None if sample is None else int(sample), effect

    def _computed(self, row: Row, series: Series, value, state, numerator, denominator):
        """The value, or what its parts give; a value that they do not give is a problem."""
        if numerator is not None and denominator is not None and state.has_number:
            given = figures.ratio(numerator, denominator, series.unit)
            if given is None:
                self.wrong(row, "denominator", "The denominator is 0.", "Correct it or remove it.")
            elif value is None:
                value = round(given, 6)
            elif abs(given - value) > _rounding(value):
                self.wrong(
                    row,
                    "value",
                    f"{numerator} of {denominator} is {figures.plain(round(given, 2))}, "
                    f"not {figures.plain(value)}.",
                    "Correct one of the three.",
                )
        if value is not None:
            self._within(row, series, value)
        return value

    def _within(self, row: Row, series: Series, value: Decimal) -> None:
        low, high = series.lowest, series.highest
        if (low is not None and value < low) or (high is not None and value > high):
            unit = "%" if series.unit == Unit.PERCENT else ""
            limits = f"{figures.plain(low) or 'any'} to {figures.plain(high) or 'any'}{unit}"
            self.wrong(
                row,
                "value",
                f"{figures.plain(value)} is not possible here.",
                f"It can be {limits}.",
            )


def _doubt(printed: str, series: Series) -> str:
    """A bare 2007 is a calendar year, which few indicators are reported by; "" where it is fine."""
    if series.frequency in ("", Frequency.CALENDAR_YEAR) or not _BARE_YEAR.fullmatch(printed):
        return ""
    year = int(printed)
    ended, begun = periods.financial_year(year - 1), periods.financial_year(year)
    is_academic = series.frequency == Frequency.ACADEMIC_YEAR
    meant = f"{year}-AY" if is_academic else f"{ended.key} or {begun.key}"
    return f"{printed} is read as the calendar year. Write {meant} if that is meant."


def _rounding(value: Decimal) -> Decimal:
    """Half of the last printed place."""
    return Decimal(5).scaleb(min(0, value.as_tuple().exponent) - 1)


def _state(said: str) -> FigureState | None:
    if not said:
        return None
    for state in FigureState:
        if said in (state.value, state.label.casefold(), state.value.replace("_", " ")):
            return FigureState.LOADED if state.has_number else state
    return None


def _repeated(found: list[PastFigure], document: Document) -> Iterator[Problem]:
    seen: dict[tuple, int] = {}
    for figure in found:
        key = figure.key
        if key in seen:
            yield Problem(
                f"{figure.named} has a figure for {figure.period} in row {seen[key]} already.",
                "Keep one of them.",
                document.rows[0].sheet,
                figure.row,
            )
        seen.setdefault(key, figure.row)
