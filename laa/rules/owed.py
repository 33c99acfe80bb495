"""Which periods a round asks about, and for which of them a figure can be expected."""

from collections.abc import Collection
from datetime import date, timedelta

from laa.rules.parts import parts_of
from laa.rules.periods import Period, PeriodKind, containing, period
from laa.rules.vocabulary import Frequency


def periods_owed(
    *,
    frequency: Frequency,
    observed: Period,
    terms: Collection[tuple[date, date]],
    awaited: Collection[str],
) -> list[Period]:
    """The periods one strand answers for in a round, earliest first.

    The round's own period where it ends in one of the agreements' `terms` (first and last day),
    and the earlier ones that were asked about and never answered: an outturn that arrives two
    quarters late goes into the round that is open then, also after the last term's end.
    `awaited` holds the keys of those earlier periods.
    """
    own = _asked(frequency, observed)
    first = own[0] if own else containing(observed.end, frequency)
    earlier = sorted(period(key) for key in awaited if period(key).end < first.start)
    promised = (p for p in own if any(starts <= p.end <= ends for starts, ends in terms))
    return [*earlier, *promised]


def _asked(frequency: Frequency, observed: Period) -> list[Period]:
    """A quarter asks for its three months; a month asks for longer periods when a quarter ends."""
    last = containing(observed.end, frequency)
    if frequency == Frequency.MONTH and observed.kind == PeriodKind.QUARTER:
        return parts_of(observed, PeriodKind.MONTH)
    if observed.kind == PeriodKind.MONTH and frequency != Frequency.MONTH:
        ends_a_quarter = containing(observed.end, Frequency.QUARTER).end == observed.end
        return [last] if ends_a_quarter or last.end == observed.end else []
    return [last]


def is_due(when: Period, *, lag_days: int, by: date) -> bool:
    """Whether the period's figure can be expected by that day; `lag_days` after the period ends."""
    return when.end + timedelta(days=lag_days) <= by
