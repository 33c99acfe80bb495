"""Whether a share really changed between two surveys, or sampling alone could explain it.

The pooled two-proportion z test, two-sided at 95 %: the null hypothesis of no change pools both
samples. An agreement that promises “a statistically significant positive change” is judged by it,
and the change that a survey would have to show is worked out by the same test before anybody is
asked. Shares are percent, 0 to 100.
"""

from dataclasses import dataclass
from decimal import Decimal

from laa.rules.vocabulary import Comparison, Polarity

CRITICAL = Decimal("1.959963984540054")
"""The 97.5th percentile of the standard normal distribution."""

_WHOLE = Decimal(100)
_PRINTED_Z = Decimal("0.01")


@dataclass(frozen=True)
class Survey:
    """A share found in a sample: percent, and how many people answered.

    `design_effect` says how many answers of a weighted or clustered survey are worth one of a
    simple random sample; 1 is a simple random sample.
    """

    share: Decimal
    sample: int
    design_effect: Decimal = Decimal(1)

    @property
    def worth(self) -> Decimal:
        """The size of the simple random sample that would tell as much."""
        return self.sample / self.design_effect


@dataclass(frozen=True)
class Asked:
    """How many people answered a survey, and its design effect; None where it is not known."""

    sample: int | None
    design_effect: Decimal | None = None


def survey(
    share: Decimal | None, sample: int | None, design_effect: Decimal | None = None
) -> Survey | None:
    """A survey, or None where it cannot be judged: no share, no sample, or no share of a whole.

    `design_effect` None is a simple random sample.
    """
    if share is None or not sample or not 0 <= share <= _WHOLE:
        return None
    effect = Decimal(1) if design_effect is None else design_effect
    return Survey(share, sample, effect) if effect > 0 else None


def z_score(then: Survey | None, now: Survey | None) -> Decimal | None:
    """How many standard errors lie between two surveys; negative where the share fell.

    None without both surveys: it cannot be judged. Two equal shares give 0, whatever the samples.
    """
    if then is None or now is None:
        return None
    if then.share == now.share:
        return Decimal(0)
    first, second = then.share / _WHOLE, now.share / _WHOLE
    pooled = (first * then.worth + second * now.worth) / (then.worth + now.worth)
    error = (pooled * (1 - pooled) * (1 / then.worth + 1 / now.worth)).sqrt()
    return (second - first) / error


def is_improved(then: Survey | None, now: Survey | None, polarity: Polarity) -> bool | None:
    """Whether the share changed for the better, and by more than sampling can explain.

    None where it cannot be judged: a survey is missing, or nobody said which way is good.
    """
    found = compared(then, now, polarity)
    return None if found == Comparison.UNKNOWN else found == Comparison.BETTER


def compared(then: Survey | None, now: Survey | None, polarity: Polarity) -> Comparison:
    """Better or worse where sampling alone cannot explain it, otherwise the same.

    Not known where it cannot be judged; see `is_improved`.
    """
    z = z_score(then, now)
    if z is None or polarity not in (Polarity.UP, Polarity.DOWN):
        return Comparison.UNKNOWN
    if abs(z) < CRITICAL:
        return Comparison.SAME
    return Comparison.BETTER if (z > 0) == (polarity == Polarity.UP) else Comparison.WORSE


def change_needed(
    then: Survey | None,
    sample: int | None,
    polarity: Polarity,
    *,
    design_effect: Decimal | None = None,
) -> Decimal | None:
    """The least change for the better, in points, that a survey of `sample` people would prove.

    None where it cannot be said, or where no share between 0 and 100 would do.
    """
    now = survey(_WHOLE, sample, design_effect)
    if then is None or now is None or polarity not in (Polarity.UP, Polarity.DOWN):
        return None
    # With change d and pooled share p + w·d the test is d² ≥ k·(p + w·d)·(1 − p − w·d).
    start = then.share / _WHOLE
    k = CRITICAL**2 * (1 / then.worth + 1 / now.worth)
    w = now.worth / (then.worth + now.worth)
    a, b, c = 1 + k * w * w, -k * w * (1 - 2 * start), -k * start * (1 - start)
    root = (b * b - 4 * a * c).sqrt()
    change = (-b + root if polarity == Polarity.UP else b + root) / (2 * a) * _WHOLE
    room = _WHOLE - then.share if polarity == Polarity.UP else then.share
    return change if 0 < change <= room else None


def said(z: Decimal, *, met: bool) -> str:
    """What the test found, for the record: "z = 2.50, significant at 95 %"."""
    finding = "significant" if met else "not significant"
    return f"z = {z.quantize(_PRINTED_Z)}, {finding} at 95 %"
