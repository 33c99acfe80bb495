"""Freezing what figures meant, with copies of everything that went into it."""

from collections import defaultdict
from dataclasses import replace

from laa import clock
from laa.actions.cells import Cells
from laa.models import Baseline, Commitment, Figure, Rating, ReturnLine, User
from laa.rules import periods, rating
from laa.rules.targets import TESTS
from laa.rules.vocabulary import Accumulation, FigureState, Polarity
from laa.rules.years import Part, year_of


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
    rows = (
        Commitment.objects.kept()
        .filter(indicator__in={line.strand.indicator_id for line in lines})
        .with_rules()
    )
    for commitment in rows.order_by("agreement"):
        found[commitment.indicator_id].append(commitment)
    return found


def outcome(
    commitment: Commitment,
    strand_id: int,
    figure: rating.Figure,
    cells: Cells,
    judgement: rating.Judgement | None = None,
) -> rating.Outcome:
    """What a figure would mean for a commitment, from its current cells; nothing is stored."""
    target = cells.target(commitment, strand_id, figure.period)
    baseline = cells.baseline(commitment, strand_id)
    start = _comparable(baseline, commitment, figure.period) if baseline else None
    if target and target.kind in TESTS and (start is None or start.value is None):
        start = cells.first_survey(target)
    return rating.rate(
        figure=figure,
        target=cells.promise(target, figure.period) if target else None,
        baseline=start,
        polarity=Polarity(commitment.indicator.polarity),
        accumulates=Accumulation(commitment.indicator.accumulates),
        milestone=cells.milestone(commitment, strand_id, figure.period),
        rule=cells.rule(commitment).rule,
        on_the_way=cells.on_the_way(target, figure.period) if target else None,
        last_year=cells.last_year(commitment, strand_id, figure.period),
        judgement=judgement,
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


def _freeze(line, commitment, figure: Figure | None, cells: Cells, by: User) -> Rating:
    target = cells.target(commitment, line.strand_id, line.when)
    baseline = cells.baseline(commitment, line.strand_id)
    state = FigureState(figure.state) if figure else FigureState.NOT_DUE
    value = _value_to_rate(line, figure)
    sample, effect = (figure.sample, figure.design_effect) if figure else (None, None)
    result = outcome(
        commitment,
        line.strand_id,
        rating.Figure(value, state, line.when, sample, effect),
        cells,
        _judgement(line),
    )
    older = (
        Rating.objects.current()
        .filter(commitment=commitment, strand=line.strand, period=line.period, round=line.round)
        .first()
    )
    rule = cells.rule(commitment)
    resolved = cells.resolved(target) if target else None
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
        target_value=resolved.value if resolved else None,
        target_upper=resolved.upper if resolved else None,
        target_state=target.state if target else "",
        baseline_text=baseline.text if baseline else "",
        baseline_value=baseline.value if baseline else None,
        figure_sample=sample,
        figure_design_effect=effect,
        baseline_sample=baseline.sample if baseline else None,
        baseline_design_effect=baseline.design_effect if baseline else None,
        aim=result.aim,
        is_reached=result.is_reached,
        note=result.note,
        rule_name=rule.name,
        rule_version=rule.version,
    )


def _value_to_rate(line: ReturnLine, figure: Figure | None):
    """The figure's value; at the year's end of an indicator whose quarters add, their sum.

    None if a quarter of the year is missing: a sum without it would be somebody else's figure.
    """
    if figure is None or figure.value is None:
        return None
    indicator, year = line.strand.indicator, periods.target_year(line.when)
    adds = indicator.accumulates == Accumulation.PERIOD
    if not adds or year.key == line.period or not periods.ends_its_year(line.when):
        return figure.value
    rows = Figure.objects.current().filter(
        strand=line.strand, period__startswith=f"{year.key}-Q", value__isnull=False
    )
    parts = [Part(*numbers) for numbers in rows.values_list("value", "numerator", "denominator")]
    return year_of(parts, indicator.accumulates, indicator.unit)


def _judgement(line) -> rating.Judgement | None:
    if not line.judgement:
        return None
    return rating.Judgement(line.judgement, line.judgement_reason)
