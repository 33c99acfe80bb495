"""Column heads, matched by what they mean: no two agreements print the same ones."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from laa.imports.grid import Row
from laa.imports.references import read_reference
from laa.rules import periods
from laa.rules.notation.dates import read_period
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
    TARGET = "target"
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
_PATTERNS = tuple((part, re.compile(pattern, re.IGNORECASE)) for part, pattern in _MEANINGS)
_NTH_YEAR = re.compile(r"(?:year|yr) ?([1-9])", re.IGNORECASE)
_YEAR_WITHIN = re.compile(
    r"(?<![\d/])(?:(?:19|20)\d\d|\d{2})\s?[/-]\s?(?:(?:19|20)\d\d|\d{2})(?![\d/])|(?:19|20)\d\d"
)


@dataclass(frozen=True)
class Heads:
    """A table's columns. `rows` is how many rows they take: the years may stand in a second one."""

    columns: tuple[Column, ...]
    rows: int
    is_statutory: bool = False

    def of(self, part: Part) -> list[Column]:
        return [column for column in self.columns if column.part == part]

    def first(self, part: Part) -> int | None:
        return next((column.index for column in self.columns if column.part == part), None)

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
    columns = _numbered(columns, row, first_year)
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
    within = _YEAR_WITHIN.search(head) if part in (Part.TARGET, Part.BASELINE) else None
    period = read_period(within.group(), years) if within and len(head) <= 60 else None
    if part == Part.TARGET and not period and (nth := _NTH_YEAR.search(head)):
        period = periods.financial_year(first_year + int(nth[1]) - 1)
    return Column(index, part, head, period)


def meaning(head: str) -> Part:
    """The meaning of the word that comes first: “Partners who have signed up to the target”."""
    places = [
        (match.start(), order, part)
        for order, (part, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(head))
    ]
    return min(places)[2] if places else Part.UNKNOWN


def year_of(head: str, years: Frequency, first_year: int) -> Period | None:
    """The year that is all the head says: “08/09”, “2008”, “Year 1”."""
    if match := _NTH_YEAR.fullmatch(head.strip()):
        return periods.financial_year(first_year + int(match[1]) - 1)
    return read_period(head, years)


def _years_below(columns, row: Row, below: Row, years: Frequency, first_year: int):
    """The years under the head “Target”, where the row they stand in holds nothing else."""
    named = [i for i, column in columns.items() if column.part == Part.TARGET and not column.period]
    if not named or not below.filled:
        return None
    found = {}
    for index in below.filled:
        period = year_of(below[index].words, years, first_year)
        if period is None or index < named[0]:
            return None
        found[index] = Column(index, Part.TARGET, below[index].words, period)
    return found


def _numbered(columns: dict[int, Column], row: Row, first_year: int) -> dict[int, Column]:
    """Targets whose heads name no year follow one another from the first; that is a doubt."""
    targets = [column for column in columns.values() if column.part == Part.TARGET]
    if not targets or any(column.period for column in targets):
        return columns
    places = [
        column.index + offset for column in targets for offset in range(row[column.index].span or 1)
    ]
    numbered = {
        index: Column(
            index,
            Part.TARGET,
            columns[index].head if index in columns else "",
            periods.financial_year(first_year + number),
            is_doubtful=True,
        )
        for number, index in enumerate(places)
    }
    return {**columns, **numbered}
