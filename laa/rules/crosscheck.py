"""Whether numbers that are printed beside one another agree, as exactly as they are printed.

A rate is printed with two places and a count to the nearest whole or five: each stands for an
interval. Only where the intervals have nothing in common is there something to ask about.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from laa.rules.figures import plain
from laa.rules.targets import BASELINE
from laa.rules.vocabulary import CellKind

Interval = tuple[Decimal, Decimal]


def rounded_from(number: Decimal) -> Interval:
    """The lowest and the highest number that is printed as this one."""
    half = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)
    return number - half, number + half


def printed_to(number: Decimal, places: int) -> Decimal:
    """A number as exactly as it was printed: to its usual places, or to all that it has.

    What is kept has six places, whatever was printed: 31.100000 was 31.10 where two are usual.
    """
    has = -int(number.normalize().as_tuple().exponent)
    return number.quantize(Decimal(1).scaleb(-max(places, has)))


def one_population(pairs: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """Whether rates and their counts can be of one population; (rate, count) as printed.

    0.56 with 104, 0.53 with 99 and 0.51 with 94 can: a rate and its count imply an interval for the
    population, and these have 184.1 to 187.1 thousand in common. A rate of 0 implies nothing.
    """
    low, high = _in_common(pairs) or (0, 0)
    return low <= high


def agreement_said(pairs: Sequence[tuple[Decimal, Decimal]]) -> str:
    """Whether rates agree with their counts, in a sentence; "" where fewer than two say so."""
    found = _in_common(pairs)
    if found is None:
        return ""
    if found[0] > found[1]:
        return "Rates and counts do not agree: no one population fits them all."
    return (
        f"Rates and counts agree: all fit a population {_between(found)} (in what the rate is per)."
    )


def _in_common(pairs: Sequence[tuple[Decimal, Decimal]]) -> Interval | None:
    """The highest of the fewest and the lowest of the most; None where fewer than two imply any."""
    implied = [interval for rate, count in pairs if (interval := population(rate, count))]
    if len(implied) < 2:
        return None
    return max(low for low, _ in implied), min(high for _, high in implied)


def population(rate: Decimal, count: Decimal) -> Interval | None:
    """The fewest and the most that a rate and its count can be of, in what the rate is per.

    None where they imply nothing: a rate or a count of 0.
    """
    least, most = rounded_from(rate)
    if least <= 0 or count <= 0:
        return None
    fewest, most_counted = rounded_from(count)
    return fewest / most, most_counted / least


def change_gives(
    start: Decimal, change: Decimal, result: Decimal, *, in_points: bool
) -> tuple[bool, Decimal]:
    """Whether a change of a start gives the result printed beside it; and what it gives.

    -32 % of 43.12 is 29.32: printed as 29.3 it agrees.
    """
    ends = [
        start + each if in_points else start * (1 + each / 100) for each in rounded_from(change)
    ]
    least, most = rounded_from(result)
    return min(ends) <= most and least <= max(ends), sum(ends) / 2


@dataclass(frozen=True)
class Beside:
    """A cell of a promise with what it prints beside its number.

    `key` names it, `value` is its number or the printed result of a change; None is not printed.
    """

    key: str
    label: str
    kind: CellKind
    value: Decimal | None = None
    count: Decimal | None = None
    change: Decimal | None = None
    base: str = ""

    @property
    def is_pair(self) -> bool:
        """Whether it is a rate with its count."""
        return self.kind == CellKind.VALUE and None not in (self.value, self.count)


def questions(cells: Sequence[Beside], changed: Collection[str]) -> dict[str, str]:
    """What to ask about each changed cell whose numbers do not agree, by its key.

    A rate with its count is asked about where it agrees with no other pair; a change with its
    result, where no rounding of the baseline gives that.
    """
    found: dict[str, list[str]] = {}
    start = next((cell for cell in cells if cell.key == BASELINE), None)
    for cell in cells:
        if cell.key in changed and (asked := _pair_alone(cell, cells)):
            found.setdefault(cell.key, []).append(asked)
        about = cell.key if cell.key in changed else BASELINE
        if start and about in changed and (asked := _result_apart(cell, start)):
            found.setdefault(about, []).append(asked)
    return {key: " ".join(asked) for key, asked in found.items()}


def _pair_alone(cell: Beside, cells: Sequence[Beside]) -> str:
    own = _implied(cell)
    others = [(other, of) for other in cells if other.key != cell.key and (of := _implied(other))]
    if not own or not others or any(_meet(own, of) for _, of in others):
        return ""
    agree = "; ".join(f"{other.label}, {_between(of)}" for other, of in others)
    return (
        f"{plain(cell.value)} and {plain(cell.count)} agree for a population {_between(own)} (in "
        f"what the rate is per). The other pairs say: {agree}."
    )


def _implied(cell: Beside) -> Interval | None:
    return population(cell.value, cell.count) if cell.is_pair else None


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _between(of: Interval) -> str:
    low, high = (plain(round(end, 1)) for end in of)
    return f"between {low} and {high}"


def _result_apart(cell: Beside, start: Beside) -> str:
    numbers = (cell.change, cell.value, start.value)
    if cell.base != BASELINE or any(number is None for number in numbers):
        return ""
    in_points = cell.kind == CellKind.POINTS_CHANGE
    agrees, gives = change_gives(start.value, cell.change, cell.value, in_points=in_points)
    if agrees:
        return ""
    return (
        f"{cell.label} prints {plain(cell.value)}, but its change on the baseline of "
        f"{plain(start.value)} gives about {plain(round(gives, 2))}."
    )
