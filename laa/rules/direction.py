"""Direction of travel: whether a figure went the good way or the bad, not up or down.

Against the period before, the same period last year, and the baseline. Councils withheld the first
where a quarter's target is not constant (Havering: cumulative or profiled measures; Durham: “no
comparative data” for cumulative ones), because the season would be mistaken for the trend.
"""

from decimal import Decimal

from laa.rules.rating import compare
from laa.rules.vocabulary import Accumulation, Comparison, Polarity


def direction(
    now: Decimal | None,
    then: Decimal | None,
    polarity: Polarity,
    *,
    dead_band: Decimal = Decimal(0),
) -> Comparison:
    """Better, worse, or the same where they differ by no more than the dead band.

    Not known without both figures; not comparable where nobody said which way is good.
    """
    if now is None or then is None:
        return Comparison.UNKNOWN
    if abs(now - then) <= dead_band:
        return Comparison.SAME
    return compare(now, then, polarity)


def printed_alike(places: int) -> Decimal:
    """The dead band of figures printed to so many places: half a unit of the last one."""
    return Decimal(5).scaleb(-places - 1)


def since_last_period(
    now: Decimal | None,
    then: Decimal | None,
    polarity: Polarity,
    accumulates: Accumulation,
    *,
    is_profiled: bool = False,
    dead_band: Decimal = Decimal(0),
) -> Comparison:
    """Against the period before; withheld where the quarters of a year are not alike."""
    if Accumulation(accumulates).grows or is_profiled:
        return Comparison.NOT_COMPARABLE
    return direction(now, then, polarity, dead_band=dead_band)


def since_last_year(
    now: Decimal | None,
    then: Decimal | None,
    polarity: Polarity,
    accumulates: Accumulation,
    *,
    dead_band: Decimal = Decimal(0),
) -> Comparison:
    """Against the same period a year ago: like with like, but for what grows over all the years."""
    if accumulates == Accumulation.WHOLE_AGREEMENT:
        return Comparison.NOT_COMPARABLE
    return direction(now, then, polarity, dead_band=dead_band)
