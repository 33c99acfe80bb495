"""Waking a worker once a transaction is committed. The task only looks whether there is anything
to do, so a wake-up that is lost, or comes twice, costs minutes and nothing else."""

from collections.abc import Callable
from functools import cache

from celery import current_app
from django.db import transaction


def after_commit(task: str, *args: object) -> None:
    """Once what was written is there for others to see; if it fails, beat wakes it in its time."""
    wake, connection = _wake(task, *args), transaction.get_connection()
    inside = set(connection.savepoint_ids)
    # Once for a transaction that calls for it often; not where a savepoint may still take it back.
    if not any(f is wake and sids <= inside for sids, f, *_ in connection.run_on_commit):
        transaction.on_commit(wake, robust=True)


@cache
def _wake(task: str, *args: object) -> Callable[[], None]:
    """The same function for the same message, so that a transaction knows it again."""

    def wake() -> None:
        current_app.signature(task, args=args).apply_async(retry=False)

    return wake
