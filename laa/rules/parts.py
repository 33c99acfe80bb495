"""What longer periods are made of."""

from laa.rules.periods import Period, PeriodKind, every
from laa.rules.vocabulary import Frequency


def parts_of(whole: Period, kind: PeriodKind) -> list[Period]:
    """The quarters or the months of a longer period, in order; none for any other kind."""
    if kind not in (PeriodKind.QUARTER, PeriodKind.MONTH):
        return []
    return every(Frequency(kind.value), whole.start, whole.end)
