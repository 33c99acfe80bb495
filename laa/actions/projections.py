"""Where a line through a promise's figures leads, and whether that will do."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from laa.models import Indicator, Target
from laa.rules import periods
from laa.rules.outlook import Point, Projection, project, will_it_do
from laa.rules.periods import Period
from laa.rules.rating_rules import Aim
from laa.rules.targets import Resolved
from laa.rules.vocabulary import Accumulation, Outlook, Polarity

Values = Mapping[str, Decimal]
"""Outturns by the key of their period."""


def newest_of(values: Values) -> Period | None:
    return max(map(periods.period, values), key=lambda period: period.end, default=None)


def led_to(
    indicator: Indicator, values: Values, targets: Sequence[tuple[Target, Resolved]]
) -> tuple[Projection, Target, Outlook] | None:
    """The projection to the next target's end, and whether it will do; None without one."""
    newest = newest_of(values)
    ahead = newest and target_ahead(newest, targets)
    if not ahead or indicator.polarity == Polarity.NONE:
        return None
    target, resolved = ahead
    points = points_of(values, newest)
    found = project(points, target.period_end, Accumulation(indicator.accumulates))
    if found is None:
        return None
    upper = resolved.value if resolved.upper is None else resolved.upper
    aim = Aim(resolved.value, upper)
    return found, target, will_it_do(found, aim, Polarity(indicator.polarity))


def points_of(values: Values, newest: Period) -> list[Point]:
    """The figures of the newest one's kind of period, earliest first."""
    like = (newest.kind, newest.survey)
    alike = (p for p in map(periods.period, values) if (p.kind, p.survey) == like)
    return [Point(p.end, values[p.key]) for p in sorted(alike, key=lambda p: p.end)]


def target_ahead(newest: Period, targets) -> tuple[Target, Resolved] | None:
    """The next target with a number whose time is not over with the newest figure."""
    return next(
        (
            (target, resolved)
            for target, resolved in targets
            if target.period_end > newest.end and resolved.value is not None
        ),
        None,
    )
