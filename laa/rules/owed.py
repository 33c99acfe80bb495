"""Which periods a round asks about, and for which of them a figure can be expected."""

from collections.abc import Collection
from datetime import date, timedelta

from laa.rules.periods import Period, containing, every
from laa.rules.vocabulary import Frequency


def periods_owed(
    *,
    frequency: Frequency,
    observed: Period,
    term_start: date,
    term_end: date,
    settled: Collection[str],
) -> list[Period]:
    """The periods one strand answers for in a round, earliest first.

    The round's own period always, and every earlier one of the term whose figure never came:
    an outturn that arrives two quarters late goes into the round that is open then.
    `settled` holds the keys of the periods for which nobody waits any more.
    """
    own = containing(observed.end, frequency)
    earlier = [
        earlier
        for earlier in every(frequency, term_start, own.start - timedelta(days=1))
        if earlier.key not in settled
    ]
    return [*earlier, own] if term_start <= own.end <= term_end else earlier


def is_due(period: Period, *, lag_days: int, by: date) -> bool:
    """Whether the period's figure can be expected by that day; `lag_days` after the period ends."""
    return period.end + timedelta(days=lag_days) <= by
