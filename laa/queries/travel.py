"""Which way a promise's figures go, and where a line through them would lead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from laa.actions.projections import Values, led_to, newest_of, points_of, target_ahead
from laa.models import Indicator, Target
from laa.rules import figures, periods
from laa.rules.breaks import last_break, parts
from laa.rules.direction import printed_alike, since_last_period, since_last_year
from laa.rules.outlook import FEWEST_POINTS, Projection
from laa.rules.periods import Period
from laa.rules.targets import Resolved
from laa.rules.vocabulary import Accumulation, Comparison, Polarity


@dataclass(frozen=True)
class Leg:
    """One comparison: since when, which way, and the figure then ("" where there is none)."""

    since: str
    comparison: Comparison
    then: str
    parted_by: str = ""

    @property
    def said(self) -> str:
        if self.parted_by:
            return f"not compared with {self.since}: the definition changed from {self.parted_by}"
        if self.comparison == Comparison.NOT_COMPARABLE:
            return f"not compared with {self.since}: a part of the year has no like there"
        if self.comparison == Comparison.UNKNOWN:
            return f"no figure for {self.since}"
        return f"{self.comparison.label.lower()} than {self.since} ({self.then})".replace(
            "the same than", "the same as"
        )


def is_profiled(targets: Sequence[Target], when: Period) -> bool:
    """Whether the target of the period's year was spread over its quarters by milestones."""
    year = periods.target_year(when)
    return any(target.is_profiled for target in targets if target.period == year.key)


def directions(
    indicator: Indicator,
    values: Values,
    targets: Sequence[Target] = (),
    *,
    breaks: Sequence[Period] = (),
) -> list[Leg]:
    """The newest figure against the period before and the same period last year.

    `targets` are the promise's, as `Cells` reads them: they know whether they have milestones.
    Across a break in the series nothing is compared.
    """
    newest = newest_of(values)
    if newest is None:
        return []
    now, polarity = values[newest.key], Polarity(indicator.polarity)
    accumulates = Accumulation(indicator.accumulates)
    band = {"dead_band": printed_alike(indicator.places)}
    known = [periods.period(key) for key in values]
    before, last_year = periods.before(newest, known), periods.year_before(newest, known)
    if last_year is None:
        return []
    found = since_last_year(now, values.get(last_year.key), polarity, accumulates, **band)
    legs = [_leg(last_year, found, values, indicator)]
    if before != last_year:
        found = since_last_period(
            now,
            values.get(before.key),
            polarity,
            accumulates,
            is_profiled=is_profiled(targets, newest),
            **band,
        )
        legs.insert(0, _leg(before, found, values, indicator))
    return [
        _parted(leg, parts(when, newest, breaks))
        for leg, when in zip(legs, (before, last_year), strict=False)
    ]


def _parted(leg: Leg, by: Period | None) -> Leg:
    return replace(leg, parted_by=by.short_label) if by else leg


def since_the_break(values: Values, breaks: Sequence[Period]) -> Values:
    """The outturns that are by the newest one's definition: no line leads through a break."""
    newest = newest_of(values)
    broken = newest and last_break(newest, breaks)
    if not broken:
        return values
    return {
        key: value for key, value in values.items() if periods.period(key).start >= broken.start
    }


def _leg(when: Period, comparison: Comparison, values: Values, indicator: Indicator) -> Leg:
    then = figures.with_unit(values.get(when.key), indicator.unit)
    return Leg(when.short_label, comparison, then)


def projection_said(
    indicator: Indicator, values: Values, targets: Sequence[tuple[Target, Resolved]]
) -> str:
    """Where the figures lead by the end of the target's time, or why that cannot be calculated.

    "" where there is no figure, or no target with a number that is still to be reached.
    """
    newest = newest_of(values)
    if not (newest and target_ahead(newest, targets)) or indicator.polarity == Polarity.NONE:
        return ""
    found = led_to(indicator, values, targets)
    if found is None:
        return _why_not(indicator, len(points_of(values, newest)))
    projection, target, outlook = found
    return (
        f"A straight line through {projection.points} figures leads to "
        f"{_between(projection, indicator)} by {target.period_end:%-d %B %Y}: "
        f"{outlook.label.lower()}."
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
