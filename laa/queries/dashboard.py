"""What a board sees: the newest signed-off word on every promise, exceptions first."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from laa.actions.cells import Cells
from laa.charts.sparkline import sparkline
from laa.models import Agreement, Commitment, Figure, Flag, Rating, Target
from laa.queries.points import POINT_FIELDS, Point
from laa.queries.words import rated_target_said, resolved_said, words_of
from laa.rules import figures, periods
from laa.rules.direction import printed_alike, since_last_period
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
    flag: Flag | None = None
    newest_round: str = ""

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
        """The newest due point if it was rated."""
        return self.last_due if self.last_due and self.last_due.is_rated else None

    @property
    def rating(self) -> str:
        return self.last_rated.rating if self.last_rated else Word.NOT_RATED

    @property
    def rating_label(self) -> str:
        """Words for the rating: once a period is over a target is met or missed."""
        if self.last_rated:
            return words_of(self.last_rated)
        return f"Not rated: {self.why_not}"

    @property
    def why_not(self) -> str:
        if self.is_waiting:
            return Because.NO_TARGET.label
        newest = self.last_due or self.latest
        return Because(newest.because).label if newest else "nothing signed off yet"

    @property
    def is_fresh(self) -> bool:
        """Whether the rating was made in the newest round, not carried from an earlier one."""
        return bool(self.last_rated) and self.last_rated.round == self.newest_round

    @property
    def is_waiting(self) -> bool:
        """No target of this promise can be used yet: deferred, delayed or still to be set."""
        return bool(self.targets) and all(target.is_waiting for target in self.targets)

    @property
    def is_worse_than_baseline(self) -> bool:
        return bool(self.last_rated) and self.last_rated.against_baseline == Comparison.WORSE

    @property
    def direction(self) -> Comparison:
        """Better or worse than the figure before, whatever way that is on paper."""
        outturns = [p for p in self.points if p.value is not None and p.state != "forecast"]
        values = list({point.period: point.value for point in outturns}.values())
        if len(values) < 2:
            return Comparison.UNKNOWN
        indicator = self.commitment.indicator
        return since_last_period(
            values[-1],
            values[-2],
            Polarity(indicator.polarity),
            Accumulation(indicator.accumulates),
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
    def has_own_rule(self) -> bool:
        return hasattr(self.commitment, "own_rule")

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


@dataclass
class Dashboard:
    """Rows in printed order, with the counts that a board asks for first."""

    rows: list[Row]
    newest_round: periods.Period | None

    @property
    def exceptions(self) -> list[Row]:
        """What is off track, and what was and has not been answered since: its flag is open."""
        return [row for row in self.rows if row.rating == Word.OFF_TRACK or row.flag]

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

    def count(self, rating: str) -> int:
        return Counter(row.rating for row in self.rows)[rating]


def dashboard(agreement: Agreement, *, themes=None) -> Dashboard:
    """The dashboard of an agreement, or of some of its themes, in eight queries at most."""
    commitments = Commitment.objects.kept().filter(agreement=agreement)
    if themes is not None:
        commitments = commitments.filter(theme__in=themes)
    rows = _rows(commitments)
    of_agreement = {"commitment__agreement": agreement}
    newest = _add_points(rows, of_agreement)
    cells = Cells(row.commitment for row in rows.values())
    _add_forecasts(rows, agreement, cells)
    _add_targets(rows, cells)
    _add_flags(rows, of_agreement)
    for row in rows.values():
        row.newest_round = newest.key if newest else ""
    return Dashboard(list(rows.values()), newest)


def _rows(commitments) -> dict[tuple[int, int], Row]:
    found = (
        commitments.with_rules()
        .select_related("theme", "lead")
        .prefetch_related("indicator__strands")
        .in_printed_order()
    )
    return {
        (commitment.pk, strand.pk): Row(commitment, strand.label)
        for commitment in found
        for strand in commitment.indicator.strands.all()
        if not strand.retired_on
    }


def _add_points(rows: dict[tuple[int, int], Row], of_agreement: dict) -> periods.Period | None:
    """Adds what was signed off, in order of time; the newest round of the whole agreement.

    None where nothing was signed off yet.
    """
    rounds = set()
    ratings = (
        Rating.objects.current()
        .filter(**of_agreement)
        .order_by("period_end", "round__period_end", "pk")
        .values_list("commitment", "strand", *POINT_FIELDS)
    )
    for commitment, strand, *values in ratings:
        point = Point(*values)
        rounds.add(point.round)
        if row := rows.get((commitment, strand)):
            row.points.append(point)
    return max(map(periods.period, rounds), key=lambda period: period.end, default=None)


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
    found = (
        Figure.objects.current()
        .filter(strand__indicator__commitments__agreement=agreement)
        .filter(is_forecast | Q(period__in=cells.base_periods), period_end__lte=agreement.ends)
        .order_by("period_end")
    )
    figures_of_bases = []
    for figure in found:
        if figure.state != FigureState.FORECAST:
            figures_of_bases.append(figure)
        elif row := by_strand.get(figure.strand_id):
            row.forecast = figure
    cells.know(figure for figure in figures_of_bases if FigureState(figure.state).has_number)


def _add_flags(rows: dict[tuple[int, int], Row], of_agreement: dict) -> None:
    for flag in Flag.objects.open().filter(**of_agreement):
        row = rows.get((flag.commitment_id, flag.strand_id))
        if row:
            row.flag = flag
