"""What a board oversees: whole agreements, or some of their themes, of as many as it likes."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from laa.models import Agreement, Board, Flag, Theme


def overseen(board: Board) -> list[Agreement]:
    """The agreements, newest first, in one query.

    `is_whole` is False where the board oversees some themes only; `flagged` counts the open flags
    on what it oversees of it.
    """
    whole = Board.agreements.through.objects.filter(board=board, agreement=OuterRef("pk"))
    of_board = Q(commitment__agreement__boards=board) | Q(commitment__theme__boards=board)
    flags = (
        Flag.objects.open()
        .of_performance()
        .filter(of_board, commitment__agreement=OuterRef("pk"))
        .order_by()
        .values("commitment__agreement")
        .annotate(count=Count("pk", distinct=True))
        .values("count")
    )
    found = Agreement.objects.with_rule().annotate(
        is_whole=Exists(whole), flagged=Coalesce(Subquery(flags), 0)
    )
    some = Theme.objects.filter(boards=board, agreement=OuterRef("pk"))
    return list(found.filter(Exists(whole) | Exists(some)))


def themes_of(board: Board, agreement: Agreement):
    """The themes to show of an overseen agreement; None is all of them."""
    return None if agreement.is_whole else board.themes.filter(agreement=agreement)


def running(agreements: Sequence[Agreement], today: date) -> Agreement | None:
    """The newest that runs today, else the newest; None where there is none."""
    now = (each for each in agreements if each.starts <= today <= each.ends)
    return next(now, agreements[0] if agreements else None)
