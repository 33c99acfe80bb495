"""One promise on one strand, as a board reads it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from laa.actions.shared_parts import SharedTotal
from laa.charts.sparkline import sparkline
from laa.models import Commitment, Figure, Flag, Strand, Target
from laa.queries.points import Point
from laa.queries.shared_figures import Awaited, awaited
from laa.queries.travel import is_profiled
from laa.queries.words import rated_target_said, resolved_said, words_of
from laa.rules import figures, periods
from laa.rules.direction import printed_alike, since_last_period
from laa.rules.flagging import recovery_asked
from laa.rules.load import overdue_said
from laa.rules.targets import Resolved
from laa.rules.vocabulary import (
    Accumulation,
    Because,
    Comparison,
    FigureState,
    Outlook,
    Polarity,
)
from laa.rules.vocabulary import Rating as Word


@dataclass
class Row:
    """A promise on one strand: what it is, what was last said of it, and how it got there."""

    commitment: Commitment
    strand_label: str
    points: list[Point] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    come_to: list[Resolved] = field(default_factory=list)
    forecast: Figure | None = None
    flags: list[Flag] = field(default_factory=list)
    newest_round: str = ""
    usual_rule: str = ""
    broken_on: date | None = None
    strand: Strand | None = None
    total: SharedTotal | None = None

    @property
    def latest(self) -> Point | None:
        """What the newest round said, rated or not."""
        return self.points[-1] if self.points else None

    @property
    def last_due(self) -> Point | None:
        """The newest point for which a figure was due: an annual indicator is never a blank row.

        Where the figure that was due did not come, that is the newest word on it; an older rating
        does not stand in for it.
        """
        return next((p for p in reversed(self.points) if p.because != Because.NOT_DUE), None)

    @property
    def last_rated(self) -> Point | None:
        """The newest due point if it was rated; none of what is discontinued stands any more."""
        if self.discontinued_said:
            return None
        return self.last_due if self.last_due and self.last_due.is_rated else None

    @property
    def discontinued_said(self) -> str:
        """From when and why there are no figures; "" while it is measured."""
        return self.commitment.indicator.discontinued_said

    @property
    def rating(self) -> str:
        return self.last_rated.rating if self.last_rated else Word.NOT_RATED

    @property
    def rating_before(self) -> str:
        """What it was before the newest round: the same rules, without that round's points."""
        if self.discontinued_said:
            return Word.NOT_RATED
        earlier = [p for p in self.points if p.round != self.newest_round]
        due = next((p for p in reversed(earlier) if p.because != Because.NOT_DUE), None)
        return due.rating if due else Word.NOT_RATED

    @property
    def rating_label(self) -> str:
        """Words for the rating: once a period is over a target is met or missed."""
        if self.discontinued_said:
            return FigureState.DISCONTINUED.label
        if self.last_rated:
            return words_of(self.last_rated)
        return f"Not rated: {self.why_not}"

    @property
    def why_not(self) -> str:
        if self.is_waiting:
            return Because.NO_TARGET.label
        if self.awaited and not self.points:
            return "parts are missing"
        newest = self.last_due or self.latest
        return Because(newest.because).label if newest else "nothing signed off yet"

    @property
    def awaited(self) -> Awaited | None:
        """What it still waits for, where it is the sum of parts."""
        if self.discontinued_said:
            return None
        told = max((point.period_end for point in self.points), default=None)
        return awaited(self.strand, self.total, after=told)

    @property
    def is_fresh(self) -> bool:
        """Whether the rating was made in the newest round, not carried from an earlier one."""
        return bool(self.last_rated) and self.last_rated.round == self.newest_round

    @property
    def is_waiting(self) -> bool:
        """No target of this promise can be used yet: deferred, delayed or still to be set."""
        if self.discontinued_said:
            return False
        if self.strand and self.strand.part_of_id:
            # A part of a total need not have a target of its own.
            return False
        return bool(self.targets) and all(target.is_waiting for target in self.targets)

    @property
    def is_worse_than_baseline(self) -> bool:
        return bool(self.last_rated) and self.last_rated.against_baseline == Comparison.WORSE

    @property
    def direction(self) -> Comparison:
        """Better or worse than the figure before, whatever way that is on paper.

        Not comparable where the definition changed between the two.
        """
        outturns = [p for p in self.points if p.value is not None and p.state != "forecast"]
        by_period = list({point.period: point for point in outturns}.values())
        if len(by_period) < 2:
            return Comparison.UNKNOWN
        then, now = by_period[-2:]
        started = periods.period(then.period).start
        if self.broken_on and started < self.broken_on <= now.period_end:
            return Comparison.NOT_COMPARABLE
        indicator = self.commitment.indicator
        return since_last_period(
            now.value,
            then.value,
            Polarity(indicator.polarity),
            Accumulation(indicator.accumulates),
            is_profiled=is_profiled(self.targets, periods.period(now.period)),
            dead_band=printed_alike(indicator.places),
        )

    @property
    def direction_said(self) -> str:
        is_known = self.direction in (Comparison.BETTER, Comparison.SAME, Comparison.WORSE)
        return Comparison(self.direction).label if is_known else ""

    @property
    def rule_said(self) -> str:
        """The rule the newest rating was made by; before there is one, the rule in force."""
        rated = self.last_rated
        if rated:
            return f"{rated.rule_name} (version {rated.rule_version})"
        return str(self.commitment.rule_in_force)

    @property
    def rule_note(self) -> str:
        """Where it was not rated as most are, or will be by a rule of its own: by which."""
        said, in_force = [], str(self.commitment.rule_in_force)
        if self.last_rated and self.rule_said != self.usual_rule:
            said.append(f"Rated by {self.rule_said}")
        if hasattr(self.commitment, "own_rule") and in_force != self.rule_said:
            said.append(f"From now on by its own rule, {in_force}")
        elif hasattr(self.commitment, "own_rule") and not said:
            said.append(f"By its own rule, {in_force}")
        return "; ".join(said)

    @property
    def sparkline(self):
        values = [point.value for point in self.points if point.value is not None]
        label = f"{self.commitment.indicator.reference}: {len(values)} figures in order of time"
        return sparkline(values, label=label)

    @property
    def outlook(self) -> str:
        """What the owner expects, and the forecast where one was made; neither rates anything."""
        latest, forecast = self.latest, self.forecast
        said = [Outlook(latest.outlook).label] if latest and latest.outlook else []
        if forecast:
            said.append(f"Forecast for {forecast.when.short_label}: {self.said(forecast.value)}")
        return "; ".join(said)

    def _target_said(self, point: Point) -> str:
        return rated_target_said(point, self._unit)

    @property
    def _unit(self) -> str:
        return self.commitment.indicator.unit

    def said(self, value: Decimal | None) -> str:
        return figures.with_unit(value, self._unit)

    @property
    def said_of_last_rated(self) -> str:
        return self.said(self.last_rated.value) if self.last_rated else ""

    @property
    def target_said(self) -> str:
        """The target of the newest rating; before there is one, the first that was printed."""
        latest = self.latest
        if latest and latest.target_text:
            return self._target_said(latest)
        return resolved_said(self.targets[0], self.come_to[0], self._unit) if self.targets else ""

    @property
    def last_rated_target_said(self) -> str:
        rated = self.last_rated
        return self._target_said(rated)

    @property
    def figure_said(self) -> str:
        """The newest figure that was due, or what came in its place; "" before there was one."""
        point = self.last_due
        if point is None:
            return ""
        if point.value is None:
            return FigureState(point.state).label.lower()
        return self.said(point.value)

    @property
    def flags_said(self) -> list[Flag]:
        """The flags that say more than the rating beside them does."""
        said = {Word.OFF_TRACK: Flag.Reason.OFF_TRACK}.get(self.rating)
        return [flag for flag in self.flags if flag.reason != said]

    @property
    def recovery_asked(self) -> str:
        """What its open flags ask of the lead; "" while it has none."""
        if not self.flags:
            return ""
        return recovery_asked(self.commitment.lead.name, self.commitment.plan_in_hand)

    @property
    def overdue_said(self) -> str:
        """What of its plan is late, said beside the rating however green that is."""
        return overdue_said(self.commitment.plan_overdue, self.commitment.plan_actions)
