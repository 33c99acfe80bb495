"""Periods: what a figure or a target is about.

A period belongs to the value, not to the column it is printed in: one report mixes financial,
academic and calendar years. Each has a canonical key, which is also its place in an address:

    2008/09-Q1         quarter of a financial year (April to June is Q1)
    2008/09            financial year, 1 April to 31 March
    2008-06            month
    2008-AY            academic year *ending* in summer 2008: results are printed by that year
    2008-CY            calendar year
    2008/09-2010/11    span of financial years
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from laa.rules.vocabulary import Frequency


class PeriodKind(StrEnum):
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial_year"
    MONTH = "month"
    ACADEMIC_YEAR = "academic_year"
    CALENDAR_YEAR = "calendar_year"
    SPAN = "span"


YEAR_KINDS = frozenset(
    {PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR, PeriodKind.CALENDAR_YEAR}
)


@dataclass(frozen=True, order=True)
class Period:
    """A dated stretch of time; `start` and `end` are both inside it. Sorts by start, then end."""

    start: date
    end: date
    key: str
    kind: PeriodKind

    def __str__(self) -> str:
        return self.key

    @property
    def label(self) -> str:
        """The period as officers say it: "January to March 2009", "2008/09"."""
        if self.kind == PeriodKind.QUARTER:
            return f"{self.key[-2:]} {self.key[:7]} ({self.start:%B} to {self.end:%B %Y})"
        if self.kind == PeriodKind.MONTH:
            return f"{self.start:%B %Y}"
        if self.kind == PeriodKind.ACADEMIC_YEAR:
            return f"academic year {self.start.year}/{self.end:%y}"
        if self.kind == PeriodKind.CALENDAR_YEAR:
            return f"calendar year {self.start.year}"
        if self.kind == PeriodKind.SPAN:
            return f"{self.key[:7]} to {self.key[-7:]}"
        return self.key

    @property
    def short_label(self) -> str:
        return f"{self.key[-2:]} {self.key[:7]}" if self.kind == PeriodKind.QUARTER else self.label

    @property
    def is_year(self) -> bool:
        return self.kind in YEAR_KINDS

    def is_over(self, today: date) -> bool:
        return self.end < today

    def is_within(self, start: date, end: date) -> bool:
        return start <= self.start and self.end <= end


PERIOD_KEY = re.compile(
    r"(?P<span>\d{4}/\d\d-\d{4}/\d\d)|(?P<quarter>\d{4}/\d\d-Q[1-4])|(?P<year>\d{4}/\d\d)"
    r"|(?P<academic>\d{4}-AY)|(?P<calendar>\d{4}-CY)|(?P<month>\d{4}-\d\d)"
)


class NotAPeriod(ValueError):
    def __init__(self, key: str):
        super().__init__(
            f"“{key}” is not a period. Write a financial year as 2008/09, a quarter as 2008/09-Q1, "
            "a month as 2008-06, an academic year as 2008-AY or a calendar year as 2008-CY."
        )


def financial_year(first: int) -> Period:
    """The financial year that begins in April of `first`."""
    key = f"{first}/{(first + 1) % 100:02d}"
    return Period(date(first, 4, 1), date(first + 1, 3, 31), key, PeriodKind.FINANCIAL_YEAR)


def quarter(first: int, number: int) -> Period:
    """Quarter `number` (1 to 4) of the financial year that begins in April of `first`."""
    month = (3 * number) % 12 + 1
    year = first + (number == 4)
    end_month = month + 2
    return Period(
        date(year, month, 1),
        date(year, end_month, monthrange(year, end_month)[1]),
        f"{financial_year(first).key}-Q{number}",
        PeriodKind.QUARTER,
    )


def month(year: int, number: int) -> Period:
    last = monthrange(year, number)[1]
    key = f"{year}-{number:02d}"
    return Period(date(year, number, 1), date(year, number, last), key, PeriodKind.MONTH)


def academic_year(ends: int) -> Period:
    return Period(date(ends - 1, 9, 1), date(ends, 8, 31), f"{ends}-AY", PeriodKind.ACADEMIC_YEAR)


def calendar_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year}-CY", PeriodKind.CALENDAR_YEAR)


def span(first: Period, last: Period) -> Period:
    return Period(first.start, last.end, f"{first.key}-{last.key}", PeriodKind.SPAN)


@lru_cache(maxsize=2048)
def period(key: str) -> Period:
    """The period of a canonical key; NotAPeriod for anything else."""
    match = PERIOD_KEY.fullmatch(key)
    if not match:
        raise NotAPeriod(key)
    try:
        found = _read(match)
    except ValueError:
        raise NotAPeriod(key) from None
    # "2008/10" and "2010/11-2008/09" have the right shape and are still no periods.
    if found.key != key or found.end < found.start:
        raise NotAPeriod(key)
    return found


def _read(match: re.Match) -> Period:
    key = match.group()
    first = int(key[:4])
    match match.lastgroup:
        case "span":
            return span(financial_year(first), financial_year(int(key[8:12])))
        case "quarter":
            return quarter(first, int(key[-1]))
        case "year":
            return financial_year(first)
        case "academic":
            return academic_year(first)
        case "calendar":
            return calendar_year(first)
    return month(first, int(key[5:]))


def containing(day: date, frequency: Frequency) -> Period:
    """The period of that frequency in which `day` falls."""
    first = day.year - (day.month < 4)
    if frequency == Frequency.QUARTER:
        return quarter(first, (day.month - 4) % 12 // 3 + 1)
    if frequency == Frequency.ACADEMIC_YEAR:
        return academic_year(day.year + (day.month >= 9))
    if frequency == Frequency.CALENDAR_YEAR:
        return calendar_year(day.year)
    return financial_year(first)


def target_year(of: Period) -> Period:
    """The year whose target a figure for this period is measured against."""
    if of.kind in (PeriodKind.QUARTER, PeriodKind.MONTH):
        return containing(of.end, Frequency.FINANCIAL_YEAR)
    return of


def ends_its_year(of: Period) -> bool:
    """Whether a figure for this period can complete its year: the year itself, its Q4, March."""
    return _ends_its_year(of.key)


@lru_cache(maxsize=2048)
def _ends_its_year(key: str) -> bool:
    of = period(key)
    return target_year(of).end == of.end


def are_years(*of: Period) -> bool:
    return all(period.is_year for period in of)


def before(of: Period) -> Period:
    """The period of the same kind just before."""
    year = of.start.year
    match of.kind:
        case PeriodKind.QUARTER:
            return containing(date.fromordinal(of.start.toordinal() - 1), Frequency.QUARTER)
        case PeriodKind.MONTH:
            return month(year - (of.start.month == 1), (of.start.month - 2) % 12 + 1)
        case PeriodKind.ACADEMIC_YEAR:
            return academic_year(of.end.year - 1)
        case PeriodKind.CALENDAR_YEAR:
            return calendar_year(year - 1)
        case PeriodKind.FINANCIAL_YEAR:
            return financial_year(year - 1)
    length = of.end.year - year
    return span(financial_year(year - length), financial_year(year - 1))


def year_before(of: Period) -> Period:
    """The same period one year earlier."""
    match of.kind:
        case PeriodKind.QUARTER:
            return containing(of.end.replace(year=of.end.year - 1, day=1), Frequency.QUARTER)
        case PeriodKind.MONTH:
            return month(of.start.year - 1, of.start.month)
    return before(of)


def every(frequency: Frequency, start: date, end: date) -> list[Period]:
    """All periods of a frequency that end between two days, earliest first.

    An academic year belongs to an agreement in which it ends, though it began before it.
    """
    found = []
    current = containing(end, frequency)
    while current.end >= start:
        if current.end <= end:
            found.append(current)
        current = before(current)
    return found[::-1]
