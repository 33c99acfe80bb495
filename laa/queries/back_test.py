"""A partnership's past, as its flags would have seen it: first what was signed off first."""

from collections.abc import Iterator
from itertools import groupby

from laa.actions.cells import Cells
from laa.actions.projections import led_to
from laa.models import Agreement, Commitment, Partnership, Rating
from laa.rules.back_test import Told, Year, years_of
from laa.rules.flagging import Word
from laa.rules.outlook import FEWEST_POINTS
from laa.rules.vocabulary import FigureState, Outlook

FIELDS = ("commitment_id", "strand_id", "period", "rating", "outlook", "figure_value")


def past_years(partnership: Partnership, agreement: Agreement | None = None) -> list[Year]:
    """Every year of every promise that ended rated, whatever became of the promise since."""
    commitments = Commitment.objects.filter(partnership=partnership)
    if agreement:
        commitments = commitments.filter(agreement=agreement)
    found = {each.pk: each for each in commitments.select_related("agreement", "indicator")}
    cells = Cells(found.values())
    return [
        year
        for commitment, strand, rows in _stories(partnership, agreement)
        for year in years_of(_told(found[commitment], strand, rows, cells))
    ]


def _stories(partnership, agreement) -> Iterator[tuple[int, int, list[tuple]]]:
    """The first word on each period: what a correction said later, no warning could know."""
    ratings = Rating.objects.filter(partnership=partnership)
    if agreement:
        ratings = ratings.filter(commitment__agreement=agreement)
    ratings = ratings.exclude(figure_state=FigureState.FORECAST)
    rows = ratings.order_by(
        "commitment", "strand", "period_end", "-period_start", "recorded_at", "version"
    ).values_list(*FIELDS)
    for (commitment, strand), group in groupby(rows, key=lambda row: row[:2]):
        first: dict[str, tuple] = {}
        for _, _, *row in group:
            first.setdefault(row[0], tuple(row))
        yield commitment, strand, list(first.values())


def _told(commitment: Commitment, strand: int, rows: list[tuple], cells: Cells) -> Told:
    words = [Word(period, rating, outlook) for period, rating, outlook, _ in rows]
    values = {period: value for period, *_, value in rows if value is not None}
    if len(values) < FEWEST_POINTS:
        return Told(words)
    targets = sorted(cells.targets[commitment.pk, strand], key=lambda one: one.period_start)
    resolved = [(target, cells.resolved(target)) for target in targets]
    known, projected = {}, set()
    for period, value in values.items():
        known[period] = value
        line = led_to(commitment.indicator, known, resolved)
        if line and line[2] == Outlook.WONT:
            projected.add(period)
    return Told(words, frozenset(projected))
