"""Numbers as reports print them: “in excess of 85” is a lower bound, “around 8%” no count.

A qualifier is kept for ever and printed with its number. Adding keeps it too: a sum of which one
part is a lower bound is itself no exact figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Qualifier(StrEnum):
    EXACTLY = "exactly"
    IN_EXCESS_OF = "in_excess_of"
    OVER = "over"
    OR_MORE = "or_more"
    AROUND = "around"
    UNDER = "under"
    LESS_THAN = "less_than"
    ESTIMATED = "estimated"


SAID = {
    Qualifier.EXACTLY: "{}",
    Qualifier.IN_EXCESS_OF: "in excess of {}",
    Qualifier.OVER: "over {}",
    Qualifier.OR_MORE: "{} or more",
    Qualifier.AROUND: "around {}",
    Qualifier.UNDER: "under {}",
    Qualifier.LESS_THAN: "less than {}",
    Qualifier.ESTIMATED: "{} (estimated)",
}
CHOICES = [(qualifier.value, said.format("…")) for qualifier, said in SAID.items()]
LOWER = {Qualifier.IN_EXCESS_OF, Qualifier.OVER, Qualifier.OR_MORE}
UPPER = {Qualifier.UNDER, Qualifier.LESS_THAN}


@dataclass(frozen=True)
class Qualified:
    """A number with its qualifier; `value` None: no figure was given, which is not zero."""

    value: Decimal | None
    qualifier: str = Qualifier.EXACTLY
    unit: str = ""

    @property
    def said(self) -> str:
        if self.value is None:
            return "not known"
        return SAID[Qualifier(self.qualifier)].format(number_said(self.value, self.unit))

    @property
    def is_exact(self) -> bool:
        return self.value is not None and self.qualifier == Qualifier.EXACTLY

    @property
    def is_lower_bound(self) -> bool:
        return self.qualifier in LOWER

    def of(self, total: int) -> str:
        """A share of a count as it may be said: a count only where it is exact and whole.

        Around 8% of 85 is 6.8: nobody is 0.8 of a client, so it stays an estimate.
        """
        exact = self.value * total / 100
        if self.is_exact and exact == exact.to_integral_value():
            return number_said(exact)
        return f"about {number_said(exact)}, an estimate and no count"


def number_said(value: Decimal, unit: str = "") -> str:
    """£25,000; 8%; 235. Pence only where there are any."""
    value = Decimal(value)
    text = f"{value:,.0f}" if value == value.to_integral_value() else f"{value.normalize():,f}"
    if unit == "£" and "." in text:
        text = f"{value:,.2f}"
    return {"£": f"£{text}", "%": f"{text}%"}.get(unit, text)


def percent(part: Decimal | int, whole: Decimal | int | None, places: int = 1) -> Decimal | None:
    """A share in percent, halves up; None where there is no whole to be a share of."""
    if part is None or not whole:
        return None
    exact = Decimal(part) * 100 / Decimal(whole)
    return exact.quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")


def percent_said(part, whole, places: int = 1) -> str:
    """ "77.8%"; "no figure" where there is nothing to divide by."""
    share = percent(part, whole, places)
    return "no figure" if share is None else f"{share.normalize():f}%"


@dataclass(frozen=True)
class Sum:
    """Parts that may be added, and how exactly: what is doubted stands beside, never in it."""

    total: Decimal
    qualified: tuple[str, ...]
    left_out: tuple[str, ...]
    unknown: int

    @property
    def said(self) -> str:
        text = number_said(self.total, "£")
        if self.qualified:
            text += f", of which not exact: {'; '.join(self.qualified)}"
        if self.unknown:
            text += f"; {self.unknown} without a value"
        return text


def add_up(parts: Iterable[tuple[str, Qualified, bool]]) -> Sum:
    """Add (name, amount, may be counted already) up; what may be counted already is left out."""
    total, qualified, left_out, unknown = Decimal(0), [], [], 0
    for name, amount, is_doubted in parts:
        if amount.value is None:
            unknown += 1
        elif is_doubted:
            left_out.append(f"{name}: {amount.said}")
        else:
            total += amount.value
            if not amount.is_exact:
                qualified.append(amount.said)
    return Sum(total, tuple(qualified), tuple(left_out), unknown)
