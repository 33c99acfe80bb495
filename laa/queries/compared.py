"""Our figures beside those of England, the region and statistical neighbours, period by period.

A figure is compared with those of its own period and with no other.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laa.models import Comparator, Indicator
from laa.rules import figures, periods
from laa.rules.neighbours import Place, place_among
from laa.rules.vocabulary import AreaKind, FigureState, Polarity


@dataclass(frozen=True)
class ComparedRow:
    """One period: our own figure (None: there is none) and those of the others."""

    when: periods.Period
    own: Decimal | None
    others: Sequence[Comparator]
    indicator: Indicator
    is_illustrative: bool = False
    """Our own figure is invented."""

    @property
    def own_said(self) -> str:
        return figures.marked(self.said(self.own), self.is_illustrative) or "no figure"

    def said(self, value: Decimal | None) -> str:
        return figures.with_unit(value, self.indicator.unit)

    def of(self, kind: AreaKind) -> list[Comparator]:
        return [each for each in self.others if each.kind == kind]

    @property
    def england_said(self) -> str:
        return "; ".join(self._figure(each) for each in self.of(AreaKind.ENGLAND)) or "none loaded"

    @property
    def region_said(self) -> str:
        found = [f"{each.area} {self._figure(each)}" for each in self.of(AreaKind.REGION)]
        return "; ".join(found) or "none loaded"

    def _figure(self, each: Comparator) -> str:
        said = self.said(each.value)
        return figures.marked(said, each.is_illustrative) or FigureState(each.state).label.lower()

    @property
    def neighbours(self) -> list[tuple[str, str]]:
        """Each neighbour with its figure as it is said."""
        return [(each.area, self._figure(each)) for each in self.of(AreaKind.NEIGHBOUR)]

    @property
    def neighbours_said(self) -> str:
        """ "10 areas, 41.2% to 66%"; those without a number are counted, too."""
        found = self.of(AreaKind.NEIGHBOUR)
        values = [each.value for each in found if each.value is not None]
        if not found:
            return "none loaded"
        areas = "1 area" if len(found) == 1 else f"{len(found)} areas"
        if not values:
            return f"{areas}, none with a figure"
        low, high = self.said(min(values)), self.said(max(values))
        without = len(found) - len(values)
        span = low if low == high else f"{low} to {high}"
        said = figures.marked(f"{areas}, {span}", any(each.is_illustrative for each in found))
        return said + (f"; {without} without a figure" if without else "")

    @property
    def place(self) -> Place | None:
        """Ours among the neighbours' of the period."""
        others = [each.value for each in self.of(AreaKind.NEIGHBOUR)]
        return place_among(self.own, others, Polarity(self.indicator.polarity))

    @property
    def place_said(self) -> str:
        place = self.place
        if place is None:
            return "no rank"
        return ", ".join(filter(None, (place.said, place.quartile_said)))

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(each.source for each in self.others))


def compared(
    comparators: Iterable[Comparator],
    values: Mapping[str, Decimal],
    indicator: Indicator,
    invented: Container[str] = (),
    *,
    until: date | None = None,
) -> list[ComparedRow]:
    """A row for every period that others have figures of, the newest first.

    `values` are our own by period, `invented` the periods of those that are illustrative;
    `until` leaves later periods out.
    """
    by_period: dict[str, list[Comparator]] = defaultdict(list)
    for each in comparators:
        if until is None or each.period_end <= until:
            by_period[each.period].append(each)
    rows = [
        ComparedRow(periods.period(key), values.get(key), others, indicator, key in invented)
        for key, others in by_period.items()
    ]
    return sorted(rows, key=lambda row: (row.when.end, row.when.start), reverse=True)


def comparators_of(strand_ids: Iterable[int]) -> dict[int, list[Comparator]]:
    """Others' figures by strand, in order of time, in one query."""
    found: dict[int, list[Comparator]] = defaultdict(list)
    rows = Comparator.objects.filter(strand__in=strand_ids)
    for each in rows.order_by("period_end", "period_start", "area"):
        found[each.strand_id].append(each)
    return found
