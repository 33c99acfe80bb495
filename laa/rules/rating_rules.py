"""Rating rules as data: how far from the target a figure may be, and what else counts.

Councils published very different ones (docs/decisions/rating.md names them), and changed them
between years. So a rule is a row with a name and a version, and these are the terms it has:
tolerance, amber and better bands, in percent of the target or in the indicator's own unit;
improvement on the same period last year; a straight line to the target; the owner's judgement.
"""

from dataclasses import dataclass
from decimal import Decimal

from laa.rules.figures import plain
from laa.rules.vocabulary import BandUnit, Comparison, Improvement, Polarity, Rating, RuleKind


@dataclass(frozen=True)
class Rule:
    """A rule. A band is how far past the target it reaches; None is no such band.

    Within `tolerance` worse than the target is on track, within `amber` at risk; more than `better`
    beyond it is better than target. `is_trajectory`: before the year is over, the aim is where a
    straight line to the target should be.
    """

    name: str = "Target only"
    version: int = 1
    kind: RuleKind = RuleKind.TARGET_ONLY
    measured_in: BandUnit = BandUnit.PERCENT
    tolerance: Decimal | None = None
    amber: Decimal | None = None
    better: Decimal | None = None
    improvement: Improvement = Improvement.NONE
    is_trajectory: bool = False

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"

    @property
    def bands(self) -> tuple[Decimal, ...]:
        return tuple(b for b in (self.tolerance, self.amber, self.better) if b is not None)


TARGET_ONLY = Rule()
"""The one rule until a partnership adopts another: the target is reached or it is not."""


@dataclass(frozen=True)
class Aim:
    """What is aimed at: a number, or the two ends of a range. `lower` ≤ `upper`."""

    lower: Decimal
    upper: Decimal

    def edge(self, value: Decimal, polarity: Polarity) -> Decimal:
        """The end of the aim from which a value's distance counts."""
        if polarity == Polarity.UP:
            return self.lower
        if polarity == Polarity.DOWN:
            return self.upper
        return min(max(value, self.lower), self.upper)


def shortfall(value: Decimal, aim: Aim, polarity: Polarity) -> Decimal:
    """How far a value falls short, in its own unit: 0 or less is reached. No rounding."""
    edge = aim.edge(value, polarity)
    if polarity == Polarity.UP:
        return edge - value
    if polarity == Polarity.DOWN:
        return value - edge
    return abs(value - edge)


NOUGHT_HAS_NO_BAND = "The target is 0: a band in percent has no width. Use a rule in points."


def judge(
    value: Decimal,
    aim: Aim,
    polarity: Polarity,
    rule: Rule,
    *,
    against_last_year: Comparison = Comparison.UNKNOWN,
) -> tuple[Rating, str]:
    """The rating a value has under a rule of bands, and what has to be said beside it.

    A percentage of a target of nought is nought: such a target has no bands but in points.
    """
    short = shortfall(value, aim, polarity)
    edge = aim.edge(value, polarity)
    is_nought = rule.measured_in == BandUnit.PERCENT and not edge and bool(rule.bands)
    note = NOUGHT_HAS_NO_BAND if is_nought else ""
    if short <= _width(rule.tolerance, edge, rule):
        is_better = (
            rule.better is not None
            and polarity in (Polarity.UP, Polarity.DOWN)
            and not is_nought
            and -short > _width(rule.better, edge, rule)
        )
        return (Rating.BETTER if is_better else Rating.ON_TRACK), note
    if rule.amber is not None and short <= _width(rule.amber, edge, rule):
        return Rating.AT_RISK, note
    rating, saved = beyond(rule, against_last_year)
    return rating, f"{note} {saved}".strip()


def beyond(rule: Rule, against_last_year: Comparison) -> tuple[Rating, str]:
    """What a figure is that misses: at risk where the rule lets last year's same period save it."""
    if against_last_year not in _SAVES[Improvement(rule.improvement)]:
        return Rating.OFF_TRACK, ""
    said = Comparison(against_last_year).label.lower()
    return Rating.AT_RISK, f"Last year’s same period: {said}."


_SAVES = {
    Improvement.NONE: frozenset(),
    Improvement.BETTER: frozenset({Comparison.BETTER}),
    Improvement.NOT_WORSE: frozenset({Comparison.BETTER, Comparison.SAME}),
}


def _width(band: Decimal | None, edge: Decimal, rule: Rule) -> Decimal:
    if band is None:
        return Decimal(0)
    return abs(edge) * band / 100 if rule.measured_in == BandUnit.PERCENT else band


def terms(rule: Rule) -> list[str]:
    """The rule in sentences, from best to worst, for a page or a report that uses it."""
    if rule.kind == RuleKind.TARGET_ONLY:
        return ["On track: the target is reached. Off track: it is not."]
    if rule.kind == RuleKind.JUDGED:
        return ["The owner of the indicator says how it stands, and why."]
    unit = "% of the target" if rule.measured_in == BandUnit.PERCENT else " in the figure’s unit"
    aim = "the straight line to the target" if rule.is_trajectory else "the target"
    said = []
    if rule.better is not None:
        said.append(f"Better than target: more than {plain(rule.better)}{unit} beyond {aim}.")
    if rule.tolerance:
        said.append(
            f"On track: {aim} is reached, or missed by up to {plain(rule.tolerance)}{unit}."
        )
    else:
        said.append(f"On track: {aim} is reached.")
    if rule.amber is not None:
        said.append(f"At risk: missed by up to {plain(rule.amber)}{unit}.")
    if rule.improvement:
        label = Improvement(rule.improvement).label
        said.append(f"At risk too: further off, but {label[0].lower()}{label[1:]}.")
    return [*said, "Off track: anything else."]
