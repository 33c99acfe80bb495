"""What was agreed at a meeting, typed one a line: “Client: look at the web site by 7/2/2008”."""

import re
from dataclasses import dataclass
from datetime import date

_BY = re.compile(
    r"^(?P<what>.*\S)\s+by\s+(?P<day>\d{1,2})[/. -](?P<month>\w+)[/. -](?P<year>\d{4})\.?$", re.I
)
_CLIENT = re.compile(r"^client\s*:\s*", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONGEST = 300


class NotRead(ValueError):
    """A line that cannot be read; the message says which and what to do."""


@dataclass(frozen=True)
class Agreed:
    """`due` None: no date was agreed."""

    text: str
    doer: str = "project"
    due: date | None = None


def read_agreed(text: str) -> list[Agreed]:
    """
    >>> read_agreed("Client: write a plan by 7/2/2008")
    [Agreed(text='write a plan', doer='client', due=datetime.date(2008, 2, 7))]
    """
    lines = [line.strip() for line in text.splitlines()]
    return [_read(number, line) for number, line in enumerate(lines, start=1) if line]


def _read(number: int, line: str) -> Agreed:
    doer = "client" if _CLIENT.match(line) else "project"
    what = _CLIENT.sub("", line)
    due = None
    if found := _BY.match(what):
        what, due = found["what"], _date(number, found)
    if not what:
        raise NotRead(
            f"Line {number} says who and not what. Write what was agreed after “Client:”."
        )
    if len(what) > LONGEST:
        raise NotRead(f"Line {number} is longer than {LONGEST} characters. Make two of it.")
    return Agreed(what, doer, due)


def _date(number: int, found: re.Match) -> date:
    month = found["month"].lower()
    try:
        at = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else int(month)
        return date(int(found["year"]), at, int(found["day"]))
    except ValueError:
        raise NotRead(
            f"Line {number} ends with no real date. Write it like “by 7/2/2008”, or leave it out."
        ) from None
