"""Waves of a survey: when the next is due, and whether the answer really changed between two."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laa.rules.significance import compared, said, survey, z_score
from laa.rules.vocabulary import Comparison, Polarity
from peer_reviews.clock import add_months

CANNOT_BE_JUDGED = "Cannot be judged"


@dataclass(frozen=True)
class Wave:
    """A share in percent and how many answered; None where it is not known."""

    held_on: date
    share: Decimal | None
    sample: int | None
    design_effect: Decimal | None = None
    is_comparable: bool = True
    note: str = ""


@dataclass(frozen=True)
class Change:
    """From one wave to the next: points, both samples, and what the test says.

    `points` None: one of the two has no share. `because` says why nothing can be judged.
    """

    then: Wave
    now: Wave
    points: Decimal | None
    verdict: str
    because: str

    @property
    def samples_said(self) -> str:
        return f"{self.then.sample or 'not known'} and {self.now.sample or 'not known'} answered"


WORDS = {
    Comparison.BETTER: "Better, and more than chance",
    Comparison.WORSE: "Worse, and more than chance",
    Comparison.SAME: "No change that chance could not explain",
}


def change(then: Wave, now: Wave, polarity: Polarity) -> Change:
    points = None if then.share is None or now.share is None else now.share - then.share
    if not now.is_comparable:
        return Change(then, now, points, CANNOT_BE_JUDGED, f"not comparable: {now.note}")
    if points is None:
        return Change(then, now, None, CANNOT_BE_JUDGED, "a share is missing")
    first = survey(then.share, then.sample, then.design_effect)
    second = survey(now.share, now.sample, now.design_effect)
    z = z_score(first, second)
    if z is None:
        return Change(then, now, points, CANNOT_BE_JUDGED, "a sample size is missing")
    found = compared(first, second, polarity)
    because = said(z, met=found in (Comparison.BETTER, Comparison.WORSE))
    return Change(then, now, points, WORDS[found], because)


def changes(waves: list[Wave], polarity: Polarity) -> list[Change]:
    """Each wave against the one before it, in order of time."""
    ordered = sorted(waves, key=lambda wave: wave.held_on)
    return [change(a, b, polarity) for a, b in zip(ordered, ordered[1:], strict=False)]


def next_due(waves: list[Wave], interval_months: int) -> date | None:
    """When the next wave is due; None before the first, whose day is for people to choose."""
    if not waves:
        return None
    return add_months(max(wave.held_on for wave in waves), interval_months)
