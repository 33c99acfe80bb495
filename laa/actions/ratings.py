"""Freezing what figures meant, with copies of everything that went into it."""

from collections import defaultdict
from dataclasses import replace

from laa import clock
from laa.models import Baseline, Commitment, Figure, Rating, ReturnLine, Target, User
from laa.rules import periods, rating
from laa.rules.vocabulary import Accumulation, FigureState, Polarity


def freeze_ratings(
    lines: list[ReturnLine], figures: dict[int, Figure], *, by: User
) -> list[Rating]:
    """Rate each line for every commitment whose agreement's term covers the line's period.

    `figures` maps a line's pk to its figure; a line without one asked for the outlook only.
    """
    commitments = _commitments(lines)
    cells = Cells([c for found in commitments.values() for c in found])
    frozen = []
    for line in lines:
        for commitment in commitments[line.strand.indicator_id]:
            if commitment.agreement.starts <= line.period_end <= commitment.agreement.ends:
                frozen.append(_freeze(line, commitment, figures.get(line.pk), cells, by))
    return frozen


def freeze_years_again(lines: list[ReturnLine], *, by: User) -> list[Rating]:
    """Where quarters add up to the year: a corrected or late quarter rates the year anew.

    The year's rating stands with its fourth quarter's line; a new version follows the old.
    """
    frozen = []
    for line in lines:
        year = periods.target_year(line.when)
        if line.strand.indicator.accumulates != Accumulation.PERIOD or year.end == line.period_end:
            continue
        last = ReturnLine.objects.filter(
            strand=line.strand,
            period_end=year.end,
            period__startswith=f"{year.key}-Q",
            state=ReturnLine.State.SIGNED_OFF,
        )
        for fourth in last.select_related("strand__indicator", "partnership", "round"):
            figure = Figure.objects.current().get(strand=line.strand, period=fourth.period)
            fourth.question = f"{line.when.short_label} came in or was corrected."
            frozen += freeze_ratings([fourth], {fourth.pk: figure}, by=by)
    return frozen


def _commitments(lines: list[ReturnLine]) -> dict[int, list[Commitment]]:
    found = defaultdict(list)
    rows = Commitment.objects.filter(
        indicator__in={line.strand.indicator_id for line in lines}
    ).select_related("agreement__rating_rule", "indicator")
    for commitment in rows.order_by("agreement"):
        found[commitment.indicator_id].append(commitment)
    return found


class Cells:
    """The current targets and baselines of some commitments, in two queries."""

    def __init__(self, commitments: list[Commitment]):
        self.targets: dict[tuple[int, int], list[Target]] = defaultdict(list)
        for target in Target.objects.current().filter(commitment__in=commitments):
            self.targets[target.commitment_id, target.strand_id].append(target)
        self.baselines: dict[tuple[int, int], Baseline] = {
            (baseline.commitment_id, baseline.strand_id): baseline
            for baseline in Baseline.objects.current().filter(commitment__in=commitments)
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


def outcome(
    commitment: Commitment,
    figure: rating.Figure,
    target: Target | None,
    baseline: Baseline | None,
) -> rating.Outcome:
    """What a figure would mean for a commitment, from its current cells; nothing is stored."""
    promise = target.promise if target else None
    if target and _is_too_early(target, figure.period):
        promise = rating.Promise(None, target.promise.kind, target.promise.state, target.text)
    return rating.rate(
        figure=figure,
        target=promise,
        baseline=_comparable(baseline, commitment, figure.period) if baseline else None,
        polarity=Polarity(commitment.indicator.polarity),
        accumulates=Accumulation(commitment.indicator.accumulates),
    )


def _comparable(baseline: Baseline, commitment: Commitment, when: periods.Period) -> rating.Promise:
    """The baseline, marked where its span is not the one the figure's year has.

    A calendar year compares with a financial year; an average of three years does not.
    A count since the agreement began compares with a year's baseline in the first year only.
    """
    year = periods.target_year(when)
    of = periods.period(baseline.period) if baseline.period else year
    is_other_span = of.kind != year.kind and not periods.are_years(of, year)
    is_longer = (
        commitment.indicator.accumulates == Accumulation.WHOLE_AGREEMENT
        and year.start > commitment.agreement.starts
    )
    return replace(baseline.promise, is_comparable=not (is_other_span or is_longer))


def _is_too_early(target: Target, when: periods.Period) -> bool:
    """A target for a span of years is judged when the span is over, not every year."""
    return target.when.kind == periods.PeriodKind.SPAN and when.end < target.period_end


def _freeze(line, commitment, figure: Figure | None, cells: Cells, by: User) -> Rating:
    target = cells.target(commitment, line.strand_id, line.when)
    baseline = cells.baseline(commitment, line.strand_id)
    state = FigureState(figure.state) if figure else FigureState.NOT_DUE
    value = _value_to_rate(line, figure)
    result = outcome(commitment, rating.Figure(value, state, line.when), target, baseline)
    older = (
        Rating.objects.current()
        .filter(commitment=commitment, strand=line.strand, period=line.period, round=line.round)
        .first()
    )
    rule = commitment.agreement.rating_rule
    return Rating.objects.create(
        partnership_id=line.partnership_id,
        commitment=commitment,
        strand=line.strand,
        round=line.round,
        period=line.period,
        version=older.version + 1 if older else 1,
        supersedes=older,
        recorded_at=clock.now(line.partnership),
        recorded_by=by,
        reason=line.question if older else "",
        figure=figure,
        rating=result.rating,
        because=result.because or "",
        against_baseline=result.against_baseline,
        judgement=line.judgement,
        judgement_reason=line.judgement_reason,
        outlook=line.outlook,
        outlook_reason=line.outlook_reason,
        commentary=line.commentary,
        figure_value=value,
        figure_state=state,
        is_illustrative=line.is_illustrative,
        target_period=target.period if target else "",
        target_text=target.text if target else "",
        target_value=target.value if target else None,
        target_state=target.state if target else "",
        baseline_text=baseline.text if baseline else "",
        baseline_value=baseline.value if baseline else None,
        rule_name=rule.name,
        rule_version=rule.version,
    )


def _value_to_rate(line: ReturnLine, figure: Figure | None):
    """The figure's value; at the year's end of an indicator whose quarters add, their sum.

    None if a quarter of the year is missing: a sum without it would be somebody else's figure.
    """
    if figure is None or figure.value is None:
        return None
    adds = line.strand.indicator.accumulates == Accumulation.PERIOD
    year = periods.target_year(line.when)
    if not adds or year.key == line.period or not periods.ends_its_year(line.when):
        return figure.value
    parts = Figure.objects.current().filter(
        strand=line.strand, period__startswith=f"{year.key}-Q", value__isnull=False
    )
    values = list(parts.values_list("value", flat=True))
    return sum(values) if len(values) == 4 else None
