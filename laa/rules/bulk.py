"""The plain rule over many figures at once: a whole country's, without a pause.

One target asks the same of every figure under it, so what it asks is worked out once and each
figure is only compared. It gives the ratings that `rating.rate` gives one by one.
"""

from collections.abc import Sequence

from laa.rules.periods import ends_its_year
from laa.rules.rating import Figure, Promise, rate
from laa.rules.targets import TESTS
from laa.rules.vocabulary import (
    STATES_WITH_A_NUMBER,
    WAITING_STATES,
    Accumulation,
    CellState,
    FigureState,
    Polarity,
    Rating,
)

_OUTTURNS = STATES_WITH_A_NUMBER - {FigureState.FORECAST}
_NO_NUMBER_TO_REACH = WAITING_STATES | {CellState.BLANK}


def rate_plainly(
    figures: Sequence[Figure], target: Promise | None, polarity: Polarity, accumulates: Accumulation
) -> list[Rating]:
    """The rating of each figure against one target, under the rule *target only*, in order."""
    if not _is_plain(target, polarity):
        return [_one_by_one(figure, target, polarity, accumulates) for figure in figures]
    if Accumulation(accumulates).grows:
        whole = {f.period.key for f in figures if ends_its_year(f.period)}
        figures = [f if f.period.key in whole else _UNRATED for f in figures]
    aim, outturns = target.value, _OUTTURNS
    on, off, none = Rating.ON_TRACK, Rating.OFF_TRACK, Rating.NOT_RATED
    if polarity == Polarity.UP:
        return [
            none if f.value is None or f.state not in outturns else on if f.value >= aim else off
            for f in figures
        ]
    return [
        none if f.value is None or f.state not in outturns else on if f.value <= aim else off
        for f in figures
    ]


_UNRATED = Figure(None, FigureState.NOT_DUE, None)


def _is_plain(target: Promise | None, polarity: Polarity) -> bool:
    """Whether the target is one number that every figure reaches or does not."""
    return (
        target is not None
        and polarity in (Polarity.UP, Polarity.DOWN)
        and target.value is not None
        and target.upper is None
        and not target.is_open
        and target.kind not in TESTS
        and target.state not in _NO_NUMBER_TO_REACH
    )


def _one_by_one(figure, target, polarity, accumulates) -> Rating:
    outcome = rate(
        figure=figure, target=target, baseline=None, polarity=polarity, accumulates=accumulates
    )
    return outcome.rating
