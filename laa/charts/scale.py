"""Where a value lies on a chart. Floats are for the eye only; figures stay Decimal."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10


@dataclass(frozen=True)
class Scale:
    """Maps values from `low` to `high` onto pixels from `bottom` up to `top`."""

    low: float
    high: float
    top: float
    bottom: float

    def __call__(self, value: Decimal | float) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def ticks(self, about: int = 4) -> list[float]:
        """Round numbers inside the scale, about as many as asked for."""
        step = nice_step((self.high - self.low) / about)
        first = -(-self.low // step)
        count = floor((self.high - first * step) / step + 1e-9) + 1
        return [round((first + index) * step, 10) for index in range(count)]


def scale_for(values: Sequence[Decimal], *, top: float, bottom: float) -> Scale:
    """A scale with some air round the values; a flat series lies in the middle."""
    low, high = float(min(values)), float(max(values))
    air = (high - low) * 0.12 or abs(high) * 0.1 or 1
    # Nothing that cannot be negative is shown on an axis that can.
    floor_at = 0.0 if low >= 0 else low - air
    return Scale(max(low - air, floor_at), high + air, top, bottom)


def nice_step(rough: float) -> float:
    power = 10 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough - 1e-12)
