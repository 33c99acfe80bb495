"""What a figure means for a promise: the rating, why there is none, and the view against the start.

Values in, value out: the same inputs give the same rating on any day, so that moving the clock
never changes history.
"""

from dataclasses import dataclass
from decimal import Decimal

from laa.rules import significance
from laa.rules.periods import Period, ends_its_year
from laa.rules.rating_rules import TARGET_ONLY, Aim, Rule, beyond, judge, shortfall
from laa.rules.targets import TESTS
from laa.rules.vocabulary import (
    STATES_WITH_A_NUMBER,
    WAITING_STATES,
    Accumulation,
    Because,
    CellKind,
    CellState,
    Comparison,
    FigureState,
    Polarity,
    Rating,
    RuleKind,
)


@dataclass(frozen=True)
class Figure:
    """A figure to rate. `value` None is *no figure*, which is not zero.

    `sample` is how many people a survey's share stands on; None is no survey, or not known.
    """

    value: Decimal | None
    state: FigureState
    period: Period
    sample: int | None = None
    design_effect: Decimal | None = None


@dataclass(frozen=True)
class Promise:
    """A printed target or baseline. `value` None is *no number*, which is not zero.

    `upper` is the upper end of a range. `is_comparable` is False where a baseline's span or
    accumulation differs from the figure's. `is_open` is a target for a span of years that is not
    over: it is not a target for every year.
    """

    value: Decimal | None
    kind: CellKind
    state: CellState
    text: str = ""
    is_comparable: bool = True
    upper: Decimal | None = None
    sample: int | None = None
    design_effect: Decimal | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Judgement:
    """How the owner says that it stands, and why. A view without a reason is none."""

    rating: Rating
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What a figure means. `aim` is the number it was held against, `note` how it was judged.

    `is_reached` None is not known: there is no rating, or it is somebody's judgement.
    """

    rating: Rating
    because: Because | None
    against_baseline: Comparison
    aim: Decimal | None = None
    is_reached: bool | None = None
    note: str = ""


def rate(
    *,
    figure: Figure,
    target: Promise | None,
    baseline: Promise | None,
    polarity: Polarity,
    accumulates: Accumulation,
    milestone: Decimal | None = None,
    rule: Rule = TARGET_ONLY,
    on_the_way: Decimal | None = None,
    last_year: Figure | None = None,
    judgement: Judgement | None = None,
) -> Outcome:
    """Rate one figure against one target under a rule.

    `target` None is *no target*, which is neither red nor green. `milestone` is the share of the
    year's target that falls to the figure's period; None where the year was not profiled.
    `on_the_way` is where a straight line to the target should be; None where none can be drawn.
    `last_year` is the figure of the same period a year ago; None is not known. Where the target is
    a test of significance, an improvement on it is one by the same test, and needs both samples.
    """
    against = against_baseline(figure, baseline, polarity, accumulates)
    if because := _why_there_is_nothing_to_rate(figure, target, polarity):
        return Outcome(Rating.NOT_RATED, because, against)
    if rule.kind == RuleKind.JUDGED:
        return _judged(judgement, against)
    if target.kind in TESTS:
        return _tested(figure, target, baseline, polarity, against, rule, last_year)
    aim = _aim(figure, target, accumulates, milestone, on_the_way, rule)
    if isinstance(aim, Because):
        return Outcome(Rating.NOT_RATED, aim, against)
    compared = compare(figure.value, last_year and last_year.value, polarity)
    rating, note = judge(figure.value, aim, polarity, rule, against_last_year=compared)
    is_reached = shortfall(figure.value, aim, polarity) <= 0
    return Outcome(rating, None, against, aim.edge(figure.value, polarity), is_reached, note)


def _why_there_is_nothing_to_rate(figure, target, polarity) -> Because | None:
    if figure.state == FigureState.SUPPRESSED:
        return Because.SUPPRESSED
    # A forecast is about a period that was not over: it is an outlook, never an outturn.
    if figure.state in (FigureState.NOT_DUE, FigureState.FORECAST):
        return Because.NOT_DUE
    if figure.value is None or figure.state not in STATES_WITH_A_NUMBER:
        return Because.NO_FIGURE
    if polarity == Polarity.NONE:
        return Because.INFORMATION_ONLY
    if target is None or target.state == CellState.BLANK or target.state in WAITING_STATES:
        return Because.NO_TARGET
    return None


def _judged(judgement: Judgement | None, against: Comparison) -> Outcome:
    if judgement is None or not judgement.reason.strip():
        return Outcome(Rating.NOT_RATED, Because.CANNOT_JUDGE, against)
    return Outcome(Rating(judgement.rating), None, against, note=judgement.reason)


def _tested(figure, target, baseline, polarity, against, rule, last_year) -> Outcome:
    """A target that is a test: of significance, or of any change for the better.

    What only asks for an improvement is met by any; where both samples are known, the note says
    what the test of significance finds.
    """
    cannot = Outcome(Rating.NOT_RATED, Because.CANNOT_JUDGE, against)
    if baseline is None or baseline.value is None or target.is_open:
        return cannot
    then, now = _survey(baseline), _survey(figure)
    found = significance.compared(then, now, polarity)
    if target.kind != CellKind.SIGNIFICANT_CHANGE:
        met = against == Comparison.BETTER
        saved = compare(figure.value, last_year and last_year.value, polarity)
        is_judged = against not in (Comparison.NOT_COMPARABLE, Comparison.UNKNOWN)
    else:
        met = found == Comparison.BETTER
        saved = significance.compared(_survey(last_year), now, polarity)
        is_judged = found != Comparison.UNKNOWN
    if not is_judged:
        return cannot
    rating, why = (Rating.ON_TRACK, "") if met else beyond(rule, saved)
    is_known = found != Comparison.UNKNOWN
    z = is_known and significance.z_score(then, now)
    note = significance.said(z, met=abs(z) >= significance.CRITICAL) if is_known else ""
    note = ". ".join(filter(None, (note, why)))
    return Outcome(rating, None, against, is_reached=met, note=note)


def _survey(of: Figure | Promise | None) -> significance.Survey | None:
    return of and significance.survey(of.value, of.sample, of.design_effect)


def _aim(figure, target, accumulates, milestone, on_the_way, rule) -> Aim | Because:
    """What this period's figure is held against, or why there is nothing to hold it against."""
    is_complete = ends_its_year(figure.period) and not target.is_open
    if not is_complete and milestone is not None:
        return Aim(milestone, milestone)
    if not is_complete and rule.is_trajectory:
        return Because.NO_MILESTONE if on_the_way is None else Aim(on_the_way, on_the_way)
    if Accumulation(accumulates).grows and not ends_its_year(figure.period):
        return Because.NO_MILESTONE
    if target.value is None or target.is_open:
        # A relative target without its base, or a notation nobody has typed yet.
        return Because.CANNOT_JUDGE
    return Aim(target.value, target.value if target.upper is None else target.upper)


def reaches(value: Decimal, aim: Decimal, polarity: Polarity) -> bool:
    """Whether a value is at least as good as what was aimed at. No rounding, so no lucky hits."""
    return shortfall(value, Aim(aim, aim), polarity) <= 0


def against_baseline(
    figure: Figure, baseline: Promise | None, polarity: Polarity, accumulates: Accumulation
) -> Comparison:
    """Better or worse than where the agreement started; said beside the rating, not instead.

    A figure that grows through the year is not comparable with a whole year's baseline until the
    year is complete.
    """
    if figure.state not in STATES_WITH_A_NUMBER or figure.state == FigureState.FORECAST:
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
