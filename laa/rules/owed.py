"""Which periods a round asks about, and for which of them a figure can be expected."""

from collections.abc import Collection
from datetime import date, timedelta

from laa.rules.periods import Period, containing, period
from laa.rules.vocabulary import Frequency


def periods_owed(
    *,
    frequency: Frequency,
    observed: Period,
    term_start: date,
    term_end: date,
    awaited: Collection[str],
) -> list[Period]:
    """The periods one strand answers for in a round, earliest first.

    The round's own period, and the earlier ones that were asked about and never answered: an
    outturn that arrives two quarters late goes into the round that is open then. `awaited` holds
    the keys of those earlier periods.
    """
    own = containing(observed.end, frequency)
    earlier = sorted(period(key) for key in awaited if period(key).end < own.start)
    return [*earlier, own] if term_start <= own.end <= term_end else earlier


def is_due(when: Period, *, lag_days: int, by: date) -> bool:
    """Whether the period's figure can be expected by that day; `lag_days` after the period ends."""
    return when.end + timedelta(days=lag_days) <= by
