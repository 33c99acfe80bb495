"""Shared figures: several suppliers return a part each, and the total is the sum of the parts.

Counts add. Rates add by numerator and denominator: the mean of percentages is nobody's figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from laa.rules.figures import plain, ratio, with_unit
from laa.rules.vocabulary import FigureState, Unit

RATIOS = frozenset({Unit.PERCENT, Unit.RATE})
"""Units whose parts add by numerator and denominator."""
ADDING = frozenset({Unit.NUMBER}) | RATIOS
"""Units of which a total can be made at all: days and levels of several places do not add."""

NOT_THERE = frozenset({FigureState.FORECAST, FigureState.NOT_DUE})
"""States in which a part has not come in."""

HOLDS_UP = (
    FigureState.SUPPRESSED,
    FigureState.AWAITING_SOURCE,
    FigureState.NOT_KNOWN,
    FigureState.NOT_COLLECTED,
    FigureState.DISCONTINUED,
    FigureState.NOT_APPLICABLE,
)
"""Reasons for no number, the one that says most about a total first."""

UNSURE = (FigureState.ESTIMATED, FigureState.PROVISIONAL)
"""Numbers that are not final, the less firm first."""

FEW = 8
"""Parts up to this many are told one by one."""


@dataclass(frozen=True)
class Part:
    """One supplier's part. `state` None: it has not come in; `value` None is never a nought."""

    name: str
    state: FigureState | None = None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def is_missing(self) -> bool:
        return self.state is None or self.state in NOT_THERE

    @property
    def has_counts(self) -> bool:
        return self.numerator is not None and self.denominator is not None

    def said(self, unit: Unit) -> str:
        if self.value is None:
            return f"{self.name} {FigureState(self.state).label.lower()}"
        if unit in RATIOS:
            return f"{self.name} {plain(self.numerator)} of {plain(self.denominator)}"
        return f"{self.name} {with_unit(self.value, unit)}"


@dataclass(frozen=True)
class Total:
    """What parts come to. `state` None: some are missing, and there is no total yet.

    A value of None with a state is a total that is no number; `said` names the part it is for.
    """

    state: FigureState | None
    said: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.state is not None


def total_of(parts: Sequence[Part], unit: Unit) -> Total:
    """The sum of the parts, in whatever order they are given."""
    parts = sorted(parts, key=lambda part: part.name)
    missing = tuple(part.name for part in parts if part.is_missing)
    if missing or not parts:
        return Total(None, f"awaiting {names(missing)}" if missing else "", missing=missing)
    for state in HOLDS_UP:
        if held := [part.name for part in parts if part.state == state]:
            return Total(state, f"No total: {state.label.lower()} for {names(held)}.")
    if bare := _without_counts(parts, unit):
        return Total(
            FigureState.NOT_KNOWN,
            f"No total: {names(bare)} came without how many out of how many.",
        )
    return _sum(parts, unit)


def _without_counts(parts: Sequence[Part], unit: Unit) -> list[str]:
    """The parts that cannot be added: a percentage without its numerator and denominator."""
    return [
        part.name
        for part in parts
        if part.value is None or (unit in RATIOS and not part.has_counts)
    ]


def _sum(parts: Sequence[Part], unit: Unit) -> Total:
    state = next((s for s in UNSURE if any(p.state == s for p in parts)), FigureState.MEASURED)
    said = _told(parts, unit)
    if unit not in RATIOS:
        return Total(state, said, sum(part.value for part in parts))
    counted = sum(part.numerator for part in parts)
    out_of = sum(part.denominator for part in parts)
    exact = ratio(counted, out_of, unit)
    if exact is None:
        return Total(FigureState.NOT_KNOWN, "No total: nothing was counted in any part.")
    return Total(state, said, round(exact, 6), counted, out_of)


def _told(parts: Sequence[Part], unit: Unit) -> str:
    """What the total is the sum of, and which parts are not final."""
    if len(parts) > FEW:
        said = [f"The sum of {len(parts)} parts."]
    else:
        said = [f"The sum of {names([part.said(unit) for part in parts])}."]
    for state in UNSURE:
        if unsure := [part.name for part in parts if part.state == state]:
            said.append(f"{state.label}: {names(unsure)}.")
    return " ".join(said)


def names(of: Sequence[str]) -> str:
    """ "A, B and C"."""
    *first, last = of
    return f"{', '.join(first)} and {last}" if first else last
