"""A workbook of 1,000 rows with 50 mistakes in it, each of its own sort or in its own place.

A mistake stops an import: two people could not agree on what the cell means, or it means nothing.
Notation that is merely unknown is no mistake; it is kept as text with a warning.
"""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from tests.documents.tables import HEADS, Merged, workbook_of

SHEET = "LAA"
ROWS = 1000
FIRST_ROW = 3
"""Below the two lines of heads."""

COLUMNS = {
    "A": "Priority",
    "B": "Indicator",
    "C": "Baseline",
    "D": "08/09",
    "E": "09/10",
    "F": "10/11",
    "G": "Partners",
}


@dataclass(frozen=True)
class Mistake:
    """`put` is what stands in `column`; `what` and `to_do` are words that a problem must use.

    The words are alternatives, parted by a bar: the test asks for the sense, not for a sentence.
    """

    column: str
    put: object
    what: str
    to_do: str

    @property
    def head(self) -> str:
        return COLUMNS[self.column]


TWICE = ("already", "keep one")
NO_NAME = ("neither a reference nor a title", "write|give|remove")
NOT_A_NUMBER = ("not a number", "write")
IN_ERROR = ("error", "correct|type")
NO_RESULT = ("formula", "save|type")
A_DATE = ("date|time", "format|type")
TOO_LONG = ("characters", "at most|shorten")
TOO_LARGE = ("digits|too large", "check|unit")
TOO_FINE = ("decimal places", "round")
STRAND_TWICE = ("strand twice", "one number")
UPSIDE_DOWN = ("upper end|range", "lower")
YES_OR_NO = ("yes or no", "write|type")
A_TITLE = ("title", "write|type")

MISTAKES = (
    # The row's own name.
    Mistake("B", "NI 001 Printed before, with the same targets", *TWICE),
    Mistake("B", "*NI 002 Printed before, with a star", *TWICE),
    Mistake("B", "Local NI 003 Printed before, as a local one", *TWICE),
    Mistake("B", "ni 4 Printed before, in small letters", *TWICE),
    Mistake("B", "", *NO_NAME),
    Mistake("B", "45.7%", *A_TITLE),
    Mistake("B", "NI 129", *A_TITLE),
    Mistake("B", "NI 148 45.7%", *A_TITLE),
    Mistake("B", "NI 167 NI 168 Two at once", "two references", "row of its own"),
    Mistake("B", "NI 186 " + "far too long " * 200, *TOO_LONG),
    Mistake("B", "#VALUE!", *IN_ERROR),
    Mistake("B", '=CONCATENATE("NI 224"," A title")', *NO_RESULT),
    # The theme.
    Mistake("A", "#REF!", *IN_ERROR),
    Mistake("A", "Safer " * 300, *TOO_LONG),
    Mistake("A", True, *YES_OR_NO),
    # The baseline.
    Mistake("C", "12,3,4", *NOT_A_NUMBER),
    Mistake("C", "1.2.3", *NOT_A_NUMBER),
    Mistake("C", "12..5", *NOT_A_NUMBER),
    Mistake("C", "#REF!", *IN_ERROR),
    Mistake("C", "#DIV/0!", *IN_ERROR),
    Mistake("C", "=SUM(1,2)", *NO_RESULT),
    Mistake("C", date(2008, 3, 2), *A_DATE),
    Mistake("C", True, *YES_OR_NO),
    Mistake("C", "a long story " * 400, *TOO_LONG),
    Mistake("C", "12345678901234567", *TOO_LARGE),
    Mistake("C", "0.123456789", *TOO_FINE),
    Mistake("C", "791(m) 561(m)", *STRAND_TWICE),
    Mistake("C", "20% - 10%", *UPSIDE_DOWN),
    # The first year's target.
    Mistake("D", "12,3,4", *NOT_A_NUMBER),
    Mistake("D", "1,00,0", *NOT_A_NUMBER),
    Mistake("D", "#N/A", *IN_ERROR),
    Mistake("D", "#NAME?", *IN_ERROR),
    Mistake("D", "=C1*1.02", *NO_RESULT),
    Mistake("D", date(2008, 5, 10), *A_DATE),
    Mistake("D", time(12, 30), *A_DATE),
    Mistake("D", "800(f) 587(f)", *STRAND_TWICE),
    Mistake("D", "150% reduction from baseline", "more than all", "check"),
    Mistake("D", "123456789012345678", *TOO_LARGE),
    # The second year's.
    Mistake("E", "2% increase on 2015/16 baseline", "2015/16", "check the year"),
    Mistake("E", "#NULL!", *IN_ERROR),
    Mistake("E", "5.5.5%", *NOT_A_NUMBER),
    Mistake("E", False, *YES_OR_NO),
    # The third year's.
    Mistake("F", "#NUM!", *IN_ERROR),
    Mistake("F", "and so on " * 500, *TOO_LONG),
    Mistake("F", "30 to 20", *UPSIDE_DOWN),
    Mistake("F", "12,,5", *NOT_A_NUMBER),
    # The partners.
    Mistake("G", "Police, " * 400, *TOO_LONG),
    Mistake("G", "#REF!", *IN_ERROR),
    Mistake("G", "=A1", *NO_RESULT),
    Mistake("G", False, *YES_OR_NO),
)


def number_of(place: int) -> int:
    """Which of the 1,000 rows holds the mistake in that place of the list."""
    return 15 + 19 * place


def row_of(place: int) -> int:
    """The line of the sheet it stands in."""
    return FIRST_ROW + number_of(place) - 1


def table() -> list[list]:
    rows = [_good_row(number) for number in range(1, ROWS + 1)]
    for place, mistake in enumerate(MISTAKES):
        row = rows[number_of(place) - 1]
        row[list(COLUMNS).index(mistake.column)] = mistake.put
    # A reference printed twice is worst where the two rows promise different things.
    rows[number_of(1) - 1][3:6] = ["*77", "*78", "*79"]
    return [[*HEADS[0][:3], Merged(HEADS[0][3]), HEADS[0][6]], HEADS[1], *rows]


def _good_row(number: int) -> list:
    name = f"NI {number:03} An indicator of this area" if number < ROWS else "NI 999a The last one"
    return ["Safer Communities", name, "12", "13", "14", "16", "LBC*, Police"]


def write(path: Path) -> Path:
    workbook_of({SHEET: table()}).save(path)
    return path
