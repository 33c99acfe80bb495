"""Effort against value: what a figure costs to collect, and who looked in twelve months."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Min, Sum

from laa.models import (
    CollectionEffort,
    Indicator,
    IndicatorUse,
    Partnership,
    QuarterlyReturn,
    ReturnLine,
)
from laa.rules.effort import hours_a_year, is_unused
from laa.rules.figures import plain

Kind = IndicatorUse.Kind


@dataclass(frozen=True)
class EffortRow:
    """One indicator. `hours` None: nobody has said how long it takes."""

    indicator: Indicator
    hours: Decimal | None
    entered: int
    opened: int
    exported: int
    reported: int

    @property
    def used(self) -> int:
        return self.opened + self.exported + self.reported

    @property
    def hours_a_year(self) -> Decimal | None:
        return hours_a_year(self.hours, self.entered)

    @property
    def hours_said(self) -> str:
        return "not told" if self.hours is None else plain(self.hours)

    @property
    def hours_a_year_said(self) -> str:
        return "not known" if self.hours_a_year is None else plain(self.hours_a_year)

    @property
    def is_unused(self) -> bool:
        return is_unused(entered=self.entered, used=self.used)


@dataclass(frozen=True)
class EffortPage:
    """Every indicator; `counting_since` None: nobody has opened any yet."""

    rows: list[EffortRow]
    since: date
    counting_since: date | None

    @property
    def unused(self) -> list[EffortRow]:
        """Entered every quarter and used by nobody, the dearest first, the unknown last."""
        found = [row for row in self.rows if row.is_unused]
        return sorted(found, key=lambda r: (r.hours is None, -(r.hours_a_year or 0)))

    @property
    def unused_hours(self) -> Decimal:
        return sum((row.hours_a_year or Decimal(0) for row in self.unused), Decimal(0))

    @property
    def unused_hours_said(self) -> str:
        return plain(self.unused_hours)

    @property
    def unused_not_asked(self) -> int:
        return sum(row.hours is None for row in self.unused)

    @property
    def is_counted_throughout(self) -> bool:
        return self.counting_since is not None and self.counting_since <= self.since


def effort_page(partnership: Partnership, today: date) -> EffortPage:
    """The twelve months to `today`, in five queries however many indicators there are."""
    since = today.replace(year=today.year - 1, day=1)
    uses = _uses(partnership, since)
    entered = _entered(partnership, today - timedelta(days=365))
    hours = dict(
        CollectionEffort.objects.filter(partnership=partnership).values_list("indicator", "hours")
    )
    rows = [
        EffortRow(
            indicator,
            hours.get(indicator.pk),
            entered[indicator.pk],
            *(uses[indicator.pk][kind] for kind in (Kind.OPENED, Kind.EXPORTED, Kind.REPORTED)),
        )
        for indicator in partnership.indicators.in_use().select_related("supplier")
    ]
    first = IndicatorUse.objects.filter(partnership=partnership).aggregate(first=Min("month"))
    return EffortPage(rows, since, first["first"])


def _uses(partnership: Partnership, since: date) -> dict[int, Counter]:
    """By indicator and kind, from the month of `since` on, so that twelve months are whole."""
    found: dict[int, Counter] = defaultdict(Counter)
    counted = (
        IndicatorUse.objects.filter(partnership=partnership, month__gte=since)
        .values_list("indicator", "kind")
        .annotate(count=Sum("count"))
        .order_by("indicator", "kind")
    )
    for indicator, kind, count in counted:
        found[indicator][kind] += count
    return found


def _entered(partnership: Partnership, since: date) -> Counter:
    """How many returns something was entered in for each indicator, however many its strands."""
    entered = (
        ReturnLine.objects.filter(partnership=partnership, entered_at__date__gte=since)
        .values_list("strand__indicator", "round")
        .distinct()
        .order_by("strand__indicator", "round")
    )
    return Counter(indicator for indicator, _ in entered)


def indicators_not_asked(quarterly_return: QuarterlyReturn) -> list[Indicator]:
    """Indicators of the return of which nobody has said how long they take to collect."""
    return list(
        Indicator.objects.filter(
            strands__return_lines__quarterly_return=quarterly_return,
            strands__return_lines__is_due=True,
            effort__isnull=True,
        )
        .select_related("partnership__demonstration")
        .distinct()
        .order_by("reference")
    )
