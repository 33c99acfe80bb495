"""Reads a plan's spreadsheet as it comes back: which row is which action, what each cell says.

Nothing is judged here but the sheet itself.
"""

import re
from dataclasses import asdict, dataclass, field

from laa.imports.files import SHEETS, open_document
from laa.imports.grid import Document, Row, letter
from laa.imports.problems import Problem, unreadable

COLUMNS = {
    "number": "Number",
    "title": "Action",
    "detail": "Detail",
    "owner": "Owner (e-mail address)",
    "starts": "Starts",
    "due": "Due",
    "due_why": "Why the due date changes",
    "status": "Status (not changed here)",
    "money_planned": "Money planned (£)",
    "money_spent": "Money spent (£)",
    "days_planned": "Staff days planned",
    "days_spent": "Staff days spent",
    "key": "Row (do not change)",
}
BOXES = tuple(name for name in COLUMNS if name not in ("number", "key"))
INPUTS = {
    "money_planned": ("money", "planned"),
    "money_spent": ("money", "spent"),
    "days_planned": ("staff_days", "planned"),
    "days_spent": ("staff_days", "spent"),
}
"""For each box of money or days: what it is of, and which of its two numbers."""

CLEAR = "clear"
"""The word that empties a cell; a blank cell leaves what stands."""

MOST_ROWS = 500
_KEY = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d+)")
_FORMULA_START = ("=", "+", "-", "@")
_AGAIN = "Download the spreadsheet again and copy your changes into it."


@dataclass(frozen=True)
class SheetRow:
    """A row of an action, or of a new one (`uuid` empty). `cells` are texts by column."""

    number: int
    uuid: str
    version: int
    cells: dict[str, str]


@dataclass(frozen=True)
class PlanSheet:
    """What came back. `at` are the letters of the columns that the file has."""

    sheet: str
    at: dict[str, str]
    rows: list[SheetRow]
    problems: list[Problem] = field(default_factory=list)

    def problem(self, row: SheetRow, column: str, what: str, to_do: str) -> Problem:
        return Problem(what, to_do, self.sheet, row.number, self.at.get(column, ""))

    def kept(self) -> dict:
        """What a page hands back when somebody confirms what they saw."""
        return {"sheet": self.sheet, "at": self.at, "rows": [asdict(row) for row in self.rows]}

    @classmethod
    def from_kept(cls, kept: dict) -> "PlanSheet":
        return cls(kept["sheet"], kept["at"], [SheetRow(**row) for row in kept["rows"]])


def read_plan_sheet(name: str, data: bytes) -> PlanSheet:
    """Every row of the file; Unreadable where there is no such table."""
    document = open_document(name, data, holds="your plan", kinds=SHEETS)
    start, sheet, columns = _heads(document)
    at = {name: letter(index) for name, index in columns.items()}
    rows, problems = [], []
    for row in document.rows[start + 1 :]:
        cells = {box: _text(row[columns[box]].text) for box in BOXES if box in columns}
        key = row[columns["key"]].words.casefold()
        if row.sheet != sheet or not (any(cells.values()) or key):
            continue
        match = _KEY.fullmatch(key)
        if key and not match:
            problems.append(_no_key(row, at["key"]))
        else:
            uuid, version = (match[1], int(match[2])) if match else ("", 0)
            rows.append(SheetRow(row.number, uuid, version, cells))
    if len(rows) > MOST_ROWS:
        raise unreadable(f"{name} has {len(rows)} rows.", f"{MOST_ROWS} are the most in one plan.")
    numbers = {row.number for row in rows}
    letters = {at[box] for box in BOXES if box in at}
    problems += [
        p
        for p in document.problems
        if p.sheet == sheet and p.row in numbers and p.column in letters
    ]
    return PlanSheet(sheet, at, rows, [*problems, *_twice(rows, sheet, at["key"])])


def _heads(document: Document) -> tuple[int, str, dict[str, int]]:
    known = {" ".join(head.casefold().split()): name for name, head in COLUMNS.items()}
    for at, row in enumerate(document.rows):
        columns: dict[str, int] = {}
        for index in row.filled:
            if found := known.get(row[index].words.casefold()):
                columns.setdefault(found, index)
        if {"title", "key"} <= set(columns):
            return at, row.sheet, columns
    raise unreadable(
        f"{document.name} is no spreadsheet of a plan: there is no row with the heads "
        f"“{COLUMNS['title']}” and “{COLUMNS['key']}”.",
        _AGAIN,
    )


def _text(text: str) -> str:
    """The words, without the apostrophe that keeps text from running as a formula."""
    text = text.strip()
    return text[1:] if text.startswith("'") and text[1:2] in _FORMULA_START else text


def _no_key(row: Row, column: str) -> Problem:
    return Problem(
        f"The cell {column}{row.number} was changed, so nobody can say which action this is.",
        _AGAIN,
        row.sheet,
        row.number,
        column,
    )


def _twice(rows: list[SheetRow], sheet: str, column: str) -> list[Problem]:
    seen: dict[str, int] = {}
    problems = []
    for row in rows:
        if row.uuid and row.uuid in seen:
            problems.append(
                Problem(
                    f"This row is the same action as row {seen[row.uuid]}.",
                    f"Keep one of them. For a new action empty the cell {column}{row.number}.",
                    sheet,
                    row.number,
                    column,
                )
            )
        seen.setdefault(row.uuid, row.number)
    return problems


@dataclass(frozen=True)
class RowChange:
    """What one row would change: an action's facts, or a new action (`uuid` empty).

    `due` stands in `facts` also where it moves; then `due_why` says why. `inputs` are numbers by
    box of money or days. `said` is for people: head, before, after.
    """

    row: SheetRow
    label: str
    facts: dict
    due_why: str
    inputs: dict
    said: list[tuple[str, str, str]]

    @property
    def is_new(self) -> bool:
        return not self.row.uuid
