"""A partnership's past, as its flags would have seen it: first what was signed off first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from laa.actions.cells import Cells
from laa.actions.projections import led_to
from laa.models import Agreement, Commitment, Partnership, Rating, Strand, flag_policy
from laa.rules.back_test import Told, Year, hidden_under, years_of
from laa.rules.flagging import Word
from laa.rules.outlook import FEWEST_POINTS
from laa.rules.vocabulary import FigureState, Outlook

FIELDS = (
    "commitment_id",
    "strand_id",
    "strand__key",
    "strand__part_of",
    "period",
    "rating",
    "outlook",
    "figure_value",
)


@dataclass
class Past:
    """One promise's strand: a row (period, rating, outlook, figure) a period, earliest first."""

    commitment: int
    strand: int
    key: str
    part_of: int | None
    rows: list[tuple]

    @property
    def words(self) -> list[Word]:
        return [Word(period, rating, outlook) for period, rating, outlook, _ in self.rows]


def past_years(partnership: Partnership, agreement: Agreement | None = None) -> list[Year]:
    """Every year of every promise that ended rated, whatever became of the promise since."""
    commitments = Commitment.objects.filter(partnership=partnership)
    if agreement:
        commitments = commitments.filter(agreement=agreement)
    found = {each.pk: each for each in commitments.select_related("agreement", "indicator")}
    cells, running = Cells(found.values()), flag_policy(partnership).periods_running
    return [
        year
        for commitment, group in groupby(
            _pasts(partnership, agreement), key=lambda past: past.commitment
        )
        for told in _told(found[commitment], list(group), cells)
        for year in years_of(told, running=running)
    ]


def _pasts(partnership: Partnership, agreement: Agreement | None) -> Iterator[Past]:
    """The first word on each period: what a correction said later, no warning could know."""
    ratings = Rating.objects.filter(partnership=partnership)
    if agreement:
        ratings = ratings.filter(commitment__agreement=agreement)
    ratings = ratings.exclude(figure_state=FigureState.FORECAST)
    rows = ratings.order_by(
        "commitment", "strand", "period_end", "-period_start", "recorded_at", "version"
    ).values_list(*FIELDS)
    for names, group in groupby(rows, key=lambda row: row[:4]):
        first: dict[str, tuple] = {}
        for row in group:
            first.setdefault(row[4], row[4:])
        yield Past(*names, list(first.values()))


def _told(commitment: Commitment, pasts: list[Past], cells: Cells) -> Iterator[Told]:
    """Each strand, held against the total it is part of, or else the promise's."""
    by_strand = {past.strand: past for past in pasts}
    overall = next((past for past in pasts if past.key == Strand.ALL), None)
    for past in pasts:
        total = by_strand.get(past.part_of) or overall
        hidden = hidden_under(past.words, total.words) if total and total is not past else ()
        yield Told(past.words, _projected(commitment, past, cells), frozenset(hidden))


def _projected(commitment: Commitment, past: Past, cells: Cells) -> frozenset[str]:
    """The periods after which a line through the figures missed the next target."""
    values = {period: value for period, *_, value in past.rows if value is not None}
    if len(values) < FEWEST_POINTS:
        return frozenset()
    targets = sorted(cells.targets[commitment.pk, past.strand], key=lambda one: one.period_start)
    resolved = [(target, cells.resolved(target)) for target in targets]
    known, projected = {}, set()
    for period, value in values.items():
        known[period] = value
        line = led_to(commitment.indicator, known, resolved)
        if line and line[2] == Outlook.WONT:
            projected.add(period)
    return frozenset(projected)
