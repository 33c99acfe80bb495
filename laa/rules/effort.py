"""What a figure costs to collect, beside what it is used for. Counts name nobody."""

from decimal import Decimal

EVERY_QUARTER = 4
"""Entered so often in twelve months, a figure is collected all the year round."""


def hours_a_year(hours: Decimal | None, entered: int) -> Decimal | None:
    """Hours for one return times how often it was returned; None where nobody was asked."""
    return None if hours is None else hours * entered


def is_unused(*, entered: int, used: int) -> bool:
    """Whether it was collected every quarter of twelve months and used by nobody in them."""
    return entered >= EVERY_QUARTER and not used
