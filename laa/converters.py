"""Periods in addresses: the canonical key as it is, slash included."""

import re
from datetime import date

from laa.rules.periods import PERIOD_KEY, NotAPeriod, period


class PeriodConverter:
    # Every group without its name: a pattern may hold two periods.
    regex = "(?:" + re.sub(r"\?P<\w+>", "?:", PERIOD_KEY.pattern) + ")"

    def to_python(self, value: str) -> str:
        try:
            return period(value).key
        except NotAPeriod:
            raise ValueError from None

    def to_url(self, value) -> str:
        return str(value)


class DayConverter:
    """A day in an address: 2009-04-20."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value) -> str:
        return str(value)
