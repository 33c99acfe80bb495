"""What a figure means for a promise: the rating, why there is none, and the view against the start.

Values in, value out: the same inputs give the same rating on any day, so that moving the clock
never changes history.
"""

from dataclasses import dataclass
from decimal import Decimal

from laa.rules.periods import Period, ends_its_year
from laa.rules.vocabulary import (
    Accumulation,
    Because,
    CellKind,
    CellState,
    Comparison,
    FigureState,
    Polarity,
    Rating,
)

TARGET_ONLY = "target_only"
"""The one rule until a partnership adopts another: the target is reached or it is not."""

TESTS = frozenset({CellKind.SIGNIFICANT_CHANGE, CellKind.MEASURABLE_IMPROVEMENT})


@dataclass(frozen=True)
class Figure:
    """A figure to rate. `value` None is *no figure*, which is not zero."""

    value: Decimal | None
    state: FigureState
    period: Period


@dataclass(frozen=True)
class Promise:
    """A printed target or baseline. `value` None is *no number*, which is not zero.

    `is_comparable` is False where its span or accumulation differs from the figure's.
    """

    value: Decimal | None
    kind: CellKind
    state: CellState
    text: str = ""
    is_comparable: bool = True


@dataclass(frozen=True)
class Outcome:
    rating: Rating
    because: Because | None
    against_baseline: Comparison


def rate(
    *,
    figure: Figure,
    target: Promise | None,
    baseline: Promise | None,
    polarity: Polarity,
    accumulates: Accumulation,
    milestone: Decimal | None = None,
) -> Outcome:
    """Rate one figure against one target under the rule *target only*.

    `target` None is *no target*, which is neither red nor green. `milestone` is the share of the
    year's target that falls to the figure's period; None where the year was not profiled.
    """
    because = _why_not_rated(figure, target, polarity, accumulates, milestone)
    against = against_baseline(figure, baseline, polarity, accumulates)
    if because:
        return Outcome(Rating.NOT_RATED, because, against)
    is_profiled = milestone is not None and not ends_its_year(figure.period)
    aim = milestone if is_profiled else target.value
    met = reaches(figure.value, aim, polarity)
    return Outcome(Rating.ON_TRACK if met else Rating.OFF_TRACK, None, against)


def _why_not_rated(figure, target, polarity, accumulates, milestone) -> Because | None:
    if figure.state == FigureState.SUPPRESSED:
        return Because.SUPPRESSED
    # A forecast is about a period that was not over: it is an outlook, never an outturn.
    if figure.state in (FigureState.NOT_DUE, FigureState.FORECAST):
        return Because.NOT_DUE
    if figure.value is None or not FigureState(figure.state).has_number:
        return Because.NO_FIGURE
    if polarity == Polarity.NONE:
        return Because.INFORMATION_ONLY
    if target is None or target.state == CellState.BLANK or CellState(target.state).is_waiting:
        return Because.NO_TARGET
    if target.kind in TESTS:
        return Because.CANNOT_JUDGE
    if Accumulation(accumulates).grows and not ends_its_year(figure.period) and milestone is None:
        return Because.NO_MILESTONE
    if target.value is None:
        # A relative target without its base, or a notation nobody has typed yet.
        return Because.CANNOT_JUDGE
    return None


def reaches(value: Decimal, aim: Decimal, polarity: Polarity) -> bool:
    """Whether a value is at least as good as what was aimed at. No rounding, so no lucky hits."""
    if polarity == Polarity.UP:
        return value >= aim
    if polarity == Polarity.DOWN:
        return value <= aim
    return value == aim


def against_baseline(
    figure: Figure, baseline: Promise | None, polarity: Polarity, accumulates: Accumulation
) -> Comparison:
    """Better or worse than where the agreement started; said beside the rating, not instead.

    A figure that grows through the year is not comparable with a whole year's baseline until the
    year is complete.
    """
    if not FigureState(figure.state).has_number or figure.state == FigureState.FORECAST:
        return Comparison.UNKNOWN
    if figure.value is None or baseline is None or baseline.value is None:
        return Comparison.UNKNOWN
    is_part_of_a_year = Accumulation(accumulates).grows and not ends_its_year(figure.period)
    if is_part_of_a_year or not baseline.is_comparable:
        return Comparison.NOT_COMPARABLE
    return compare(figure.value, baseline.value, polarity)


def compare(now: Decimal | None, then: Decimal | None, polarity: Polarity) -> Comparison:
    """Good or bad, not up or down. Without both numbers there is nothing to say."""
    if now is None or then is None:
        return Comparison.UNKNOWN
    if now == then:
        return Comparison.SAME
    if polarity not in (Polarity.UP, Polarity.DOWN):
        return Comparison.NOT_COMPARABLE
    is_better = (now > then) == (polarity == Polarity.UP)
    return Comparison.BETTER if is_better else Comparison.WORSE
