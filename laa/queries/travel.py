"""Which way a promise's figures go, and where a line through them would lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from laa.models import Indicator, Target
from laa.rules import figures, periods
from laa.rules.direction import printed_alike, since_last_period, since_last_year
from laa.rules.outlook import FEWEST_POINTS, Point, Projection, project, will_it_do
from laa.rules.periods import Period
from laa.rules.rating_rules import Aim
from laa.rules.targets import Resolved
from laa.rules.vocabulary import Accumulation, Comparison, Polarity

Values = Mapping[str, Decimal]
"""Outturns by the key of their period."""


@dataclass(frozen=True)
class Leg:
    """One comparison: since when, which way, and the figure then ("" where there is none)."""

    since: str
    comparison: Comparison
    then: str

    @property
    def said(self) -> str:
        if self.comparison == Comparison.NOT_COMPARABLE:
            return f"not compared with {self.since}: a part of the year has no like there"
        if self.comparison == Comparison.UNKNOWN:
            return f"no figure for {self.since}"
        return f"{self.comparison.label.lower()} than {self.since} ({self.then})".replace(
            "the same than", "the same as"
        )


def directions(indicator: Indicator, values: Values, *, is_profiled: bool = False) -> list[Leg]:
    """The newest figure against the period before and the same period last year."""
    newest = _newest(values)
    if newest is None:
        return []
    now, polarity = values[newest.key], Polarity(indicator.polarity)
    accumulates = Accumulation(indicator.accumulates)
    band = {"dead_band": printed_alike(indicator.places)}
    before, last_year = periods.before(newest), periods.year_before(newest)
    found = since_last_year(now, values.get(last_year.key), polarity, accumulates, **band)
    legs = [_leg(last_year, found, values, indicator)]
    if before != last_year:
        found = since_last_period(
            now, values.get(before.key), polarity, accumulates, is_profiled=is_profiled, **band
        )
        legs.insert(0, _leg(before, found, values, indicator))
    return legs


def _leg(when: Period, comparison: Comparison, values: Values, indicator: Indicator) -> Leg:
    then = figures.with_unit(values.get(when.key), indicator.unit)
    return Leg(when.short_label, comparison, then)


def _newest(values: Values) -> Period | None:
    return max(map(periods.period, values), key=lambda period: period.end, default=None)


def projection_said(
    indicator: Indicator, values: Values, targets: Sequence[tuple[Target, Resolved]]
) -> str:
    """Where the figures lead by the end of the target's time, or why that cannot be calculated.

    "" where there is no figure, or no target with a number that is still to be reached.
    """
    newest = _newest(values)
    ahead = newest and _ahead(newest, targets)
    if not ahead or indicator.polarity == Polarity.NONE:
        return ""
    target, resolved = ahead
    alike = sorted(
        (p for p in map(periods.period, values) if p.kind == newest.kind), key=lambda p: p.end
    )
    points = [Point(period.end, values[period.key]) for period in alike]
    found = project(points, target.period_end, Accumulation(indicator.accumulates))
    if found is None:
        return _why_not(indicator, len(points))
    upper = resolved.value if resolved.upper is None else resolved.upper
    outlook = will_it_do(found, Aim(resolved.value, upper), Polarity(indicator.polarity))
    return (
        f"A straight line through {found.points} figures leads to "
        f"{_between(found, indicator)} by {target.period_end:%-d %B %Y}: {outlook.label.lower()}."
    )


def _ahead(newest: Period, targets) -> tuple[Target, Resolved] | None:
    """The next target with a number whose time is not over with the newest figure."""
    return next(
        (
            (target, resolved)
            for target, resolved in targets
            if target.period_end > newest.end and resolved.value is not None
        ),
        None,
    )


def _why_not(indicator: Indicator, points: int) -> str:
    if Accumulation(indicator.accumulates).grows:
        return "A projection cannot be calculated: the figures build up through the year."
    have = "1 figure is" if points == 1 else f"{points} figures are"
    return f"A projection cannot be calculated: {have} on record, and it takes {FEWEST_POINTS}."


def _between(found: Projection, indicator: Indicator) -> str:
    unit = Decimal(1).scaleb(-indicator.places)
    value, low, high = (
        figures.with_unit(number.quantize(unit), indicator.unit)
        for number in (found.value, found.low, found.high)
    )
    return f"{value} (95 times in 100 between {low} and {high})"
