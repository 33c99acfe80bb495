"""Invented figures for a demonstration: plausible, the same every time, and never at random."""

from decimal import Decimal

from laa.rules.periods import Period, PeriodKind, target_year

WOBBLES = [Decimal(w) for w in ("1.05", "0.9", "1.1", "0.7", "1", "0.95", "1.2")]


def illustrative_figure(
    reference: str, period: Period, baseline: Decimal | None, target: Decimal | None
) -> Decimal | None:
    """A figure on the way from baseline to target; None where neither is a number.

    How far along depends on the quarter, and how well it goes on the indicator's reference.
    """
    if target is None:
        return baseline
    start = baseline if baseline is not None else target * Decimal("0.95")
    wobble = WOBBLES[sum(map(ord, reference)) % len(WOBBLES)]
    return max(start + (target - start) * _elapsed(period) * wobble, Decimal(0))


def _elapsed(period: Period) -> Decimal:
    if period.kind != PeriodKind.QUARTER:
        return Decimal(1)
    year = target_year(period)
    return Decimal((period.end - year.start).days + 1) / ((year.end - year.start).days + 1)
