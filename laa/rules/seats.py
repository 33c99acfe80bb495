"""A line of a board's list of members as documents print it: a name, and seats in brackets."""

import re
from dataclasses import dataclass

LINE = re.compile(r"^(?P<name>.+?)[\s,]*(?:\((?P<seats>\d+)\))?\s*(?P<star>\*?)$")


@dataclass(frozen=True)
class SeatLine:
    """Who sits there; `seats` None where no number is printed, which is not none at all."""

    name: str
    seats: int | None
    is_starred: bool


def seat_line(text: str) -> SeatLine:
    """Read a printed line.

    >>> seat_line("The Luton Assembly (14)")
    SeatLine(name='The Luton Assembly', seats=14, is_starred=False)
    >>> seat_line("Active Luton or Cultural Trust*").seats is None
    True
    """
    match = LINE.match(" ".join(text.split()))
    seats = match["seats"]
    return SeatLine(match["name"].strip(" ,"), int(seats) if seats else None, bool(match["star"]))
