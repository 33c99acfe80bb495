"""Whether numbers that are printed beside one another agree, as exactly as they are printed.

A rate is printed with two places and a count to the nearest whole or five: each stands for an
interval. Only where the intervals have nothing in common is there something to ask about.
"""

from collections.abc import Sequence
from decimal import Decimal

Interval = tuple[Decimal, Decimal]


def rounded_from(number: Decimal) -> Interval:
    """The lowest and the highest number that is printed as this one."""
    half = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)
    return number - half, number + half


def one_population(pairs: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """Whether rates and their counts can be of one population; (rate, count) as printed.

    0.56 with 104, 0.53 with 99 and 0.51 with 94 can: a rate and its count imply an interval for the
    population, and these have 185.1 to 186.1 thousand in common. A rate of 0 implies nothing.
    """
    implied = [interval for rate, count in pairs if (interval := _population(rate, count))]
    if len(implied) < 2:
        return True
    return max(low for low, _ in implied) <= min(high for _, high in implied)


def _population(rate: Decimal, count: Decimal) -> Interval | None:
    least, most = rounded_from(rate)
    if least <= 0 or count <= 0:
        return None
    fewest, most_counted = rounded_from(count)
    return fewest / most, most_counted / least


def change_gives(
    start: Decimal, change: Decimal, result: Decimal, *, in_points: bool
) -> tuple[bool, Decimal]:
    """Whether a change of a start gives the result printed beside it; and what it gives.

    -32 % of 43.12 is 29.32: printed as 29.3 it agrees.
    """
    ends = [
        start + each if in_points else start * (1 + each / 100) for each in rounded_from(change)
    ]
    least, most = rounded_from(result)
    return min(ends) <= most and least <= max(ends), sum(ends) / 2
