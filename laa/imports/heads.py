"""Column heads, matched by what they mean: no two agreements print the same ones."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from laa.imports.grid import Row
from laa.imports.references import read_reference
from laa.imports.stretch import promise_of
from laa.imports.year_heads import baseline_time, names_a_time, target_year, year_of
from laa.rules import periods
from laa.rules.periods import Period
from laa.rules.vocabulary import Frequency


class Part(StrEnum):
    """What a column holds."""

    THEME = "theme"
    INDICATOR = "indicator"
    REFERENCE = "reference"
    TITLE = "title"
    STRAND = "strand"
    UNIT = "unit"
    POLARITY = "polarity"
    DESIGNATION = "designation"
    BASELINE = "baseline"
    BASELINE_WHEN = "when the baseline was"
    TARGET = "target"
    BESIDE = "target that is not the promise"
    LEAD = "lead"
    PARTNERS = "partners"
    PAST = "past figures"
    UNKNOWN = "unknown"
    UNNAMED = "unnamed"


@dataclass(frozen=True)
class Column:
    index: int
    part: Part
    head: str = ""
    period: Period | None = None
    is_doubtful: bool = False
    above: str = ""

    @property
    def said(self) -> str:
        """The head as a person finds it: the one above it first, where there are two."""
        return f"{self.above}: {self.head}" if self.above else self.head


_REFERENCE = re.compile(
    r"(?:(?:national )?(?:indicator|ni|pi|target|measure)s? )?"
    r"(?:ref(?:erence)?|no|number|code|id)\b\.?|ni|#",
    re.IGNORECASE,
)
_MEANINGS = (
    (Part.LEAD, r"lead\b|owner|responsible|accountable"),
    (Part.PARTNERS, r"partners?\b|organisations?\b|signed[- ]up|agenc(?:y|ies)"),
    (Part.BASELINE, r"baseline|base line|starting point"),
    (Part.PAST, r"actuals?\b|outturns?\b|performance\b|result\b|achieved\b|latest\b"),
    (Part.POLARITY, r"polarity|good (?:is|performance)|better\b|high/low|direction"),
    (Part.UNIT, r"units?\b|measured in"),
    (Part.DESIGNATION, r"designat|type\b|national/local|local/national"),
    (Part.STRAND, r"strand|breakdown|split\b|sex\b|gender"),
    (Part.TARGET, r"targets?\b|milestones?\b|trajectory|aim\b"),
    (Part.THEME, r"priorit(?:y|ies)|themes?\b|blocks?\b|outcomes?\b|objectives?\b|pillars?\b"),
    (Part.TITLE, r"titles?\b|descriptions?\b|definitions?\b|name\b"),
    (Part.INDICATOR, r"indicators?\b|measures?\b|\bpis?\b|\bkpis?\b"),
)
_NO_PART = re.compile(
    r"\b(?:officers?|managers?|contacts?)\b(?!.*\b(?:partner|organisation|agenc))"
    r"|\bbase ?line (?:data )?(?:source|notes?|comments?|status)\b",
    re.IGNORECASE,
)
"""Heads that share a word with a part and hold something else: a person is no lead partner."""
_WHEN_OF_BASELINE = re.compile(
    r"\bbase ?line (?:year|date|period)\b|\b(?:year|date|period) of (?:the )?base ?line\b",
    re.IGNORECASE,
)
_PATTERNS = tuple((part, re.compile(pattern, re.IGNORECASE)) for part, pattern in _MEANINGS)


@dataclass(frozen=True)
class Heads:
    """A table's columns. `rows` is how many rows they take: the years may stand in a second one."""

    columns: tuple[Column, ...]
    rows: int
    is_statutory: bool = False

    def of(self, part: Part) -> list[Column]:
        return self._by_part.get(part, [])

    def first(self, part: Part) -> int | None:
        found = self._by_part.get(part)
        return found[0].index if found else None

    @cached_property
    def _by_part(self) -> dict[Part, list[Column]]:
        """Asked for some thirty times a row."""
        found: dict[Part, list[Column]] = {}
        for column in self.columns:
            found.setdefault(column.part, []).append(column)
        return found

    def with_parts(self, parts: dict[int, Part]) -> "Heads":
        known = {column.index for column in self.columns}
        columns = [
            replace(column, part=parts.get(column.index, column.part)) for column in self.columns
        ]
        columns += [Column(index, part) for index, part in parts.items() if index not in known]
        return replace(self, columns=tuple(sorted(columns, key=lambda column: column.index)))

    @property
    def is_table(self) -> bool:
        parts = {column.part for column in self.columns}
        return bool(parts & {Part.INDICATOR, Part.TITLE, Part.REFERENCE}) and bool(
            parts & {Part.BASELINE, Part.TARGET}
        )


def read_heads(rows: list[Row], at: int, first_year: int) -> Heads | None:
    """The heads that begin in row `at`, or None where that row is none.

    A row with a reference is an indicator's, however many words it shares with heads: “NI 186 …
    measure” with “3% reduction from baseline”.
    """
    row = rows[at]
    if len(row.filled) < 2 or any(read_reference(row[index].words) for index in row.filled):
        return None
    words = " ".join(row[index].words for index in row.filled).casefold()
    years = _kind_of_years(words)
    columns = {index: _column(index, row[index].words, years, first_year) for index in row.filled}
    taken = 1
    below = rows[at + 1] if at + 1 < len(rows) else None
    if below is not None and (found := _years_below(columns, row, below, years, first_year)):
        columns |= found
        taken = 2
    columns = _without_strays(_numbered(columns, row, first_year))
    heads = Heads(tuple(columns[index] for index in sorted(columns)), taken, "statutory" in words)
    return heads if heads.is_table else None


def _kind_of_years(words: str) -> Frequency:
    """School results are printed by academic year; everything else by financial year."""
    is_school = re.search(r"statutory|academic|attainment", words)
    return Frequency.ACADEMIC_YEAR if is_school else Frequency.FINANCIAL_YEAR


def _column(index: int, head: str, years: Frequency, first_year: int) -> Column:
    if period := year_of(head, years, first_year):
        return Column(index, Part.TARGET, head, period)
    if len(head) <= 30 and _REFERENCE.fullmatch(head.strip(" .:")):
        return Column(index, Part.REFERENCE, head)
    part = meaning(head)
    if part in (Part.UNKNOWN, Part.PAST) and promise_of(head):
        part = Part.TARGET
    period = None
    if part == Part.TARGET:
        period = target_year(head, years, first_year)
    elif part == Part.BASELINE:
        period = baseline_time(head, years)
    return Column(index, part, head, period)


def meaning(head: str) -> Part:
    """The meaning of the word that comes first: “Partners who have signed up to the target”."""
    if _NO_PART.search(head):
        return Part.UNKNOWN
    if _WHEN_OF_BASELINE.search(head) and not names_a_time(head):
        return Part.BASELINE_WHEN
    places = [
        (match.start(), order, part)
        for order, (part, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(head))
    ]
    return min(places)[2] if places else Part.UNKNOWN


def _years_below(columns, row: Row, below: Row, years: Frequency, first_year: int):
    """The years under the head “Target”, where the row they stand in holds nothing else."""
    named = [i for i, column in columns.items() if column.part == Part.TARGET and not column.period]
    if not named or not below.filled:
        return None
    found = {}
    for index in below.filled:
        head = below[index].words
        period = year_of(head, years, first_year)
        if index < named[0] or not (period or names_a_time(head)):
            return None
        group = row[max(i for i in row.filled if i <= index)].words
        above = group if promise_of(group) else ""
        found[index] = Column(index, Part.TARGET, head, period, above=above)
    return found if any(column.period for column in found.values()) else None


def _without_strays(columns: dict[int, Column]) -> dict[int, Column]:
    """“Stretched?” beside targets that have their years is no target."""
    return {
        index: replace(column, part=meaning(column.head))
        if column.part == Part.TARGET and not column.period
        else column
        for index, column in columns.items()
    }


def _numbered(columns: dict[int, Column], row: Row, first_year: int) -> dict[int, Column]:
    """Targets whose heads name no year follow one another from the first; that is a doubt.

    Stretched ones and others are numbered apart: they are of the same years.
    """
    targets = [column for column in columns.values() if column.part == Part.TARGET]
    if not targets or any(c.period or names_a_time(c.head) for c in targets):
        return columns
    numbered = dict(columns)
    for promise in {promise_of(column.head) for column in targets}:
        group = [column for column in targets if promise_of(column.head) == promise]
        places = [c.index + offset for c in group for offset in range(row[c.index].span or 1)]
        for number, index in enumerate(places):
            head = columns[index].head if index in columns else ""
            when = periods.financial_year(first_year + number)
            numbered[index] = Column(index, Part.TARGET, head, when, is_doubtful=True)
    return numbered
