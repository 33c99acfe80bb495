"""What cannot stand in a row: each with its place and a way out. Doubts are warnings, not these."""

import re
from collections import Counter
from collections.abc import Iterator

from laa.imports.grid import Cell, letter
from laa.imports.heads import Part
from laa.imports.partners import read_partners
from laa.imports.problems import Problem
from laa.imports.references import Reference, read_reference
from laa.imports.table import Printed
from laa.rules.notation import Reading
from laa.rules.notation.reading import NUMBER
from laa.rules.periods import period as period_of
from laa.rules.vocabulary import CellKind, CellState

LONGEST = 2_000
"""Characters in a cell. The longest target known has 236."""
_LONGEST_OF = {
    Part.THEME: 200, Part.LEAD: 200, Part.REFERENCE: 30, Part.UNIT: 100, Part.STRAND: 100,
}  # fmt: skip
"""What the tables can keep."""
_LONGEST_BASE = 100
_MOST_PLACES = 6

_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_YES_OR_NO = re.compile(r"TRUE|FALSE")
_DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d")
_TIME = re.compile(r"\d\d:\d\d:\d\d")
_ODD = re.compile(r"[#TF]|\d\d?(?: [A-Z]|:)")
"""How any of the four above begins: one look at most cells instead of four."""
_ONLY_DIGITS = re.compile(r"[*\s]*[-+£]?[\d.,\s]*\d[\d.,\s]*%?")
_NUMBER = re.compile(NUMBER)
_RANGE = re.compile(rf"({NUMBER})\s?%?\s?(?:-|–|to)\s?({NUMBER})\s?%?")
_STRAND = re.compile(r"\d\s?%?\s?\(?\b(m|f|males?|females?|boys|girls|men|women)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"(?:and|or|&|/|,|\+)?\s*(?=NI\s*\d)", re.IGNORECASE)

_FIGURES = (Part.BASELINE, Part.TARGET)
_READ = (
    *_FIGURES,
    Part.BASELINE_WHEN,
    Part.THEME,
    Part.INDICATOR,
    Part.TITLE,
    Part.REFERENCE,
    Part.PARTNERS,
    Part.LEAD,
    Part.UNIT,
    Part.POLARITY,
    Part.STRAND,
    Part.DESIGNATION,
)


def row_problems(printed: Printed, reference: Reference, name: str) -> Iterator[Problem]:
    """What is wrong with a row's cells, whatever they hold, and with its name."""
    for column in printed.heads.columns:
        if column.part in _READ:
            cell = printed.row[column.index]
            for what, to_do in _cell_doubts(cell, column.part):
                yield Problem(what, to_do, **_place(printed, column.index))
            if cell.span and cell.span > 1:
                yield from _merged(printed, column.index, cell.span)
    index = printed.heads.first(Part.TITLE)
    index = printed.heads.first(Part.INDICATOR) if index is None else index
    if index is not None:
        for what, to_do in _name_doubts(reference, name):
            yield Problem(what, to_do, **_place(printed, index))


def _place(printed: Printed, index: int) -> dict:
    return {"sheet": printed.sheet, "row": printed.row.number, "column": letter(index)}


def _cell_doubts(cell: Cell, part: Part) -> Iterator[tuple[str, str]]:
    words = cell.words
    longest = _LONGEST_OF.get(part, LONGEST)
    if len(words) > longest:
        yield (
            f"The cell holds {len(words):,} characters; {longest:,} is the most.",
            "Keep what was promised, at most so many characters, and put the rest elsewhere.",
        )
    elif part == Part.PARTNERS and (long := _too_long(words)):
        yield f"“{long[:40]}…” is too long for a partner's name.", "Part the names with commas."
    elif not _ODD.match(words):
        return
    elif _ERROR.fullmatch(words):
        yield f"The cell shows the error {words}.", "Correct the formula or type the value."
    elif _YES_OR_NO.fullmatch(words):
        yield f"The cell holds {words}, a yes or no.", "Write what was printed there."
    elif _DATE.fullmatch(words) and part in (*_FIGURES, Part.INDICATOR, Part.REFERENCE):
        yield (
            f"The cell holds a date, {words}.",
            "A spreadsheet turns 08/09 into a date; format the cell as text and type it again.",
        )
    elif _TIME.fullmatch(words):
        yield (
            f"The cell holds a time of day, {words}.",
            "Format the cell as text and type what was printed.",
        )


def _too_long(partners: str) -> str:
    names = read_partners(partners).names
    return next((name for name in names if len(name) > _LONGEST_OF[Part.LEAD]), "")


def _merged(printed: Printed, index: int, span: int) -> Iterator[Problem]:
    """Merged across years a cell is one target; across a target and more it is a riddle."""
    covered = [c for c in printed.heads.columns if index <= c.index < index + span]
    parts = {column.part for column in covered}
    if len(parts) > 1 and parts & {*_FIGURES}:
        heads = " and ".join(f"“{column.head}”" for column in covered)
        yield Problem(
            f"A cell is merged across {heads}.",
            "Unmerge it, and type under each head what belongs there.",
            **_place(printed, index),
        )


def _name_doubts(reference: Reference, name: str) -> Iterator[tuple[str, str]]:
    other = read_reference(name[match.end() :]) if (match := _ANOTHER.match(name)) else None
    if other:
        yield (
            f"The row has two references, {reference.text} and {other.text}.",
            "Give each indicator a row of its own.",
        )
    elif name and _ONLY_DIGITS.fullmatch(name):
        yield f"“{name}” stands where the title should.", "Write the indicator's title there."


def reading_problems(reading: Reading, period: str) -> Iterator[tuple[str, str]]:
    """What no baseline or target can say; `period` is the target's own, "" for a baseline's."""
    text = reading.text.lstrip("* ")
    if reading.state == CellState.UNREAD and not _DATE.fullmatch(text):
        yield from _number_doubts(text)
    if reading.kind == CellKind.PERCENT_CHANGE and (reading.change or 0) < -100:
        yield f"“{text}” takes away more than all there is.", "Check the number: 100% is the most."
    if len(reading.base) > _LONGEST_BASE:
        yield f"“{text[:60]}…” says at length what it is a change of.", "Shorten it to a year."
    elif reading.base and period and _is_later(reading.base, period):
        yield (
            f"“{text}” is measured from {reading.base}, which comes after {period}.",
            "Check the year that is its base.",
        )


def _number_doubts(text: str) -> Iterator[tuple[str, str]]:
    digits = text.strip("-+£% ")
    strands = Counter(match.lower()[0] for match in _STRAND.findall(text))
    match = _RANGE.fullmatch(text)
    if _NUMBER.fullmatch(digits):
        if len(digits.partition(".")[2]) > _MOST_PLACES:
            yield (
                f"“{text}” has more than {_MOST_PLACES} decimal places.",
                f"Round it to at most {_MOST_PLACES}.",
            )
        else:
            yield f"“{text}” has too many digits.", "Check it, or write it in a larger unit."
    elif _ONLY_DIGITS.fullmatch(text):
        yield f"“{text}” is not a number.", "Write it with one decimal point, such as 1234.5."
    elif strands and max(strands.values()) > 1:
        yield f"“{text}” names one strand twice.", "Give each strand one number."
    elif match and _value(match[1]) > _value(match[2]):
        yield f"The range “{text}” begins with its upper end.", "Write the lower number first."


def _value(printed: str) -> float:
    return float(printed.replace(",", ""))


def _is_later(base: str, period: str) -> bool:
    try:
        return period_of(base).start > period_of(period).end
    except ValueError:
        return False
