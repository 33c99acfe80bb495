"""Boards' meetings: when they are held, and by when their papers are due."""

from datetime import date

from django.db import transaction

from laa.actions.changes import as_seen, make, record
from laa.actions.refusals import NothingToDo
from laa.models import Board, Meeting, User


@transaction.atomic
def add_meeting(
    board: Board, *, held_on: date, papers_due: date, place: str = "", by: User | None
) -> Meeting:
    """One meeting a day; its papers are due on that day or before it."""
    board = as_seen(board, None)
    meeting = Meeting(
        partnership=board.partnership,
        board=board,
        held_on=held_on,
        papers_due=papers_due,
        place=place.strip(),
    )
    return make(meeting, action="meeting.add", by=by)


@transaction.atomic
def cancel_meeting(board: Board, *, held_on: date, by: User) -> None:
    """What was considered there stays, without the meeting."""
    board = as_seen(board, None)
    meeting = board.meetings.filter(held_on=held_on).first()
    if meeting is None:
        raise NothingToDo("That meeting is no longer there.")
    record(meeting, "meeting.cancel", by=by, before={"held_on": f"{held_on}"})
    meeting.delete()
