"""What stands beside a number: the count of a rate, as a figure has it and as a promise prints it.

The rating is of the rate. A count is said beside it, with whether it reached the printed count; the
printed pairs are checked against one another by what their rounding leaves open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from laa.models import Baseline, Figure, Indicator, Rating, Target
from laa.queries.words import rating_words
from laa.rules.crosscheck import Beside, agreement_said, printed_to, questions
from laa.rules.figures import plain
from laa.rules.rating import reaches
from laa.rules.targets import BASELINE
from laa.rules.vocabulary import CellKind, Polarity, Unit
from laa.rules.vocabulary import Rating as Word

WAYS = (Polarity.UP, Polarity.DOWN)


def beside_said(cell: Baseline | Target, indicator: Indicator) -> str:
    """ "Count 99" beside a rate; any other second number by what it is. "" where there is none."""
    if cell.secondary is None or cell.kind == CellKind.RANGE:
        return ""
    word = "Count" if indicator.unit == Unit.RATE else "Beside it"
    return f"{word} {plain(cell.secondary)}"


@dataclass(frozen=True)
class Counted:
    """The count of a signed-off figure and the one that was aimed at; None is not known."""

    count: Decimal | None = None
    out_of: Decimal | None = None
    aim: Decimal | None = None
    verdict: str = ""

    @property
    def said(self) -> str:
        """ "Count 100, out of 185.6; against 99: target missed"."""
        if self.count is None:
            return ""
        out_of = f", out of {plain(self.out_of)}" if self.out_of is not None else ""
        against = f"; against {plain(self.aim)}: {self.verdict}" if self.verdict else ""
        return f"Count {plain(self.count)}{out_of}{against}"


def counted(
    rating: Rating, figure: Figure | None, target: Target | None, indicator: Indicator
) -> Counted:
    """The count behind a rating, if what was rated is the figure that it belongs to.

    A year that is the sum of its quarters is not what its last quarter counts. The printed count
    is what was aimed at only where the rate was held against the same printed target.
    """
    if figure is None or figure.numerator is None or figure.value != rating.figure_value:
        return Counted()
    if indicator.unit != Unit.RATE or not _is_what_was_aimed_at(target, rating):
        return Counted(figure.numerator, figure.denominator)
    polarity = Polarity(indicator.polarity)
    if polarity not in WAYS:
        return Counted(figure.numerator, figure.denominator, target.secondary)
    is_reached = reaches(figure.numerator, target.secondary, polarity)
    word = Word.ON_TRACK if is_reached else Word.OFF_TRACK
    said = rating_words(word, rating.period, target_period=rating.target_period)
    return Counted(figure.numerator, figure.denominator, target.secondary, said.lower())


def _is_what_was_aimed_at(target: Target | None, rating: Rating) -> bool:
    return (
        target is not None
        and target.kind == CellKind.VALUE
        and target.secondary is not None
        and target.text == rating.target_text
        and rating.aim is not None
        and rating.aim == rating.target_value
    )


@dataclass(frozen=True)
class CrossCheck:
    """Whether the printed rates and counts agree: in a sentence, and what to ask of which cell."""

    said: str
    doubts: dict[str, str]


def cross_check(
    baseline: Baseline | None, targets: Sequence[Target], indicator: Indicator
) -> CrossCheck:
    """The printed rates with their counts against one another; nothing where fewer than two."""
    if indicator.unit != Unit.RATE:
        return CrossCheck("", {})
    cells = [
        _beside(target, target.period, target.when.short_label, indicator) for target in targets
    ]
    if baseline:
        cells.insert(0, _beside(baseline, BASELINE, "Baseline", indicator))
    pairs = [(cell.value, cell.count) for cell in cells if cell.is_pair]
    return CrossCheck(agreement_said(pairs), questions(cells, {cell.key for cell in cells}))


def _beside(cell: Baseline | Target, key: str, label: str, indicator: Indicator) -> Beside:
    """A cell with its numbers to the places they were printed with."""
    value, count = cell.value, cell.secondary
    return Beside(
        key,
        label,
        CellKind(cell.kind),
        None if value is None else printed_to(value, indicator.places),
        None if count is None else printed_to(count, 0),
    )
