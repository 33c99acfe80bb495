"""What was promised on some commitments, as it stands now: read once, worked out when asked."""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef

from laa.models import Baseline, Commitment, Figure, Milestone, RatingRule, SeriesBreak, Target
from laa.models.base import Version
from laa.rules import periods, rating, targets
from laa.rules.breaks import parts
from laa.rules.parts import parts_of
from laa.rules.profile import Line, on_the_line
from laa.rules.targets import Base, Resolved
from laa.rules.vocabulary import Accumulation, CellKind, CellState, FigureState, Frequency
from laa.rules.years import Part, year_of

Key = tuple[int, int]
"""A commitment and one of its strands, by id."""


class Cells:
    """The current targets and baselines of some commitments, each in a query when asked for.

    A third reads figures, where a target is a change of a year's figure or the rule asks for one.
    `moment` takes what was current then; None is now.
    """

    def __init__(self, commitments: Iterable[Commitment], *, moment: datetime | None = None):
        self.commitments = {commitment.pk: commitment for commitment in commitments}
        self.moment = moment
        self.targets: dict[Key, list[Target]] = defaultdict(list)
        rows = current(Target, moment).filter(commitment__in=self.commitments)
        for target in rows.annotate(is_profiled=_has_milestones()).order_by("period_start", "pk"):
            self.targets[target.commitment_id, target.strand_id].append(target)
        self.tried: dict[Key, Baseline] = {}
        self.rules: dict[int, RatingRule] = {}

    @cached_property
    def baselines(self) -> dict[Key, Baseline]:
        rows = current(Baseline, self.moment).filter(commitment__in=self.commitments).order_by()
        return {(baseline.commitment_id, baseline.strand_id): baseline for baseline in rows}

    def try_baseline(self, commitment: Commitment, strand_id: int, baseline: Baseline) -> None:
        """Go by another baseline than the agreed one, to see what it would mean."""
        self.baselines[commitment.pk, strand_id] = baseline
        self.tried[commitment.pk, strand_id] = baseline

    def share(self, other: "Cells") -> None:
        """Read nothing again that another has read of the same commitments."""
        self.targets, self.baselines = other.targets, other.baselines
        self._figures, self._milestones = other._figures, other._milestones
        self._breaks = other._breaks

    def try_rule(self, rule: RatingRule) -> None:
        """Go by another rule wherever a promise has none of its own, to see what it would mean."""
        self.rules = {
            pk: rule
            for pk, commitment in self.commitments.items()
            if not hasattr(commitment, "own_rule")
        }

    def target(self, commitment: Commitment, strand_id: int, when: periods.Period):
        """The target of the figure's year, else of a span of years the figure's year lies in."""
        year = periods.target_year(when)
        of_span = None
        for target in self.targets[commitment.pk, strand_id]:
            if target.period in (when.key, year.key):
                return target
            if year.is_within(target.period_start, target.period_end):
                of_span = target
        return of_span

    def baseline(self, commitment: Commitment, strand_id: int) -> Baseline | None:
        return self.baselines.get((commitment.pk, strand_id))

    def rule(self, commitment: Commitment) -> RatingRule:
        """The rule in force for a promise, or the one that is being tried."""
        return self.rules.get(commitment.pk) or commitment.rule_in_force

    def resolved(self, target: Target) -> Resolved:
        """The number a target comes to now, or what it waits for."""
        commitment = self.commitments[target.commitment_id]
        base = self._base(target, commitment) if target.kind in _HAVE_A_BASE else None
        return targets.resolve(target.printed, base, unit=commitment.indicator.unit)

    def promise(self, target: Target, when: periods.Period) -> rating.Promise:
        """A target as the rules rate a figure of that period against it."""
        found = self.resolved(target)
        return rating.Promise(
            found.value,
            target.printed.kind,
            CellState(target.state),
            target.text,
            upper=found.upper,
            is_open=targets.is_too_early(target.when, target.printed.kind, when),
        )

    def _base(self, target: Target, commitment: Commitment) -> Base | None:
        """The base a target names, with what it is now; None where nobody could place it."""
        key = targets.base_key(target.base, Frequency(commitment.indicator.frequency))
        if key is None and target.kind in targets.TESTS:
            key = targets.BASELINE
        if key is None:
            return None
        strand = target.commitment_id, target.strand_id
        baseline = self.baselines.get(strand)
        if key == targets.BASELINE or self._is_baseline(key, baseline, commitment):
            return _as_base(baseline)
        when = periods.period(key)
        value = self.year_value(commitment, target.strand_id, when)
        if value is None and strand in self.tried:
            return _as_base(self.tried[strand])
        return Base(f"the figure for {when.label}", value)

    def _is_baseline(self, key: str, baseline: Baseline | None, commitment: Commitment) -> bool:
        """Whether the baseline is of that year; if it names none, of any year before the term."""
        if baseline and baseline.period:
            of = periods.period(baseline.period)
            year = periods.period(key)
            return of == year or bool(of.survey) and of.is_within(year.start, year.end)
        return periods.period(key).end < commitment.agreement.starts

    @cached_property
    def _milestones(self) -> dict[tuple[int, int, str], Milestone]:
        rows = current(Milestone, self.moment).filter(commitment__in=self.commitments).order_by()
        return {(one.commitment_id, one.strand_id, one.period): one for one in rows}

    def milestone_row(self, commitment: Commitment, strand_id: int, when: periods.Period):
        return self._milestones.get((commitment.pk, strand_id, when.key))

    def milestone(self, commitment: Commitment, strand_id: int, when: periods.Period):
        """The share of the year's target that falls to a quarter; None where it has none."""
        if periods.ends_its_year(when):
            return None
        row = self.milestone_row(commitment, strand_id, when)
        return row.value if row else None

    def last_year(
        self, commitment: Commitment, strand_id: int, when: periods.Period
    ) -> rating.Figure | None:
        """The figure of the same period a year ago, where the rule asks for it.

        None across a break in the series: it was of another definition.

        Where a fourth quarter stands for its year, so does last year's.
        """
        if not self.rule(commitment).improvement:
            return None
        earlier = periods.year_before(when, self._waves[strand_id])
        if earlier is None or parts(earlier, when, self._breaks[strand_id]):
            return None
        year = periods.target_year(when)
        adds = commitment.indicator.accumulates == Accumulation.PERIOD
        if adds and year.key != when.key and periods.ends_its_year(when):
            before = periods.before(year)
            value = self.year_value(commitment, strand_id, before)
            return rating.Figure(value, FigureState.MEASURED, before)
        found = self._figure(strand_id, earlier)
        if found is None:
            return None
        state = FigureState(found.state)
        return rating.Figure(found.value, state, earlier, found.sample, found.design_effect)

    @cached_property
    def _breaks(self) -> dict[int, list[periods.Period]]:
        rows = SeriesBreak.objects.filter(strand__indicator__commitments__in=self.commitments)
        found = defaultdict(list)
        for row in rows.distinct():
            found[row.strand_id].append(row.when)
        return found

    def on_the_way(self, target: Target, when: periods.Period):
        """Where a straight line to the target should be, if the rule asks; None without a start."""
        commitment = self.commitments[target.commitment_id]
        if not self.rule(commitment).is_trajectory:
            return None
        line = self.line(target)
        return line and on_the_line(line, when, Accumulation(commitment.indicator.accumulates))

    def line(self, target: Target) -> Line | None:
        """From the target before, else from the baseline; a count that starts anew, from nought."""
        aim = self.resolved(target).value
        start, since = self._start(target)
        if aim is None or start is None:
            return None
        return Line(start, aim, since, target.period_end)

    def _start(self, target: Target):
        """The value a target's time begins at, None if it is not known, and the day it begins."""
        commitment, begins = self.commitments[target.commitment_id], target.period_start
        accumulates = commitment.indicator.accumulates
        if accumulates in (Accumulation.PERIOD, Accumulation.YEAR_TO_DATE):
            return Decimal(0), begins
        for earlier in self.targets[target.commitment_id, target.strand_id]:
            value = self.resolved(earlier).value
            if earlier.period_end == begins - timedelta(days=1) and value is not None:
                return value, begins
        if accumulates == Accumulation.WHOLE_AGREEMENT:
            return (Decimal(0) if begins <= commitment.agreement.starts else None), begins
        baseline = self.baseline(commitment, target.strand_id)
        if baseline is None:
            return None, begins
        of = periods.period(baseline.period) if baseline.period else None
        return baseline.value, of.end + timedelta(days=1) if of else commitment.agreement.starts

    def first_survey(self, target: Target) -> rating.Promise | None:
        """The survey that a test starts from, where it stands among the figures."""
        commitment = self.commitments[target.commitment_id]
        key = targets.base_key(target.base, Frequency(commitment.indicator.frequency))
        is_placed = key not in (None, targets.BASELINE)
        figure = is_placed and self._figure(target.strand_id, periods.period(key))
        if not figure:
            return None
        return rating.Promise(
            figure.value,
            CellKind.VALUE,
            CellState.NUMERIC,
            sample=figure.sample,
            design_effect=figure.design_effect,
        )

    def value(self, strand_id: int, when: periods.Period | None):
        """The number of a strand and period; None where there is none."""
        figure = when and self._figure(strand_id, when)
        return figure.value if figure else None

    def _figure(self, strand_id: int, when: periods.Period) -> Figure | None:
        """The figure of a period; of a year that has none, the one of a survey made in it."""
        found = self._figures.get((strand_id, when.key))
        if found is None and when.is_year:
            waves = [w for w in self._waves[strand_id] if w.is_within(when.start, when.end)]
            found = self._figures[strand_id, max(waves).key] if waves else None
        return found

    def part(self, strand_id: int, key: str) -> Part | None:
        """A quarter's figure with what it is made of; None where there is none."""
        figure = self._figures.get((strand_id, key))
        return figure and Part(figure.value, figure.numerator, figure.denominator)

    def year_value(self, commitment: Commitment, strand_id: int, year: periods.Period):
        """The figure of a year, from its quarters where there is none of the year itself."""
        if (value := self.value(strand_id, year)) is not None:
            return value
        if year.kind != periods.PeriodKind.FINANCIAL_YEAR:
            return None
        indicator = commitment.indicator
        of_year = [self.part(strand_id, part.key) for part in _parts(indicator, year)]
        return year_of(of_year, indicator.accumulates, indicator.unit, of=len(of_year))

    @cached_property
    def base_periods(self) -> set[str]:
        """The years whose figures a target is a change of, their quarters and their months."""
        found = set()
        for target in itertools.chain.from_iterable(self.targets.values()):
            key = targets.base_key(target.base) if target.kind in _HAVE_A_BASE else None
            if key and key != targets.BASELINE:
                year = periods.period(key)
                of_year = [part for kind in _PARTS for part in parts_of(year, kind)]
                found |= {key, *(part.key for part in of_year)}
        return found

    def know(self, figures: Iterable[Figure]) -> None:
        """Use figures that the caller has read, those of `base_periods` among them."""
        self._figures = {(figure.strand_id, figure.period): figure for figure in figures}

    @cached_property
    def _figures(self) -> dict[tuple[int, str], Figure]:
        """The numbers on record for the commitments' strands; a forecast is none."""
        rows = current(Figure, self.moment).with_a_number()
        rows = rows.filter(strand__indicator__commitments__in=self.commitments).order_by()
        return {(figure.strand_id, figure.period): figure for figure in rows}

    @cached_property
    def _waves(self) -> dict[int, list[periods.Period]]:
        """The waves of surveys of which each strand has a figure."""
        found = defaultdict(list)
        for strand_id, key in self._figures:
            if (when := periods.period(key)).survey:
                found[strand_id].append(when)
        return found


def current(model: type[Version], moment: datetime | None):
    """The newest versions, or those that were the newest at a moment."""
    return model.objects.as_at(moment) if moment else model.objects.current()


def _has_milestones() -> Exists:
    """Whether somebody spread a target over its quarters, so that they are not alike."""
    return Exists(
        Milestone.objects.current().filter(
            commitment=OuterRef("commitment"),
            strand=OuterRef("strand"),
            period_start__gte=OuterRef("period_start"),
            period_end__lte=OuterRef("period_end"),
            value__isnull=False,
        )
    )


_PARTS = (periods.PeriodKind.QUARTER, periods.PeriodKind.MONTH)
_HAVE_A_BASE = targets.CHANGES | targets.TESTS


def _parts(indicator, year: periods.Period) -> list[periods.Period]:
    """The quarters of a year; its months for an indicator that has a figure every month."""
    monthly = indicator.frequency == Frequency.MONTH
    return parts_of(year, _PARTS[monthly])


def _as_base(baseline: Baseline | None) -> Base:
    if baseline is None:
        return Base("the baseline")
    return Base("the baseline", baseline.value, baseline.state == CellState.NUMERIC)
