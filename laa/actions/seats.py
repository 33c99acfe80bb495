"""Boards' members: lines with seats, as documents list them or as people enter them."""

from collections.abc import Iterable

from django.db import transaction

from laa.actions.changes import as_seen, make, record
from laa.actions.refusals import NothingToDo, Refused
from laa.models import Board, Seat, User
from laa.rules.seats import seat_line


def seats_of(board: Board, lines: Iterable[str], starred: str = "") -> list[Seat]:
    """The printed lines as rows that are not saved yet; a star says what `starred` does."""
    found = map(seat_line, lines)
    return [
        Seat(
            partnership=board.partnership,
            board=board,
            position=position,
            name=line.name,
            seats=line.seats,
            subject_to=starred if line.is_starred else "",
        )
        for position, line in enumerate(found, start=1)
    ]


@transaction.atomic
def add_seat(
    board: Board, *, name: str, seats: int | None = None, subject_to: str = "", by: User
) -> Seat:
    """A line at the end of the board's list; refuses a name that stands there already."""
    board = as_seen(board, None)
    if board.seats.filter(name__iexact=name.strip()).exists():
        raise Refused(f"“{name}” is a member of {board} already. Remove that line first.")
    last = board.seats.order_by("-position").values_list("position", flat=True).first()
    seat = Seat(
        partnership=board.partnership,
        board=board,
        position=(last or 0) + 1,
        name=name.strip(),
        seats=seats,
        subject_to=subject_to.strip(),
    )
    return make(seat, action="seat.add", by=by)


@transaction.atomic
def remove_seat(board: Board, *, position: int, by: User) -> None:
    """The other lines keep their places."""
    board = as_seen(board, None)
    seat = board.seats.filter(position=position).first()
    if seat is None:
        raise NothingToDo("That line is no longer there.")
    record(seat, "seat.remove", by=by, before={"name": seat.name, "seats": seat.seats})
    seat.delete()
