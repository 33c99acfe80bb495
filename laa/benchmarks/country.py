"""A country's figures in memory: 150 areas, 198 indicators, 12 quarters."""

from decimal import Decimal

from laa.benchmarks.data import QUARTERS
from laa.rules.bulk import rate_plainly
from laa.rules.rating import Figure, Promise
from laa.rules.vocabulary import (
    Accumulation,
    CellKind,
    CellState,
    FigureState,
    Polarity,
    Rating,
)

AREAS, INDICATORS = 150, 198
FIGURES = AREAS * INDICATORS * len(QUARTERS)

Series = tuple[list[Figure], Promise, Polarity, Accumulation]


def series() -> list[Series]:
    """One indicator's figures in one area each; some have no figure, a fifth builds up by year."""
    return [_one(area, n) for area in range(AREAS) for n in range(INDICATORS)]


def _one(area: int, n: int) -> Series:
    figures = [
        Figure(Decimal(40 + (area + n * 7 + q * 3) % 25), FigureState.MEASURED, quarter)
        if (area + n + q) % 17
        else Figure(None, FigureState.AWAITING_SOURCE, quarter)
        for q, quarter in enumerate(QUARTERS)
    ]
    target = Promise(Decimal(52), CellKind.VALUE, CellState.NUMERIC)
    accumulates = Accumulation.SNAPSHOT if n % 5 else Accumulation.YEAR_TO_DATE
    return figures, target, Polarity.UP if n % 2 else Polarity.DOWN, accumulates


def loop_over(country: list[Series]) -> int:
    """Look at every figure's value once, and do nothing with it but count."""
    found = 0
    for figures, *_ in country:
        for figure in figures:
            if figure.value is not None:
                found += 1
    return found


def rate_all(country: list[Series]) -> list[Rating]:
    found: list[Rating] = []
    for one in country:
        found += rate_plainly(*one)
    return found
