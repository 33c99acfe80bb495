"""Who waits for whom while a round runs, and in which order, so that no two wait for each other.

1. The partnership (`hold`): opening, closing and reopening a round, and carrying lines over to
   the next or fetching them back, are one after the other.
2. Rounds, by their pk: whoever works on lines *shares* their rounds, many at a time; whoever
   closes or reopens a round *holds* it alone, and waits till nobody is at work in it.
3. Lines, in printed order (`line_claims.locked`).

Then whatever hangs on them. A database that writes one after the other (SQLite) needs none of it.
"""

from collections.abc import Iterable

from django.db import connection

from laa import clock
from laa.actions.changes import hold
from laa.actions.refusals import RoundIsClosed, RoundIsNotOpenYet
from laa.models import Round


def share_rounds(rounds: Iterable[int]) -> list[Round]:
    """Rounds, by their pks, as they are now and stay until the transaction ends."""
    pks = sorted(set(rounds))
    if not pks:
        return []
    if not connection.features.has_select_for_update:
        return list(Round.objects.filter(pk__in=pks).order_by("pk"))
    table = connection.ops.quote_name(Round._meta.db_table)
    shared = f"SELECT * FROM {table} WHERE id = ANY(%s) ORDER BY id FOR SHARE"
    return list(Round.objects.raw(shared, [pks]))


def must_be_open(round_: Round) -> None:
    """Raises if the round, as it was read, is closed or not open yet."""
    if round_.closed_at:
        raise RoundIsClosed(round_)
    if not round_.is_open(clock.today(round_.partnership)):
        raise RoundIsNotOpenYet(round_)


def keep_open(round_: Round) -> None:
    """Raises if the round is closed by now; else it stays open until the transaction ends."""
    for fresh in share_rounds([round_.pk]):
        round_.closed_at, round_.opens = fresh.closed_at, fresh.opens
    must_be_open(round_)


def hold_round(round_: Round) -> None:
    """Bring the round up to date and keep it alone: what others do in it is done, or waits."""
    hold(round_.partnership)
    round_.refresh_from_db(from_queryset=Round.objects.select_for_update(no_key=True))
