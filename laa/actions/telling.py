"""Telling people in a job: whoever cannot be told is reported, and the others are told."""

from collections.abc import Callable, Collection
from typing import Any

from laa.actions.job_runs import Turn
from laa.models import User
from laa.notices import notify, wake_after_commit


def tell_each(
    turn: Turn, told: Collection[tuple[User, Any]], letter: Callable[[Turn, Any], dict]
) -> None:
    """One notice to each person of what they are to be told; `letter` words it for `notify`."""
    if told:
        # Here, once for all: what is woken inside a row may still be taken back.
        wake_after_commit()
    for person, what in told:
        with turn.row(f"notice to {person}"):
            notify([person], partnership=turn.partnership, **letter(turn, what))
            turn.count("told")
