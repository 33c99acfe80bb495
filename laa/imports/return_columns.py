"""The spreadsheet of a return: its sheets, its columns, and the marks by which it is known again.

What is written when it is downloaded and what is looked for when it comes back stand here once.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from laa.rules.figures import NotANumber, plain, read_number

SHEET, ABOUT, LISTS, MARKS = "Return", "About", "Lists", "Marks"
CLEAR = "clear"
"""Typed in a cell, it empties what stands. A blank cell leaves it."""


class Kind(StrEnum):
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    """`name` is that of the box on the page; `also` are other heads it is known by."""

    name: str
    head: str
    kind: Kind = Kind.TEXT
    width: int = 14
    note: str = ""
    also: tuple[str, ...] = ()

    @property
    def heads(self) -> set[str]:
        return {normal(self.head), *map(normal, self.also)}


REFERENCE = Column("reference", "Reference", width=11, also=("ref", "indicator reference"))
FIXED = (
    REFERENCE,
    Column("strand", "Strand", width=11),
    Column("title", "Indicator", width=34),
    Column("period", "Period", width=12),
    Column("last_period", "Last period", width=13),
    Column("last_year", "Same period last year", width=13),
    Column("target", "Target", width=18),
    Column("unit", "Unit", width=10),
    Column("state", "State", width=11),
)
"""What stands beside the boxes; locked, and not read when the file comes back."""

ENTRY = (
    Column("value", "Figure", Kind.NUMBER, 12, "A number only: 42, 12.5.", ("value", "actual")),
    Column("figure_state", "What you have", Kind.CHOICE, 24, "Choose from the list."),
    Column("numerator", "Numerator", Kind.NUMBER, 12, "The part, where the figure is a share."),
    Column("denominator", "Denominator", Kind.NUMBER, 12, "The whole that it is a share of."),
    Column("sample", "People who answered", Kind.NUMBER, 12, "The survey’s sample."),
    Column(
        "commentary",
        "Commentary",
        width=42,
        note="What lies behind it. Where there is no figure, why.",
        also=("comment", "comments"),
    ),
    Column(
        "recovery", "What happens next", width=34, note="Where it is off track.", also=("next",)
    ),
    Column("recovery_due", "By when", Kind.DATE, 14, "A date, such as 30 June 2009."),
    Column("help_needed", "Help needed", width=28, note="What help, and whose."),
    Column("outlook", "Outlook", Kind.CHOICE, 14, "Will the year’s target be met?"),
    Column("outlook_reason", "Why this outlook", width=34, also=("why", "outlook reason")),
    Column("judgement", "How it stands", Kind.CHOICE, 14, "Your own view of the rating."),
    Column("judgement_reason", "Why it stands so", width=34, also=("judged so because",)),
)
"""What an officer fills in, in the order of the page."""

KEY = Column("key", "Line (do not change)", width=18, also=("line",))
KINDS = {column.name: column.kind for column in ENTRY}


def normal(head: str) -> str:
    """A head as people retype it: in any case, with any spaces, points and stars."""
    return " ".join(head.casefold().replace("*", " ").replace(".", " ").replace(":", " ").split())


@dataclass(frozen=True)
class LineToFill:
    """One row. `entry` holds what stands in each box that this line has, by the box's name."""

    uuid: str
    version: int
    is_editable: bool
    fixed: Mapping[str, str]
    entry: Mapping[str, object]
    lowest: Decimal | None = None
    highest: Decimal | None = None

    @property
    def key(self) -> str:
        return f"{self.uuid}:{self.version}"

    @property
    def texts(self) -> dict[str, str]:
        """What the cells say as downloaded, to tell later which of them somebody changed."""
        return {name: text_of(value) for name, value in self.entry.items()}


@dataclass(frozen=True)
class SheetToFill:
    """A return as a workbook. `about` are paragraphs, `lists` the choices of each drop-down."""

    title: str
    partnership: str
    period: str
    partner: str
    lines: list[LineToFill]
    lists: Mapping[str, list[str]]
    about: list[tuple[str, str]]
    mark: str = ""

    @property
    def columns(self) -> list[Column]:
        """The entry columns that any of the lines has a box for."""
        return [c for c in ENTRY if any(c.name in line.entry for line in self.lines)]

    @property
    def whose(self) -> str:
        return json.dumps(
            {"partnership": self.partnership, "period": self.period, "partner": self.partner}
        )

    @property
    def marks(self) -> list[list[str]]:
        """Line, version and what stood in its cells; long texts fit, a cell holds 32,767."""
        return [
            [line.uuid, str(line.version), json.dumps(line.texts, ensure_ascii=False)]
            for line in self.lines
        ]


def checksum(whose: str, marks: list[list[str]]) -> str:
    return hashlib.sha256(json.dumps([whose, marks]).encode()).hexdigest()


def text_of(value) -> str:
    """A cell's value in the one way in which two of them are compared."""
    if value is None:
        return ""
    if isinstance(value, Decimal | int):
        return plain(Decimal(value)).replace(",", "")
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def same_text(name: str, one: str, other: str) -> bool:
    """Whether two texts of a box say the same: 1,000 is 1000, and case matters in words only."""
    if text_of(one) == text_of(other):
        return True
    if KINDS[name] == Kind.NUMBER:
        try:
            return read_number(one) == read_number(other)
        except NotANumber:
            return False
    return KINDS[name] == Kind.CHOICE and one.strip().casefold() == other.strip().casefold()
