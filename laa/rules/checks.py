"""“Are you sure?”: the few questions that a figure gives cause for, learnt from its own series.

A council reported 73,390 against a target of 420 and nobody asked; a grant reporter's many noisy
warnings drowned the real errors. So a question is asked only where the series has never done the
like, at most two of one line, and its answer is kept. Hard errors (no number, out of range) are
the form's; nothing here refuses a figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from laa.rules.figures import are_one_rate, plain, ratio, with_unit
from laa.rules.vocabulary import Accumulation, Unit

COUNTS = "counts"
"""The key of the question whose answer takes the counts off the line."""
MOST = 2
"""Questions asked of one line: the likeliest first."""
ENOUGH = 4
"""Figures from which a series knows its own ups and downs."""
SLIPS = tuple(Decimal(10) ** n for n in (1, 2, 3, -1, -2, -3))
TENFOLD = (Decimal(10), Decimal("0.1"))
SLIP_WITHIN = Decimal("0.3")
FAR_FROM_TARGET = 20
SWING = 6
"""A change of so many times the usual one is a swing."""
LEAST_SWING = Decimal("0.1")
FEW_SWING = 3


@dataclass(frozen=True)
class Question:
    """What is asked of a figure. `key` names the check, so that an answer stays with it."""

    key: str
    text: str


@dataclass(frozen=True)
class Series:
    """The figure typed, with what stands round it; None is *not known*, never zero.

    `earlier` holds the figures of earlier periods of the same kind, oldest first.
    """

    value: Decimal | None
    earlier: Sequence[Decimal] = ()
    target: Decimal | None = None
    unit: Unit = Unit.NUMBER
    accumulates: Accumulation = Accumulation.SNAPSHOT
    baseline: Decimal | None = None

    @property
    def last(self) -> Decimal | None:
        return self.earlier[-1] if self.earlier else None

    @property
    def like(self) -> Decimal | None:
        """What a figure of it is about: the middle of the earlier ones, else what was agreed."""
        if self.earlier:
            return median(self.earlier)
        return self.baseline if self.target is None else self.target

    @property
    def steps(self) -> list[Decimal]:
        """How far each earlier figure was from the one before."""
        return [abs(b - a) for a, b in zip(self.earlier, self.earlier[1:], strict=False)]

    @property
    def is_usual(self) -> bool:
        """Whether the series has been there, and moved so far at once, before."""
        if self.value is None or len(self.earlier) < ENOUGH:
            return False
        in_range = min(self.earlier) <= self.value <= max(self.earlier)
        return in_range and abs(self.value - self.last) <= max(self.steps)

    def said(self, value: Decimal) -> str:
        return with_unit(value, self.unit)


def questions(series: Series) -> list[Question]:
    """What to ask of a figure, the likeliest first; nothing of no figure or of a usual one."""
    if series.value is None or series.is_usual:
        return []
    asked = (check(series) for check in CHECKS)
    return [question for question in asked if question][:MOST]


def _fraction(series: Series) -> Question | None:
    """0.45 typed for 45 %."""
    value, like = series.value, series.like
    if series.unit != Unit.PERCENT or like is None or not 0 < value <= 1 or like <= 5:
        return None
    meant = series.said(value * 100)
    return Question(
        "fraction",
        f"You typed {plain(value)}, which is less than 1%. Did you mean {meant}? "
        f"Figures here are about {series.said(like)}.",
    )


def _slip(series: Series) -> Question | None:
    """A decimal point in the wrong place: ten, a hundred or a thousand times too much or little."""
    if not series.earlier:
        return _first_slip(series)
    return _slip_from(series, series.like, "{}, which is usual here", SLIPS)


def _first_slip(series: Series) -> Question | None:
    """Of a first figure, against target and baseline; not where it is like one of them.

    A hundred times the target is asked about as far from it. What a part of the year has to be a
    year's target does not say, so of what builds up only too much is asked about.
    """
    agreed = {"the target of {}": series.target, "the baseline of {}": series.baseline}
    known = {said: number for said, number in agreed.items() if number}
    if any(_is_like(series.value, number) for number in known.values()):
        return None
    if _far_from_target(series):
        return None
    slips = SLIPS if series.target is None else TENFOLD
    slips = [slip for slip in slips if slip > 1 or not series.accumulates.grows]
    found = (_slip_from(series, number, said, slips) for said, number in known.items())
    return next((question for question in found if question), None)


def _is_like(value: Decimal, other: Decimal) -> bool:
    return value * other > 0 and abs(other) < FEW_SWING * abs(value) < FEW_SWING**2 * abs(other)


def _slip_from(series: Series, like: Decimal, of: str, slips) -> Question | None:
    value = series.value
    if not value or not like or value * like < 0:
        return None
    for slip in slips:
        if abs(value / (like * slip) - 1) <= SLIP_WITHIN:
            times = f"{plain(slip)} times" if slip > 1 else f"a {_part(slip)} of"
            return Question(
                "slip",
                f"{series.said(value)} is about {times} {of.format(series.said(like))}. "
                "Is the decimal point in the right place?",
            )
    return None


def _part(slip: Decimal) -> str:
    return {Decimal("0.1"): "tenth", Decimal("0.01"): "hundredth"}.get(slip, "thousandth")


def _far_from_target(series: Series) -> Question | None:
    """73,390 against a target of 420. A part of a year may be far below what the year asks."""
    value, target = series.value, series.target
    if not target or target < 0 or value < 0:
        return None
    is_far_above = value > target * FAR_FROM_TARGET
    may_be_small = series.accumulates.grows
    is_far_below = not may_be_small and 0 < value * FAR_FROM_TARGET < target
    if not (is_far_above or is_far_below):
        return None
    return Question(
        "target",
        f"{series.said(value)} is far from the target of {series.said(target)}. "
        "Are both in the same unit?",
    )


def _never_zero(series: Series) -> Question | None:
    """Nought where there never was: a blank in the source, perhaps."""
    if series.value != 0 or len(series.earlier) < 3 or not all(series.earlier):
        return None
    return Question(
        "zero",
        "You typed 0, and no figure here has been 0 before. Is it a nought, or is it not known?",
    )


def _swing(series: Series) -> Question | None:
    """A change far beyond what the series does from one period to the next."""
    value, last = series.value, series.last
    if last is None or series.accumulates.grows or value == last:
        return None
    change = abs(value - last)
    if len(series.earlier) >= ENOUGH:
        usual = median(series.steps)
        is_swing = change > SWING * usual and change > abs(last) * LEAST_SWING
        learnt = f"Usually it changes by about {plain(usual.quantize(_places(series)))}."
    else:
        both = min(abs(value), abs(last)), max(abs(value), abs(last))
        is_swing = both[0] > 0 and both[1] > FEW_SWING * both[0]
        learnt = ""
    if not is_swing:
        return None
    way = "up" if value > last else "down"
    return Question(
        "swing",
        f"{series.said(value)} is {way} from {series.said(last)} last period. {learnt} "
        "What lies behind it?".replace("  ", " "),
    )


def _places(series: Series) -> Decimal:
    """As many decimal places as the figures themselves have."""
    most = max(-number.normalize().as_tuple().exponent for number in series.earlier)
    return Decimal(1).scaleb(-max(most, 0))


def _fallen(series: Series) -> Question | None:
    """What builds up through the year has gone down within it."""
    if series.accumulates != Accumulation.WHOLE_AGREEMENT or series.last is None:
        return None
    if series.value >= series.last:
        return None
    return Question(
        "fallen",
        f"This counts up since the agreement began, and {series.said(series.value)} is less than "
        f"{series.said(series.last)} last period. Is it the total so far?",
    )


def counts_question(
    value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None, unit: Unit
) -> Question | None:
    """Whether a rate typed over its counts stands; to say yes lets the counts go.

    Asked where the counts, as far as the rate was printed, give another one. None of them known:
    nothing is asked.
    """
    if value is None or numerator is None or not denominator:
        return None
    exact = ratio(numerator, denominator, unit)
    if are_one_rate(value, exact):
        return None
    return Question(
        COUNTS,
        f"You typed {with_unit(value, unit)}, but {plain(numerator)} out of {plain(denominator)} "
        f"is {with_unit(round(exact, 2), unit)}. If {with_unit(value, unit)} is right, the counts "
        f"{plain(numerator)} and {plain(denominator)} are taken off the line. Why is it right?",
    )


CHECKS = (_fraction, _slip, _far_from_target, _never_zero, _fallen, _swing)


def sum_question(total: Decimal, parts: Sequence[Decimal], unit: Unit) -> Question | None:
    """Whether counts of parts make the total that was typed beside them."""
    if unit != Unit.NUMBER or not parts or sum(parts) == total:
        return None
    made = with_unit(sum(parts), unit)
    return Question(
        "sum",
        f"The parts make {made}, and the total says {with_unit(total, unit)}. Which is right?",
    )
