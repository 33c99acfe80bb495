"""A filled-in return with 50 mistakes in it, each in a row of its own, among rows without any."""

from dataclasses import dataclass
from datetime import date, time

ROWS = 56
"""Lines of the return, all of them percentages: those past the mistakes are good."""

LONG = "and so on " * 401


@dataclass(frozen=True)
class Mistake:
    """`put` is typed in the cell below `head`; a problem there must use one of the `words`."""

    head: str
    put: object
    words: str


NO_NUMBER = "not a number"
ERROR = "shows the error"
NO_CHOICE = "none of the choices"
NO_RESULT = "formula without a stored result"

MISTAKES = (
    Mistake("Figure", "many", NO_NUMBER),
    Mistake("Figure", "12,3,4", NO_NUMBER),
    Mistake("Figure", "1.2.3", NO_NUMBER),
    Mistake("Figure", "12..5", NO_NUMBER),
    Mistake("Figure", "about 40", NO_NUMBER),
    Mistake("Figure", "40 to 45", NO_NUMBER),
    Mistake("Figure", "40-45", NO_NUMBER),
    Mistake("Figure", "45 days", NO_NUMBER),
    Mistake("Figure", "n/a", NO_NUMBER),
    Mistake("Figure", "tbc", NO_NUMBER),
    Mistake("Figure", "4O", NO_NUMBER),
    Mistake("Figure", "45%%", NO_NUMBER),
    Mistake("Figure", "(45)", NO_NUMBER),
    Mistake("Figure", "1e2", NO_NUMBER),
    Mistake("Figure", "٤٥", NO_NUMBER),
    Mistake("Figure", "£", NO_NUMBER),
    Mistake("Figure", "?", NO_NUMBER),
    Mistake("Figure", date(2009, 5, 10), NO_NUMBER),
    Mistake("Figure", time(12, 30), NO_NUMBER),
    Mistake("Figure", True, NO_NUMBER),
    Mistake("Figure", False, NO_NUMBER),
    Mistake("Figure", 177, "more than is possible"),
    Mistake("Figure", 100.01, "more than is possible"),
    Mistake("Figure", -5, "less than is possible"),
    Mistake("Figure", "-0.5%", "less than is possible"),
    Mistake("Figure", "12345678901234567", "too large"),
    Mistake("Figure", "0.1234567", "more than 6 places"),
    Mistake("Figure", "#REF!", ERROR),
    Mistake("Figure", "#DIV/0!", ERROR),
    Mistake("Figure", "#N/A", ERROR),
    Mistake("Figure", "#NAME?", ERROR),
    Mistake("Figure", "#VALUE!", ERROR),
    Mistake("Figure", "#NUM!", ERROR),
    Mistake("Figure", "#NULL!", ERROR),
    Mistake("Figure", "=SUM(1,2)", NO_RESULT),
    Mistake("Figure", "=J5*1.02", NO_RESULT),
    Mistake("What you have", "Measured, I think", NO_CHOICE),
    Mistake("What you have", 3, NO_CHOICE),
    Mistake("What you have", True, NO_CHOICE),
    Mistake("What you have", "#N/A", ERROR),
    Mistake("What you have", "=A1", NO_RESULT),
    Mistake("What you have", "No figure: not known", "Keep one of them"),
    Mistake("Commentary", LONG, "4,000 characters or fewer"),
    Mistake("Commentary", "#REF!", ERROR),
    Mistake("Commentary", '=CONCATENATE("a","b")', NO_RESULT),
    Mistake("Outlook", "Maybe", NO_CHOICE),
    Mistake("Outlook", "Yes", NO_CHOICE),
    Mistake("Outlook", 5, NO_CHOICE),
    Mistake("Outlook", "#VALUE!", ERROR),
    Mistake("Line (do not change)", "my own notes", "no line of the return"),
)


def reference_of(number: int) -> str:
    return f"NI {100 + number}"


def fill(sheet) -> dict[str, Mistake]:
    """Type a good figure in every row and then the mistakes; their cells, by name."""
    for number in range(ROWS):
        sheet.fill(reference_of(number), Figure=50 + number / 10)
    for number, mistake in enumerate(MISTAKES):
        sheet.cell(reference_of(number), mistake.head).value = mistake.put
    return {
        sheet.at(reference_of(number), mistake.head): mistake
        for number, mistake in enumerate(MISTAKES)
    }
