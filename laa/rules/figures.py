"""Numbers as the agreement prints them and as people type them. Decimal throughout."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from laa.rules.vocabulary import UNSURE_STATES, CellState, FigureState, Unit

LARGEST = Decimal("999999999.999999")
"""The largest figure kept: 15 digits, 6 of them after the point."""

_PLAIN_NUMBER = re.compile(r"[-+]?(?=[.\d])(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?", re.ASCII)


class NotANumber(ValueError):
    """What was typed cannot be kept as a figure; the message says what to type instead."""


def read_number(text: str) -> Decimal | None:
    """The number somebody typed: thousands may have commas, a % or £ sign is let go.

    None means that nothing was typed, which is not a zero.
    """
    bare = text.strip().replace("\u2212", "-").removeprefix("£").removesuffix("%").strip()
    if not text.strip():
        return None
    if not _PLAIN_NUMBER.fullmatch(bare):
        raise NotANumber(f"“{text.strip()}” is not a number. Type digits, such as 42 or 12.5.")
    try:
        number = Decimal(bare.replace(",", ""))
    except InvalidOperation:
        raise NotANumber(f"“{text.strip()}” is not a number. Type digits, such as 42.") from None
    if abs(number) > LARGEST:
        raise NotANumber(f"“{text.strip()}” is too large. The largest is {LARGEST:,.0f}.")
    if -number.as_tuple().exponent > 6:
        raise NotANumber(f"“{text.strip()}” has more than 6 places. Round it to 6 or fewer.")
    # Minus nought is nought.
    return number + 0


def is_kept(number: Decimal) -> bool:
    """Whether the one field for figures keeps the number as it is, without rounding."""
    return abs(number) <= LARGEST and -number.as_tuple().exponent <= 6


def ratio(numerator: Decimal, denominator: Decimal, unit: str) -> Decimal | None:
    """The value a numerator and a denominator give, in the unit; None where nothing was counted."""
    if not denominator:
        return None
    return numerator / denominator * (100 if unit == Unit.PERCENT else 1)


def are_one_rate(typed: Decimal, exact: Decimal) -> bool:
    """Whether a rate is what counts give exactly, to the decimal places it was typed with."""
    places = max(-typed.normalize().as_tuple().exponent, 0)
    return round(exact, places) == typed


def plain(number: Decimal | None) -> str:
    """A number without trailing zeros, thousands with commas; "" for no number."""
    if number is None:
        return ""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(number: Decimal | None, unit: str) -> str:
    """A number with its unit as officers write it: "48 days", "12.9%", "Level 2"."""
    text = plain(number)
    if not text:
        return ""
    if unit == Unit.PERCENT:
        return f"{text}%"
    if unit == Unit.DAYS:
        return f"{text} days" if number != 1 else "1 day"
    if unit == Unit.LEVEL:
        return f"Level {text}"
    return text


def marked(said: str, is_illustrative: bool) -> str:
    """What is said of an invented figure says so, in words that travel with it."""
    return f"{said} (illustrative)" if is_illustrative else said


def as_firm(said: str, state: str) -> str:
    """What is said of a figure that is not final says so: "40 days (provisional)"."""
    return f"{said} ({FigureState(state).label.lower()})" if state in UNSURE_STATES else said


def target_said(
    number: Decimal | None,
    text: str,
    unit: str,
    state: str = "",
    *,
    upper: Decimal | None = None,
    waits_for: str = "",
) -> str:
    """A target as a board reads it: the number with its unit, else the printed words.

    The star in front of a printed target says that it is designated; it is no part of the target.
    A number that was worked out has the words it was worked out from beside it. A printed nought
    that nobody has confirmed says that it may be a placeholder.
    """
    said = text.lstrip("* ")
    if number is not None:
        shown = with_unit(number, unit)
        if upper is not None:
            shown = f"{shown} to {with_unit(upper, unit)}"
        return f"{shown} ({said})" if state == CellState.RELATIVE and said else shown
    if waits_for:
        return f"{said} (awaiting {waits_for})"
    return f"{said} (perhaps a placeholder)" if state == CellState.PLACEHOLDER_ZERO else said


@dataclass(frozen=True)
class Number:
    """What a figure is set to: a value, or the parts it comes from. None is not given."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    def worked_out(self, unit: Unit) -> Decimal | None:
        """The value, to the six places that are kept; from its parts where both are given."""
        if self.numerator is None or self.denominator is None:
            return self.value
        exact = ratio(self.numerator, self.denominator, unit)
        return exact if exact is None else round(exact, 6)
