"""Who sits on a board, and when boards meet next."""

from collections.abc import Sequence
from datetime import date

from laa.models import Meeting, Partnership, Seat


def seats_said(seats: Sequence[Seat]) -> str:
    """ "24 members with 42 seats; 1 without a number; 1 subject to approval"."""
    counted = sum(seat.seats or 0 for seat in seats)
    parts = [f"{len(seats)} members with {counted} seats"]
    if unnumbered := sum(seat.seats is None for seat in seats):
        parts.append(f"{unnumbered} without a number")
    if subject := sum(bool(seat.subject_to) for seat in seats):
        parts.append(f"{subject} not settled yet")
    return "; ".join(parts)


def coming_meetings(partnership: Partnership, today: date) -> list[Meeting]:
    """The meetings still to be held, the next first."""
    found = Meeting.objects.filter(partnership=partnership, held_on__gte=today)
    return list(found.select_related("board"))
