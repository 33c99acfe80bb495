"""What operational depth adds to a dashboard's row: quarters, last year, judgement, notes."""

from dataclasses import dataclass
from functools import cached_property

from laa.queries.dashboard_row import Row
from laa.queries.points import Point
from laa.rules import periods
from laa.rules.direction import printed_alike, since_last_year
from laa.rules.figures import marked
from laa.rules.load import open_said
from laa.rules.vocabulary import Accumulation, Because, Comparison, FigureState, Polarity
from laa.rules.vocabulary import Rating as Word


@dataclass(frozen=True)
class More:
    """The rest of what is known of a row, for those who do the work."""

    row: Row

    @cached_property
    def _by_period(self) -> dict[str, Point]:
        """The newest word on each period for which a figure was due."""
        return {p.period: p for p in self.row.points if p.because != Because.NOT_DUE}

    @cached_property
    def _year_ago(self) -> Point | None:
        newest = self.row.last_due
        if newest is None:
            return None
        known = [periods.period(key) for key in self._by_period]
        earlier = periods.year_before(periods.period(newest.period), known)
        return self._by_period.get(earlier.key) if earlier else None

    def _said(self, point: Point | None) -> str:
        """The figure, or what came in its place; "" where there is no such point."""
        if point is None:
            return ""
        if point.value is None:
            return FigureState(point.state).label.lower()
        return marked(self.row.said(point.value), point.is_illustrative)

    @property
    def last_year(self) -> str:
        """The figure of the same period a year ago."""
        return self._said(self._year_ago)

    @property
    def long_direction(self) -> str:
        """Better or worse than a year ago; "" where that is not known or not comparable."""
        now, then = self.row.last_due, self._year_ago
        if then is None or now.value is None or self._is_parted(then, now):
            return ""
        indicator = self.row.commitment.indicator
        found = since_last_year(
            now.value,
            then.value,
            Polarity(indicator.polarity),
            Accumulation(indicator.accumulates),
            dead_band=printed_alike(indicator.places),
        )
        is_known = found in (Comparison.BETTER, Comparison.SAME, Comparison.WORSE)
        return found.label if is_known else ""

    def _is_parted(self, then: Point, now: Point) -> bool:
        broken = self.row.broken_on
        return bool(broken) and periods.period(then.period).start < broken <= now.period_end

    @property
    def quarters(self) -> list[tuple[str, str]]:
        """The periods of the newest figure's year so far, each with its figure."""
        newest = self.row.last_due
        if newest is None:
            return []
        year = periods.target_year(periods.period(newest.period))
        of_year = [p for p in self._by_period.values() if year.start <= p.period_end <= year.end]
        return [(point.short_period, self._said(point)) for point in of_year]

    @property
    def quarters_said(self) -> str:
        return "; ".join(f"{when}: {figure}" for when, figure in self.quarters)

    @property
    def judged(self) -> str:
        """The owner's own rating, where one was given beside the computed one."""
        rated = self.row.last_due
        return Word(rated.judgement).label if rated and rated.judgement else ""

    @property
    def note(self) -> str:
        """What was said of the newest figure that was due."""
        return self.row.last_due.commentary if self.row.last_due else ""

    @property
    def plan_said(self) -> str:
        """How far its plan is: "2 of 5 actions open"; "" where it holds none."""
        commitment = self.row.commitment
        if not commitment.plan_actions:
            return ""
        return open_said(commitment.plan_open, commitment.plan_actions)
