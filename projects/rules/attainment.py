"""What a project promised each year and what came of it: actual, estimate and neither, apart.

Nil is 0 and counts; not known, blank and a target that is no number give no attainment figure, and
drag no total down. A total that holds an estimate says how much of it is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.rules.qualified import number_said, percent, percent_said

HALF = 50


@dataclass(frozen=True)
class YearLine:
    """One year of one output. `target`, `achieved` None: no number; the texts say what is printed.

    `is_estimate`: the achieved figure was made before the year was over, at `as_at`.
    `so_far`: how much of the year the figure tells of, such as "to Q2 2008/09"; "" is all of it.
    """

    period: str
    target: Decimal | None
    target_text: str
    achieved: Decimal | None
    achieved_text: str
    is_estimate: bool = False
    as_at: date | None = None
    so_far: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the figure tells of the whole year, and was made when it was over."""
        return not self.is_estimate and not self.so_far

    @property
    def is_measured(self) -> bool:
        return self.target is not None and self.achieved is not None

    @property
    def share(self) -> Decimal | None:
        """Percent of the target; None where either is no number, or nothing was promised."""
        return percent(self.achieved, self.target) if self.is_measured else None

    @property
    def share_said(self) -> str:
        if self.share is None:
            return "no attainment figure" if not self.is_measured else "nothing promised"
        return percent_said(self.achieved, self.target)

    @property
    def missing(self) -> Decimal | None:
        """What the year lacks of its target, at least nothing; None where either is no number.

        Of a year that is still being told of nothing is missing yet.
        """
        if not self.is_measured or self.so_far:
            return None
        return max(self.target - self.achieved, Decimal(0))

    @property
    def achieved_said(self) -> str:
        if self.achieved is None:
            return self.achieved_text or "blank"
        text = number_said(self.achieved)
        if self.is_estimate:
            text += f" (estimate{at(self.as_at)})"
        if self.so_far:
            text += f" ({self.so_far})"
        return text


def at(as_at: date | None) -> str:
    return f" at {as_at:%m/%y}" if as_at else ""


@dataclass(frozen=True)
class Output:
    """A target heading with its years, and the comment that explains it; "" where none is given."""

    reference: str
    title: str
    lines: tuple[YearLine, ...]
    comment: str = ""
    slug: str = ""

    @property
    def measured(self) -> list[YearLine]:
        return [line for line in self.lines if line.is_measured]

    @property
    def is_measurable(self) -> bool:
        """Whether every line has both numbers: of one that has not, no total is made."""
        return bool(self.lines) and len(self.measured) == len(self.lines)

    @property
    def target(self) -> Decimal | None:
        return sum((line.target for line in self.lines), Decimal(0)) if self.is_measurable else None

    @property
    def achieved(self) -> Decimal | None:
        if not self.is_measurable:
            return None
        return sum((line.achieved for line in self.lines), Decimal(0))

    @property
    def estimated(self) -> Decimal:
        return sum((x.achieved for x in self.measured if x.is_estimate), Decimal(0))

    @property
    def has_estimate(self) -> bool:
        return any(line.is_estimate for line in self.measured)

    @property
    def actual(self) -> "Output":
        """The years that were over when the figures were made."""
        lines = tuple(line for line in self.lines if line.is_over)
        return Output(self.reference, self.title, lines, self.comment)

    @property
    def share(self) -> Decimal | None:
        return percent(self.achieved, self.target) if self.is_measurable else None

    @property
    def share_said(self) -> str:
        if not self.is_measurable:
            return "no attainment figure"
        return percent_said(self.achieved, self.target)

    @property
    def achieved_said(self) -> str:
        """ "15, of which 14 estimated at 04/08": a part that is an estimate is always named."""
        if not self.is_measurable:
            return "no total"
        text = number_said(self.achieved)
        if self.has_estimate:
            made = next((x.as_at for x in self.lines if x.is_estimate and x.as_at), None)
            text += f", of which {number_said(self.estimated)} estimated{at(made)}"
        for line in self.lines:
            if line.so_far:
                text += f", of which {number_said(line.achieved)} {line.so_far}"
        return text

    @property
    def is_green(self) -> bool:
        return self.share is not None and self.share >= 100

    @property
    def unexplained(self) -> list[YearLine]:
        """Years under half of their target that no comment explains."""
        if self.comment.strip():
            return []
        return [x for x in self.lines if x.is_over and x.share is not None and x.share < HALF]


def commented(outputs: Iterable[Output]) -> tuple[int, int]:
    """How many headings have a comment, of how many."""
    outputs = list(outputs)
    return sum(1 for output in outputs if output.comment.strip()), len(outputs)
