"""Freezing what figures meant, with copies of everything that went into it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from laa import clock
from laa.actions.cells import Cells
from laa.actions.figures import current_figures
from laa.models import Baseline, Commitment, Figure, Rating, ReturnLine, User
from laa.rules import periods, rating
from laa.rules.alike import are_alike
from laa.rules.parts import parts_of
from laa.rules.targets import TESTS
from laa.rules.vocabulary import Accumulation, FigureState, Polarity
from laa.rules.years import Part, year_of
from laa.waking import after_commit


def freeze_ratings(
    lines: list[ReturnLine], figures: Mapping[int, Figure], *, by: User
) -> list[Rating]:
    """Rate each line for every commitment whose agreement's term covers the line's period.

    `figures` maps a line's pk to its figure; a line without one asked for the outlook only.
    Six queries or so, however many lines.
    """
    commitments = commitments_of(lines)
    older = _older(lines)
    frozen = [
        (line, commitment, figures.get(line.pk), older.get(_key(commitment, line)))
        for line in lines
        for commitment in commitments[line.strand.indicator_id]
        if commitment.agreement.starts <= line.period_end <= commitment.agreement.ends
    ]
    return freeze([(*each, each[0].question if each[3] else "") for each in frozen], by=by)


def freeze_again(ratings: list[Rating], figure: Figure, *, reason: str, by: User) -> list[Rating]:
    """What a corrected figure means wherever it was rated: a version after each, none changed."""
    wanted = Commitment.objects.filter(pk__in=[old.commitment_id for old in ratings]).with_rules()
    of = {commitment.pk: commitment for commitment in wanted}
    return freeze([(old, of[old.commitment_id], figure, old, reason) for old in ratings], by=by)


def freeze(what: list[tuple], *, by: User) -> list[Rating]:
    """Keep ratings: of what was said (a line, or an older rating's copy of one), for a commitment,
    of a figure, after an older rating (None: the first), for a reason."""
    if what:
        # What is off track stands on the board's list at once, without waiting for beat.
        after_commit("laa.tasks.run_in_partnership", "flag_off_track", what[0][0].partnership_id)
    cells = Cells([commitment for _, commitment, *_ in what])
    sums = _Years([said for said, *_ in what])
    return Rating.objects.bulk_create(
        _frozen(said, commitment, figure, older, reason, cells=cells, sums=sums, by=by)
        for said, commitment, figure, older, reason in what
    )


def _key(commitment: Commitment, of) -> tuple:
    return commitment.pk, of.strand_id, of.period, of.round_id


def _older(lines: list[ReturnLine]) -> dict[tuple, Rating]:
    rows = Rating.objects.current().filter(
        strand__in={line.strand_id for line in lines},
        period__in={line.period for line in lines},
        round__in={line.round_id for line in lines},
    )
    return {(row.commitment_id, row.strand_id, row.period, row.round_id): row for row in rows}


def freeze_years_again(came_in: Sequence[ReturnLine | Figure], *, by: User) -> list[Rating]:
    """Where quarters add up to the year: a corrected or late quarter rates the year anew.

    The year's rating stands with its fourth quarter's line; a new version follows the old. Years
    whose fourth quarter came in with them were rated then.
    """
    came: dict[tuple[int, str], list[str]] = defaultdict(list)
    rated = {(each.strand_id, each.period) for each in came_in}
    for line in came_in:
        year = periods.target_year(line.when)
        adds = line.strand.indicator.accumulates == Accumulation.PERIOD
        if adds and year.end != line.period_end:
            for last in parts_of(year, line.when.kind)[-1:]:
                came[line.strand_id, last.key].append(line.when.short_label)
    if not came:
        return []
    rows = ReturnLine.objects.filter(
        strand__in={strand for strand, _ in came},
        period__in={period for _, period in came},
        state=ReturnLine.State.SIGNED_OFF,
    )
    fourths = [
        row
        for row in rows.select_related("strand__indicator", "partnership__demonstration", "round")
        if (row.strand_id, row.period) in came.keys() - rated
    ]
    figures = current_figures(fourths)
    for fourth in fourths:
        quarters = " and ".join(came[fourth.strand_id, fourth.period])
        fourth.question = f"{quarters} came in or was corrected."
    of = {fourth.pk: figures.get((fourth.strand_id, fourth.period)) for fourth in fourths}
    return freeze_ratings(fourths, of, by=by)


def commitments_of(lines: Sequence[ReturnLine | Figure]) -> dict[int, list[Commitment]]:
    """The promises that stand, of every agreement, by the indicator that lines are of."""
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

    A calendar year compares with a financial year; an average of three years does not, nor does
    the wave of another survey.
    A count since the agreement began compares with a year's baseline in the first year only.
    """
    year = periods.target_year(when)
    of = periods.period(baseline.period) if baseline.period else year
    is_other_span = not are_alike(of, when if when.survey else year)
    is_longer = (
        commitment.indicator.accumulates == Accumulation.WHOLE_AGREEMENT
        and year.start > commitment.agreement.starts
    )
    return replace(baseline.promise, is_comparable=not (is_other_span or is_longer))


def _frozen(said, commitment, figure: Figure | None, older, reason, *, cells, sums, by) -> Rating:
    """A rating with copies of all that went into it, not saved."""
    target = cells.target(commitment, said.strand_id, said.when)
    baseline = cells.baseline(commitment, said.strand_id)
    state = FigureState(figure.state) if figure else FigureState.NOT_DUE
    value = sums.value_to_rate(said, figure)
    sample, effect = (figure.sample, figure.design_effect) if figure else (None, None)
    result = outcome(
        commitment,
        said.strand_id,
        rating.Figure(value, state, said.when, sample, effect),
        cells,
        _judgement(said),
    )
    rule = cells.rule(commitment)
    resolved = cells.resolved(target) if target else None
    return Rating(
        partnership_id=said.partnership_id,
        commitment=commitment,
        strand=said.strand,
        round=said.round,
        period=said.period,
        period_start=said.period_start,
        period_end=said.period_end,
        version=older.version + 1 if older else 1,
        supersedes=older,
        recorded_at=clock.now(said.partnership),
        recorded_by=by,
        reason=reason,
        figure=figure,
        rating=result.rating,
        because=result.because or "",
        against_baseline=result.against_baseline,
        judgement=said.judgement,
        judgement_reason=said.judgement_reason,
        outlook=said.outlook,
        outlook_reason=said.outlook_reason,
        commentary=said.commentary,
        recovery=said.recovery,
        recovery_due=said.recovery_due,
        help_needed=said.help_needed,
        figure_value=value,
        figure_state=state,
        is_illustrative=said.is_illustrative,
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


class _Years:
    """The quarters, or months, of the years that some lines end: read once, added when asked."""

    def __init__(self, lines: list):
        self.found: dict[tuple[int, str], Part] = {}
        adding = [line for line in lines if self._adds(line)]
        if not adding:
            return
        rows = Figure.objects.current().filter(
            strand__in={line.strand_id for line in adding},
            period__in={part.key for line in adding for part in self._parts(line)},
            value__isnull=False,
        )
        for row in rows:
            part = Part(row.value, row.numerator, row.denominator)
            self.found[row.strand_id, row.period] = part

    @staticmethod
    def _parts(line) -> list[periods.Period]:
        return parts_of(periods.target_year(line.when), line.when.kind)

    @staticmethod
    def _adds(line) -> bool:
        adds = line.strand.indicator.accumulates == Accumulation.PERIOD
        is_part = periods.target_year(line.when).key != line.period
        return adds and is_part and periods.ends_its_year(line.when)

    def value_to_rate(self, line, figure: Figure | None) -> Decimal | None:
        """The figure's value; at the year's end of an indicator whose quarters add, their sum.

        None if a quarter of the year is missing: a sum without it would be somebody else's figure.
        """
        if figure is None or figure.value is None or not self._adds(line):
            return figure and figure.value
        indicator = line.strand.indicator
        parts = [self.found.get((line.strand_id, part.key)) for part in self._parts(line)]
        return year_of(parts, indicator.accumulates, indicator.unit, of=len(parts))


def _judgement(line) -> rating.Judgement | None:
    if not line.judgement:
        return None
    return rating.Judgement(line.judgement, line.judgement_reason)
