"""What a strand's chart shows beyond its figures: the rule's bands, and where the figures lead."""

from laa.actions.projections import led_to
from laa.charts.others import Others
from laa.charts.trend import Band, Interval
from laa.models import Commitment, Comparator, Target
from laa.queries.compared import ComparedRow
from laa.rules.periods import PeriodKind
from laa.rules.rating_bands import stretches
from laa.rules.rating_rules import Aim
from laa.rules.targets import Resolved
from laa.rules.vocabulary import Polarity

Promised = list[tuple[Target, Resolved]]


def bands_of(commitment: Commitment, promised: Promised) -> list[Band]:
    """What the rule in force calls a value, over each year that has a target with a number."""
    rule, polarity = commitment.rule_in_force.rule, Polarity(commitment.indicator.polarity)
    return [
        Band(target.period_start, target.period_end, low, high, kind)
        for target, resolved in promised
        if resolved.value is not None and target.when.kind != PeriodKind.SPAN
        for kind, low, high in stretches(_aim(resolved), polarity, rule)
    ]


def _aim(resolved: Resolved) -> Aim:
    return Aim(resolved.value, resolved.value if resolved.upper is None else resolved.upper)


def interval_of(commitment: Commitment, values, promised: Promised) -> Interval | None:
    """The projection to the next target's end; None where it cannot be calculated."""
    found = led_to(commitment.indicator, values, promised)
    if found is None:
        return None
    projection, target, _ = found
    return Interval(target.period_end, projection.value, projection.low, projection.high)


def others_of(comparators: list[Comparator]) -> list[Others]:
    """Other areas' numbers, each area a series at the ends of its own periods."""
    areas: dict[tuple[str, str], list] = {}
    for each in comparators:
        if each.value is not None:
            areas.setdefault((each.kind, each.said), []).append((each.period_end, each.value))
    return [Others(kind, name, points) for (kind, name), points in sorted(areas.items())]


def others_said(rows: list[ComparedRow]) -> str:
    """The newest comparison in words, for who does not see the chart; "" without one."""
    if not rows:
        return ""
    row = rows[0]
    return (
        f"Compared in {row.when.short_label}: England {row.england_said}; region "
        f"{row.region_said}; statistical neighbours {row.neighbours_said}. "
    )
