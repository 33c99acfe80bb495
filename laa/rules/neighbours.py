"""Where a figure stands among those of like areas, for one and the same period."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from laa.rules.vocabulary import Polarity

FEWEST_FOR_QUARTERS = 4
"""Areas, our own among them. Fewer have no quarters."""

_QUARTERS = {1: "best quarter", 2: "second quarter", 3: "third quarter", 4: "worst quarter"}


@dataclass(frozen=True)
class Place:
    """`rank` 1 is best, of `of` areas with our own; `quartile` 1 is best, None with too few."""

    rank: int
    of: int
    quartile: int | None

    @property
    def said(self) -> str:
        """ "3 of 11"."""
        return f"{self.rank} of {self.of}"

    @property
    def quartile_said(self) -> str:
        """ "second quarter"; "" with too few areas."""
        return _QUARTERS.get(self.quartile, "")


def place_among(
    own: Decimal | None, others: Sequence[Decimal | None], polarity: Polarity
) -> Place | None:
    """Our place among other areas, all in one unit and of one period; best first.

    Those that share a value share the better rank. Others that are None have no figure and are
    left out. None without a figure of our own, without another, or where nobody said which way
    is good (stay close, for information).
    """
    known = [value for value in others if value is not None]
    if own is None or not known or polarity not in (Polarity.UP, Polarity.DOWN):
        return None
    better = sum(value > own if polarity == Polarity.UP else value < own for value in known)
    rank, of = better + 1, len(known) + 1
    quartile = -(-4 * rank // of) if of >= FEWEST_FOR_QUARTERS else None
    return Place(rank, of, quartile)
