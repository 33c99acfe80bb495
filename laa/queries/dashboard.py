"""What a board sees: the newest signed-off word on every promise, exceptions first."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, Value

from laa import clock
from laa.actions.cells import Cells, current
from laa.actions.shared_parts import shared_totals
from laa.models import (
    Agreement,
    Commitment,
    Figure,
    Flag,
    Partner,
    Rating,
    ReturnLine,
    Strand,
)
from laa.queries.dashboard_row import Row
from laa.queries.points import POINT_FIELDS, Point
from laa.rules import periods
from laa.rules.vocabulary import FigureState
from laa.rules.vocabulary import Rating as Word


@dataclass
class Dashboard:
    """Rows in printed order, with the counts that a board asks for first."""

    rows: list[Row]
    newest_round: periods.Period | None
    round_before: periods.Period | None = None
    as_at: date | None = None
    """The day that is over as at which it is; None is now."""
    chores: Counter = field(default_factory=Counter)
    """How much housekeeping among officers is left, by its reason in words."""

    @property
    def chores_said(self) -> str:
        """What officers are behind with, as boards see it: how many of each, and nothing more."""
        return "; ".join(f"{name}: {number}" for name, number in sorted(self.chores.items()))

    @property
    def exceptions(self) -> list[Row]:
        """What is off track, and what has an open flag: it was, or gives another cause to look."""
        return [row for row in self.rows if row.rating == Word.OFF_TRACK or row.flags]

    @property
    def waiting(self) -> list[Row]:
        return [row for row in self.rows if row.is_waiting]

    @property
    def by_theme(self) -> dict:
        themes = defaultdict(list)
        for row in self.rows:
            themes[row.commitment.theme].append(row)
        return dict(themes)

    @property
    def rated(self) -> list[Row]:
        return [row for row in self.rows if row.last_rated]

    @property
    def fresh(self) -> int:
        return sum(row.is_fresh for row in self.rows)

    @property
    def carried(self) -> int:
        return len(self.rated) - self.fresh

    @property
    def rule(self) -> str:
        return usual_rule(self.rows)

    def count(self, *ratings: str) -> int:
        return sum(row.rating in ratings for row in self.rows)

    def count_before(self, *ratings: str) -> int:
        """The same count when the round before the newest was all there was."""
        return sum(row.rating_before in ratings for row in self.rows)


def usual_rule(rows: list[Row]) -> str:
    """The rule that most of the ratings shown were made by; "" before there is one."""
    made = Counter(row.rule_said for row in rows if row.last_rated)
    return made.most_common(1)[0][0] if made else ""


@dataclass(frozen=True)
class _When:
    """As the dashboard is asked for: now, or as at the end of a day that is over.

    As at a day it takes in what was recorded by its end, about periods that had ended by then.
    """

    day: date
    is_past: bool

    @property
    def moment(self) -> datetime | None:
        return clock.end_of(self.day) if self.is_past else None

    @property
    def ended(self) -> dict:
        return {"period_end__lte": self.day} if self.is_past else {}


def dashboard(
    agreement: Agreement,
    *,
    themes=None,
    led_by: Partner | None = None,
    today: date | None = None,
    as_at: date | None = None,
) -> Dashboard:
    """The dashboard of an agreement, or of some of its themes, in nine queries at most.

    `led_by` leaves only what a partner, or a service within it, answers for. `today` None is the
    partnership's own; `as_at` None is now.
    """
    when = _When(as_at or today or clock.today(agreement.partnership), as_at is not None)
    promises = _commitments(agreement, themes, when)
    rows = _rows(promises if led_by is None else promises.led_by(led_by), when)
    of_agreement = {"commitment__agreement": agreement}
    newest, before = _add_points(rows, of_agreement, when)
    cells = Cells((row.commitment for row in rows.values()), moment=when.moment)
    _add_forecasts(rows, agreement, cells)
    _add_targets(rows, cells)
    chores = _add_flags(rows, agreement, when)
    if not when.is_past:
        _add_totals(rows)
    for row in rows.values():
        row.newest_round = newest.key if newest else ""
    found = Dashboard(list(rows.values()), newest, before, as_at, chores)
    usual = found.rule
    for row in found.rows:
        row.usual_rule = usual
    return found


def _commitments(agreement: Agreement, themes, when: _When):
    commitments = Commitment.objects.filter(agreement=agreement)
    if when.is_past:
        # What became of plans since cannot be taken back out of their counts.
        nothing = dict.fromkeys(("plan_actions", "plan_open", "plan_overdue"), Value(0))
        commitments = commitments.kept(on=when.day).annotate(**nothing)
    else:
        commitments = commitments.kept().with_plan_counts(when.day)
    return commitments if themes is None else commitments.filter(theme__in=themes)


def _rows(commitments, when: _When) -> dict[tuple[int, int], Row]:
    strands = Strand.objects.with_last_break(when.moment)
    found = (
        commitments.with_rules()
        .select_related("theme", "lead")
        .prefetch_related(Prefetch("indicator__strands", strands))
        .in_printed_order()
    )
    return {
        (commitment.pk, strand.pk): Row(
            commitment, strand.label, broken_on=strand.broken_on, strand=strand
        )
        for commitment in map(_as_it_was(when), found)
        for strand in commitment.indicator.strands.all()
        if not strand.retired_on or (when.is_past and strand.retired_on > when.day)
    }


def _as_it_was(when: _When):
    """Gives a commitment whose indicator says nothing of an end that was still to come."""

    def then(commitment: Commitment) -> Commitment:
        indicator = commitment.indicator
        if when.is_past and indicator.retired_on and indicator.retired_on > when.day:
            indicator.retired_on, indicator.discontinued_because = None, ""
        return commitment

    return then


def _add_points(
    rows: dict[tuple[int, int], Row], of_agreement: dict, when: _When
) -> tuple[periods.Period | None, periods.Period | None]:
    """Adds what was signed off, in order of time; the newest round of all, and the one before.

    None where nothing was signed off yet.
    """
    rounds = set()
    ratings = (
        current(Rating, when.moment)
        .filter(**of_agreement, **when.ended)
        .order_by("period_end", "round__period_end", "pk")
        .values_list("commitment", "strand", *POINT_FIELDS)
    )
    for commitment, strand, *values in ratings:
        point = Point(*values)
        rounds.add(point.round)
        if row := rows.get((commitment, strand)):
            row.points.append(point)
    newest_first = sorted(map(periods.period, rounds), key=lambda p: p.end, reverse=True)
    return (*newest_first[:2], None, None)[:2]


def _add_targets(rows: dict[tuple[int, int], Row], cells: Cells) -> None:
    for key, row in rows.items():
        row.targets = sorted(cells.targets[key], key=lambda target: target.period_start)
        row.come_to = [cells.resolved(target) for target in row.targets]


def _add_forecasts(rows: dict[tuple[int, int], Row], agreement: Agreement, cells: Cells) -> None:
    """Forecasts that no figure has replaced yet; the newest period's, where there are several.

    The figures that targets are a change of come with them, in the same query.
    """
    by_strand = {strand: row for (_, strand), row in rows.items()}
    is_forecast = Q(state=FigureState.FORECAST)
    # A base may be the wave of a survey, made some time in the year that the target names.
    of_a_base = Q(period__in=cells.base_periods) | Q(period__contains=":")
    found = (
        current(Figure, cells.moment)
        .filter(strand__indicator__commitments__agreement=agreement)
        .filter(is_forecast | of_a_base, period_end__lte=agreement.ends)
        .order_by("period_end")
    )
    figures_of_bases = []
    for figure in found:
        if figure.state != FigureState.FORECAST:
            figures_of_bases.append(figure)
        elif row := by_strand.get(figure.strand_id):
            row.forecast = figure
    cells.know(figure for figure in figures_of_bases if FigureState(figure.state).has_number)


def _add_totals(rows: dict[tuple[int, int], Row]) -> None:
    """The parts of what is shared; one query where there is anything of the kind."""
    totals = {row.strand.part_of_id for row in rows.values() if row.strand.part_of_id}
    shared = shared_totals(totals) if totals else {}
    for row in rows.values():
        row.total = shared.get(row.strand.pk)


def _add_flags(rows: dict[tuple[int, int], Row], agreement: Agreement, when: _When) -> Counter:
    """Adds what boards see to the rows; how much housekeeping is left, by its reason.

    A late return counts where it owes figures of this agreement.
    """
    flags = Flag.objects.open_at(when.moment) if when.is_past else Flag.objects.open()
    lines = ReturnLine.objects.filter(
        quarterly_return=OuterRef("quarterly_return"),
        strand__indicator__commitments__agreement=agreement,
    )
    of_its_returns = Q(quarterly_return=None) | Exists(lines)
    of_nothing_promised = Q(commitment=None, partnership=agreement.partnership_id) & of_its_returns
    shown, chores = {commitment for commitment, _ in rows}, Counter()
    for flag in flags.filter(Q(commitment__agreement=agreement) | of_nothing_promised):
        if flag.reason in Flag.HOUSEKEEPING:
            if flag.commitment_id is None or flag.commitment_id in shown:
                chores[flag.get_reason_display()] += 1
        elif row := rows.get((flag.commitment_id, flag.strand_id)):
            row.flags.append(flag)
    return chores
