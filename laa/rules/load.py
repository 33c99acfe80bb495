"""How much of the work in hand hangs on each person, and how much of it is late."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Load:
    """One owner's part: `count` of `total` things in hand. `owner` None: nobody owns them."""

    owner: Hashable
    count: int
    total: int

    @property
    def percent(self) -> Decimal:
        """The share in whole percent, halves up: 4 of 9 is 44."""
        exact = Decimal(100 * self.count) / self.total
        return exact.quantize(Decimal(1), ROUND_HALF_UP)


def loads(owners: Iterable[Hashable]) -> list[Load]:
    """The owners of all things in hand, heaviest first; what is paused is not in hand.

    A corporate peer challenge found several major projects “often managed by a small number of
    people”; this says how small. Nothing in hand gives an empty list.
    """
    counts = Counter(owners)
    total = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return [Load(owner, count, total) for owner, count in ranked]


def overdue_said(overdue: int, total: int) -> str:
    """ "2 of 5 actions overdue"; "" where none is."""
    noun = "action" if total == 1 else "actions"
    return f"{overdue} of {total} {noun} overdue" if overdue else ""


def open_said(still_open: int, total: int) -> str:
    """ "3 of 5 actions open"; "no action yet" where there is none."""
    if not total:
        return "no action yet"
    return f"{still_open} of {total} {'action' if total == 1 else 'actions'} open"
