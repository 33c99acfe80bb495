"""What was promised on some commitments, as it stands now: read once, worked out when asked."""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from laa.models import Baseline, Commitment, Figure, Milestone, RatingRule, Target
from laa.rules import periods, rating, targets
from laa.rules.profile import Line, on_the_line
from laa.rules.targets import Base, Resolved
from laa.rules.vocabulary import Accumulation, CellKind, CellState, Frequency
from laa.rules.years import Part, year_of

Key = tuple[int, int]
"""A commitment and one of its strands, by id."""


class Cells:
    """The current targets and baselines of some commitments, each in a query when asked for.

    A third reads figures, where a target is a change of a year's figure or the rule asks for one.
    """

    def __init__(self, commitments: Iterable[Commitment]):
        self.commitments = {commitment.pk: commitment for commitment in commitments}
        self.targets: dict[Key, list[Target]] = defaultdict(list)
        for target in Target.objects.current().filter(commitment__in=self.commitments):
            self.targets[target.commitment_id, target.strand_id].append(target)
        self.tried: dict[Key, Baseline] = {}
        self.rules: dict[int, RatingRule] = {}

    @cached_property
    def baselines(self) -> dict[Key, Baseline]:
        rows = Baseline.objects.current().filter(commitment__in=self.commitments)
        return {(baseline.commitment_id, baseline.strand_id): baseline for baseline in rows}

    def try_baseline(self, commitment: Commitment, strand_id: int, baseline: Baseline) -> None:
        """Go by another baseline than the agreed one, to see what it would mean."""
        self.baselines[commitment.pk, strand_id] = baseline
        self.tried[commitment.pk, strand_id] = baseline

    def share(self, other: "Cells") -> None:
        """Read nothing again that another has read of the same commitments."""
        self.targets, self.baselines = other.targets, other.baselines
        self._figures, self._milestones = other._figures, other._milestones

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
            if target.period == year.key:
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
            return baseline.period == key
        return periods.period(key).end < commitment.agreement.starts

    @cached_property
    def _milestones(self) -> dict[tuple[int, int, str], Milestone]:
        rows = Milestone.objects.current().filter(commitment__in=self.commitments)
        return {(one.commitment_id, one.strand_id, one.period): one for one in rows}

    def milestone_row(self, commitment: Commitment, strand_id: int, when: periods.Period):
        return self._milestones.get((commitment.pk, strand_id, when.key))

    def milestone(self, commitment: Commitment, strand_id: int, when: periods.Period):
        """The share of the year's target that falls to a quarter; None where it has none."""
        if periods.ends_its_year(when):
            return None
        row = self.milestone_row(commitment, strand_id, when)
        return row.value if row else None

    def last_year(self, commitment: Commitment, strand_id: int, when: periods.Period):
        """The figure of the same period a year ago, where the rule asks for it.

        Where a fourth quarter stands for its year, so does last year's.
        """
        if not self.rule(commitment).improvement:
            return None
        year = periods.target_year(when)
        adds = commitment.indicator.accumulates == Accumulation.PERIOD
        if adds and year.key != when.key and periods.ends_its_year(when):
            return self.year_value(commitment, strand_id, periods.before(year))
        return self.value(strand_id, periods.year_before(when))

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
        figure = self._figures.get((target.strand_id, key)) if key else None
        return figure and rating.Promise(
            figure.value,
            CellKind.VALUE,
            CellState.NUMERIC,
            sample=figure.sample,
            design_effect=figure.design_effect,
        )

    def value(self, strand_id: int, when: periods.Period):
        """The figure of a strand and period; None where there is none."""
        figure = self._figures.get((strand_id, when.key))
        return figure.value if figure else None

    def year_value(self, commitment: Commitment, strand_id: int, year: periods.Period):
        """The figure of a year, from its quarters where there is none of the year itself."""
        if (value := self.value(strand_id, year)) is not None:
            return value
        if year.kind != periods.PeriodKind.FINANCIAL_YEAR:
            return None
        found = [self._figures.get((strand_id, f"{year.key}-Q{n}")) for n in range(1, 5)]
        quarters = [f and Part(f.value, f.numerator, f.denominator) for f in found]
        indicator = commitment.indicator
        return year_of(quarters, indicator.accumulates, indicator.unit)

    @cached_property
    def base_periods(self) -> set[str]:
        """The years whose figures a target is a change of, and their quarters."""
        found = set()
        for target in itertools.chain.from_iterable(self.targets.values()):
            key = targets.base_key(target.base) if target.kind in _HAVE_A_BASE else None
            if key and key != targets.BASELINE:
                found |= {key, *(f"{key}-Q{number}" for number in range(1, 5))}
        return found

    def know(self, figures: Iterable[Figure]) -> None:
        """Use figures that the caller has read, those of `base_periods` among them."""
        self._figures = {(figure.strand_id, figure.period): figure for figure in figures}

    @cached_property
    def _figures(self) -> dict[tuple[int, str], Figure]:
        """The numbers on record for the commitments' strands; a forecast is none."""
        rows = Figure.objects.current().with_a_number()
        rows = rows.filter(strand__indicator__commitments__in=self.commitments)
        return {(figure.strand_id, figure.period): figure for figure in rows}


_HAVE_A_BASE = targets.CHANGES | targets.TESTS


def _as_base(baseline: Baseline | None) -> Base:
    if baseline is None:
        return Base("the baseline")
    return Base("the baseline", baseline.value, baseline.state == CellState.NUMERIC)
