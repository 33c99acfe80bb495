"""A refresh as a table: a row for each indicator, a column for its baseline and for each period.

A blank cell, and one that says what stands there already, changes nothing. Anything else becomes
what the promise says from now on, once a person has seen it beside what it says now.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from laa.imports.grid import Document, Row, letter
from laa.imports.problems import Problem, Unreadable, unreadable
from laa.imports.references import read_reference
from laa.rules import periods
from laa.rules.notation import Reading, read_baseline, read_target
from laa.rules.notation.dated import read_dated
from laa.rules.notation.reading import ALL
from laa.rules.targets import BASELINE
from laa.rules.vocabulary import CellState, Frequency, Polarity

AS_AGREED = (
    "Write it as agreements do: 42, 12.5%, 0.52 (96 offences), 791(m) 561(f), Level 2, "
    "2% decrease on baseline, deferred until 2010."
)
_NOUGHTS = frozenset({"0", "0%", "0.0"})
_REFERENCES = ("reference", "ref", "indicator", "ni no.", "no.")
_SAID_ONLY = ("title", "indicator title", "theme")
_KEPT_FROM_FORMULAS = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True)
class Standing:
    """A cell as it stands: `period` is a target's, or BASELINE; `text` its words."""

    ref: str
    period: str
    text: str
    strands: tuple[str, ...]
    frequency: Frequency = Frequency.FINANCIAL_YEAR
    polarity: Polarity | None = None

    def read(self, typed: str) -> Reading:
        """What words mean here. A nought that somebody types over a placeholder is a nought."""
        is_school = self.frequency == Frequency.ACADEMIC_YEAR
        years = Frequency.ACADEMIC_YEAR if is_school else Frequency.FINANCIAL_YEAR
        read = read_baseline if self.period == BASELINE else read_target
        is_nought = typed.strip("* ") in _NOUGHTS and typed != self.text
        reading = read("nil" if is_nought else typed, years=years, polarity=self.polarity)
        return replace(reading, text=typed) if is_nought else reading

    def wrong(self, typed: str) -> tuple[str, str] | None:
        """What is wrong with words that are to stand here, and what to do; None if nothing is."""
        reading = self.read(typed)
        if reading.state == CellState.UNREAD:
            return f"“{typed}” cannot be read.", AS_AGREED
        if reading.values and not set(self.strands) <= set(reading.values):
            return f"“{typed}” does not fit the strands of {self.ref}.", _as_split(self.strands)
        return None


def read_refresh(document: Document, standing: Iterable[Standing]) -> dict[tuple[str, str], str]:
    """By reference and period, the words of every cell that differs from what stands.

    Unreadable with everything that is wrong in the table.
    """
    cells: dict[str, dict[str, Standing]] = defaultdict(dict)
    for cell in standing:
        cells[cell.ref][cell.period] = cell
    at, columns = _heads(document)
    reader = _Reader(columns, cells)
    for row in document.rows[at + 1 :]:
        reader.read(row)
    if problems := [*document.problems, *_twice(columns, document.rows[at]), *reader.problems]:
        raise Unreadable(sorted(problems, key=lambda p: (p.sheet, p.row or 0, p.column)))
    return reader.found


def _heads(document: Document) -> tuple[int, dict[int, str]]:
    """The row of heads, and what each column holds: "ref", BASELINE or a period's key."""
    for at, row in enumerate(document.rows[:50]):
        columns = {i: _holds(row[i].words) for i in row.filled}
        holds = set(columns.values())
        has_references = any(read_reference(row[i].words) for i in row.filled)
        if "ref" in holds and holds - {"ref", ""} and not has_references:
            return at, columns
    raise unreadable(
        f"{document.name} has no columns for the reference and the years.",
        "Start from the table that the page gives, and keep its heads.",
    )


def _holds(head: str) -> str:
    words = head.casefold().strip()
    if words in _REFERENCES:
        return "ref"
    if words == BASELINE:
        return BASELINE
    found = read_dated(head)
    return found.key if found else ""


def _twice(columns: dict[int, str], heads: Row) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, holds in columns.items():
        if holds and holds in seen:
            yield Problem(
                f"“{heads[index].words}” is the head of column {letter(seen[holds])} already.",
                "Keep one of the two columns, or correct its head.",
                heads.sheet,
                heads.number,
                letter(index),
            )
        elif not holds and heads[index].words.casefold() not in _SAID_ONLY:
            yield Problem(
                f"“{heads[index].words}” is neither a period nor another head of this table.",
                "Write a year such as 2009/10 or 2009-AY, or take the column away.",
                heads.sheet,
                heads.number,
                letter(index),
            )
        seen.setdefault(holds, index)


class _Reader:
    """Reads rows one by one, collecting what differs and what is wrong."""

    def __init__(self, columns: dict[int, str], cells: dict[str, dict[str, Standing]]):
        self.columns, self.cells = columns, cells
        self.at = next(index for index, holds in columns.items() if holds == "ref")
        self.problems: list[Problem] = []
        self.found: dict[tuple[str, str], str] = {}
        self.rows: dict[str, int] = {}

    def read(self, row: Row) -> None:
        filled = [index for index in row.filled if self.columns.get(index) not in (None, "", "ref")]
        printed = row[self.at].words
        if not filled and not printed:
            return
        reference = read_reference(printed, alone=True)
        ref = reference.text if reference and reference.text in self.cells else printed
        if ref not in self.cells:
            what = f"This agreement has no “{printed}”." if printed else "No indicator is named."
            self._wrong(row, self.at, what, "Correct the reference, or take the row away.")
        elif ref in self.rows:
            what = f"{ref} stands in row {self.rows[ref]} already."
            self._wrong(row, self.at, what, "Keep one of the rows.")
        else:
            self.rows[ref] = row.number
            for index in filled:
                self._cell(row, index, ref)

    def _cell(self, row: Row, index: int, ref: str) -> None:
        period, typed = self.columns[index], row[index].words
        if typed.startswith(_KEPT_FROM_FORMULAS):
            typed = typed[1:]
        standing = self.cells[ref].get(period)
        if standing is None:
            when = "baseline" if period == BASELINE else periods.period(period).label
            self._wrong(row, index, f"{ref} has no target for {when}.", "Clear the cell.")
        elif typed != " ".join(standing.text.split()):
            if wrong := standing.wrong(typed):
                self._wrong(row, index, *wrong)
            else:
                self.found[ref, period] = typed

    def _wrong(self, row: Row, index: int, what: str, to_do: str) -> None:
        self.problems.append(Problem(what, to_do, row.sheet, row.number, letter(index)))


def _as_split(strands: tuple[str, ...]) -> str:
    if strands == (ALL,):
        return "Give one number."
    return f"Give a number for each: {', '.join(f'12({key})' for key in strands)}."
