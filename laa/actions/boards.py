"""Boards: what they oversee, and how deeply."""

from collections.abc import Iterable

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change, hold, make
from laa.actions.refusals import NothingToDo, Refused
from laa.actions.slugs import free_slug
from laa.models import Agreement, Board, Partnership, Theme, User
from laa.rules.reserved import RESERVED


@transaction.atomic
def add_board(
    *,
    partnership: Partnership,
    name: str,
    kind: str,
    depth: str,
    agreements: Iterable[Agreement] = (),
    themes: Iterable[Theme] = (),
    by: User | None,
) -> Board:
    hold(partnership)
    _must_be_another(partnership, name)
    board = make(
        Board(
            partnership=partnership,
            slug=free_slug(partnership.boards, name, reserved=RESERVED["board"]),
            name=name,
            kind=kind,
            depth=depth,
        ),
        action="board.add",
        by=by,
    )
    oversees = {"agreements": list(agreements), "themes": list(themes)}
    return change(board, oversees, action="board.edit", by=by)


@transaction.atomic
def edit_board(board: Board, *, by: User, seen: str | None = None, **facts) -> Board:
    """Change its facts: name, kind, depth, agreements, themes. Its address stays."""
    board = as_seen(board, seen)
    _must_be_another(board.partnership, facts.get("name", board.name), but_for=board)
    return change(board, facts, action="board.edit", by=by)


@transaction.atomic
def retire_board(board: Board, *, by: User, seen: str | None = None) -> Board:
    """No dashboard and no reports from now on; those it had stay."""
    board = as_seen(board, seen)
    if board.retired_on:
        raise NothingToDo(f"{board} is retired already.")
    values = {"retired_on": clock.today(board.partnership)}
    return change(board, values, action="board.retire", by=by)


@transaction.atomic
def bring_back_board(board: Board, *, by: User, seen: str | None = None) -> Board:
    board = as_seen(board, seen)
    return change(board, {"retired_on": None}, action="board.bring_back", by=by)


def _must_be_another(partnership, name: str, but_for: Board | None = None) -> None:
    others = partnership.boards.filter(name__iexact=name.strip())
    if others.exclude(pk=but_for.pk if but_for else None).exists():
        raise Refused(f"There is a board called “{name}” already. Choose another name.")
