"""Periods in addresses: the canonical key as it is, slash included."""

from laa.rules.periods import PERIOD_KEY, NotAPeriod, period


class PeriodConverter:
    # Every group without its name: a pattern may hold two periods.
    regex = PERIOD_KEY.pattern.replace("?P<span>", "?:")
    for name in ("quarter", "year", "academic", "calendar", "month"):
        regex = regex.replace(f"?P<{name}>", "?:")
    regex = f"(?:{regex})"

    def to_python(self, value: str) -> str:
        try:
            return period(value).key
        except NotAPeriod:
            raise ValueError from None

    def to_url(self, value) -> str:
        return str(value)
