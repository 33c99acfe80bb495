"""Whether a year's target will be met: the owner's word first, arithmetic only where it can tell.

A projection is a least-squares line through at least eight points, with the interval in which the
next figure would lie 95 times in 100 if the line went on. With fewer points, or where figures build
up through the year, it cannot be calculated, and that is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laa.rules.rating_rules import Aim, shortfall
from laa.rules.significance import CRITICAL
from laa.rules.vocabulary import Accumulation, Outlook, Polarity

FEWEST_POINTS = 8
DAYS_A_YEAR = Decimal("365.25")


@dataclass(frozen=True)
class Point:
    """A figure, and the last day of its period."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class Projection:
    """Where a straight line through the points leads, and the 95 % interval round it."""

    value: Decimal
    low: Decimal
    high: Decimal
    points: int


def project(points: Sequence[Point], on: date, accumulates: Accumulation) -> Projection | None:
    """The projection for a day to come. None where it cannot be calculated."""
    n = len(points)
    if n < FEWEST_POINTS or Accumulation(accumulates).grows:
        return None
    first = points[0].on
    xs = [_years(first, point.on) for point in points]
    ys = [point.value for point in points]
    mean_x, mean_y = sum(xs) / n, sum(ys) / n
    spread = sum((x - mean_x) ** 2 for x in xs)
    if not spread:
        return None
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    residuals = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in zip(xs, ys, strict=True))
    ahead = _years(first, on) - mean_x
    variance = residuals / (n - 2) * (1 + Decimal(1) / n + ahead**2 / spread)
    value = mean_y + slope * ahead
    margin = critical_t(n - 2) * variance.sqrt()
    return Projection(value, value - margin, value + margin, n)


def _years(first: date, day: date) -> Decimal:
    return Decimal((day - first).days) / DAYS_A_YEAR


def critical_t(freedom: int) -> Decimal:
    """The 97.5th percentile of Student's t, by the Cornish-Fisher expansion in 1/ν.

    Good to three places from six degrees of freedom on, which eight points have.
    """
    z, v = CRITICAL, Decimal(freedom)
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4)
    )


def will_it_do(projection: Projection, aim: Aim, polarity: Polarity) -> Outlook:
    """Whether all of the interval reaches the aim, none of it, or some."""
    ends = (projection.low, projection.high)
    reached = [shortfall(end, aim, polarity) <= 0 for end in ends]
    if polarity in (Polarity.UP, Polarity.DOWN):
        if all(reached):
            return Outlook.WILL
        return Outlook.UNCERTAIN if any(reached) else Outlook.WONT
    if all(reached):
        return Outlook.WILL
    # Either side of what it should stay close to: the aim may still lie between them.
    is_beside = projection.high < aim.lower or projection.low > aim.upper
    return Outlook.WONT if is_beside else Outlook.UNCERTAIN
