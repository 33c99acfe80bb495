"""What an officer types for one figure: not yet a figure of the record."""

from dataclasses import dataclass
from decimal import Decimal

from laa.rules import figures


@dataclass(frozen=True)
class Entry:
    """What is typed for a line, saved or not. `value` None is no figure, `state` "" nothing yet."""

    state: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    sample: int | None = None
    design_effect: Decimal | None = None
    judgement: str = ""
    judgement_reason: str = ""
    commentary: str = ""
    recovery: str = ""

    @property
    def value_said(self) -> str:
        """The figure as a box holds it: what a numerator and a denominator came to."""
        return figures.plain(self.value)

    @classmethod
    def of(cls, line) -> "Entry":
        """What stands on a line of a return."""
        return cls(line.figure_state, **{name: getattr(line, name) for name in COPIED})


COPIED = (
    "value",
    "numerator",
    "denominator",
    "sample",
    "design_effect",
    "judgement",
    "judgement_reason",
    "commentary",
    "recovery",
)
"""What an entry takes over from a line, by the same names."""
