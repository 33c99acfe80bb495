"""The kinds of record that a project keeps: one declaration each gives its list, form and file."""

from collections.abc import Callable
from dataclasses import dataclass

from projects.rules.qualified import number_said


@dataclass(frozen=True)
class Kind:
    """`fields` stand in the form, `columns` in the list and the file.

    What `is_personal` tells of clients and is for the people of the project alone.
    """

    slug: str
    model: type
    title: str
    one: str
    section: str
    fields: tuple[str, ...]
    columns: tuple[tuple[str, Callable], ...]
    is_personal: bool = False
    intro: str = ""
    related: tuple[str, ...] = ()

    @property
    def a_one(self) -> str:
        """With its article, for the middle of a sentence."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"


def money(name):
    return lambda row: number(getattr(row, name), "£")


def number(value, unit=""):
    return None if value is None else number_said(value, unit)


def plain(name):
    def read(row):
        value = getattr(row, name)
        return None if value in (None, "") else value

    return read


def choice(name):
    return lambda row: getattr(row, f"get_{name}_display")()


def yes(name):
    return lambda row: "Yes" if getattr(row, name) else "No"


def dated(day, text):
    return lambda row: getattr(row, day) or getattr(row, text) or None


def client_of(row):
    return row.client.said if row.client else None


WHERE = ("Printed where", plain("where"))
DELIVERY, RESULTS, LEARNING, FIGURES = (
    "How it is going",
    "What came of it",
    "What was learned",
    "What was printed",
)
