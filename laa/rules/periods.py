"""Periods: what a figure or a target is about.

A period belongs to the value, not to the column it is printed in: one report mixes financial,
academic and calendar years. Each has a canonical key, which is also its place in an address:

    2008/09-Q1         quarter of a financial year (April to June is Q1)
    2008/09            financial year, 1 April to 31 March
    2008-06            month
    2008-AY            academic year *ending* in summer 2008: results are printed by that year
    2008-CY            calendar year
    2008/09-2010/11    span of financial years
    2008-07-01..2009-06-30                      dated window, both days in it
    2020-03-16                                  a single day: “by 16 March 2020”
    place-survey:2008-09-29..2008-12-19         wave of a survey, with its fieldwork
    place-survey:2008                           wave of which only the year is known

A window that is exactly a year, a quarter, a month or a span *is* that period: one time, one key.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from laa.rules.vocabulary import Frequency, PeriodKind

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
        if self.kind == PeriodKind.WINDOW:
            return _days_said(self.start, self.end)
        if self.kind == PeriodKind.WAVE:
            days = f" ({_days_said(self.start, self.end)})" if ".." in self.key else ""
            return f"{self.short_label}{days}"
        return self.key

    @property
    def short_label(self) -> str:
        if self.kind == PeriodKind.QUARTER:
            return f"{self.key[-2:]} {self.key[:7]}"
        if self.kind == PeriodKind.WAVE:
            name = self.survey.replace("-", " ").title().replace(" Of ", " of ")
            return f"{name} {self.end.year}"
        return self.label

    @property
    def survey(self) -> str:
        """The survey of which this is a wave; "" for any other period."""
        return self.key.partition(":")[0] if self.kind == PeriodKind.WAVE else ""

    @property
    def is_year(self) -> bool:
        return self.kind in YEAR_KINDS

    @property
    def stands_for_a_year(self) -> bool:
        """A year, or the wave of a survey: all the figures that its year will have."""
        return self.is_year or self.kind == PeriodKind.WAVE

    def is_over(self, today: date) -> bool:
        return self.end < today

    def is_within(self, start: date, end: date) -> bool:
        return start <= self.start and self.end <= end


def _days_said(start: date, end: date) -> str:
    """ "1 July 2008 to 30 June 2009"; a single day by itself; whole months by their names."""
    if start == end:
        return f"{start:%-d %B %Y}"
    is_whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    form = "%B" if is_whole else "%-d %B"
    first = start.strftime(form if start.year == end.year else f"{form} %Y")
    return f"{first} to {end.strftime(f'{form} %Y')}"


_DAYS = r"\d{4}-\d\d-\d\d(?:\.\.\d{4}-\d\d-\d\d)?"
PERIOD_KEY = re.compile(
    rf"(?P<wave>[a-z][a-z0-9-]{{1,49}}:(?:\d{{4}}-\d\d-\d\d\.\.\d{{4}}-\d\d-\d\d|\d{{4}}))"
    rf"|(?P<window>{_DAYS})"
    r"|(?P<span>\d{4}/\d\d-\d{4}/\d\d)|(?P<quarter>\d{4}/\d\d-Q[1-4])|(?P<year>\d{4}/\d\d)"
    r"|(?P<academic>\d{4}-AY)|(?P<calendar>\d{4}-CY)|(?P<month>\d{4}-\d\d)"
)


class NotAPeriod(ValueError):
    """A key or text that names no period; says how each kind is written."""

    def __init__(self, key: str):
        super().__init__(
            f"“{key}” is not a period. Write a financial year as 2008/09, a quarter as 2008/09-Q1, "
            "a month as 2008-06, an academic year as 2008-AY, a calendar year as 2008-CY, two "
            "dates as 2008-07-01..2009-06-30 or the wave of a survey as place-survey:2008."
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
    """A calendar month; `number` is 1 to 12."""
    last = monthrange(year, number)[1]
    key = f"{year}-{number:02d}"
    return Period(date(year, number, 1), date(year, number, last), key, PeriodKind.MONTH)


def academic_year(ends: int) -> Period:
    """September to August, named for the year in which it `ends`: 2008-AY ends in August 2008."""
    return Period(date(ends - 1, 9, 1), date(ends, 8, 31), f"{ends}-AY", PeriodKind.ACADEMIC_YEAR)


def calendar_year(year: int) -> Period:
    """January to December."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year}-CY", PeriodKind.CALENDAR_YEAR)


def span(first: Period, last: Period) -> Period:
    """From the start of one period to the end of another: a target for several years."""
    return Period(first.start, last.end, f"{first.key}-{last.key}", PeriodKind.SPAN)


def window(start: date, end: date) -> Period:
    """The period between two days, both in it: by its own name where it is a year or the like."""
    known = [containing(end, frequency) for frequency in Frequency]
    known.append(month(end.year, end.month))
    if (start.month, start.day, end.month, end.day) == (4, 1, 3, 31) and end.year > start.year + 1:
        known.append(span(financial_year(start.year), financial_year(end.year - 1)))
    for each in known:
        if (each.start, each.end) == (start, end):
            return each
    key = f"{start}" if start == end else f"{start}..{end}"
    return Period(start, end, key, PeriodKind.WINDOW)


def wave(survey: str, start: date, end: date) -> Period:
    """One time a survey was in the field; a whole calendar year where no more is known of it."""
    is_year = (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31))
    days = f"{start.year:04d}" if is_year else f"{start}..{end}"
    return Period(start, end, f"{survey}:{days}", PeriodKind.WAVE)


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
    if match.lastgroup == "wave":
        survey, _, days = key.partition(":")
        return wave(survey, *_days(days if ".." in days else f"{days}-01-01..{days}-12-31"))
    if match.lastgroup == "window":
        return window(*_days(key))
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


def _days(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def containing(day: date, frequency: Frequency) -> Period:
    """The period of that frequency in which `day` falls."""
    first = day.year - (day.month < 4)
    if frequency == Frequency.MONTH:
        return month(day.year, day.month)
    if frequency == Frequency.QUARTER:
        return quarter(first, (day.month - 4) % 12 // 3 + 1)
    if frequency == Frequency.ACADEMIC_YEAR:
        return academic_year(day.year + (day.month >= 9))
    if frequency == Frequency.CALENDAR_YEAR:
        return calendar_year(day.year)
    return financial_year(first)


def target_year(of: Period) -> Period:
    """The year whose target a figure for this period is measured against.

    A survey's wave counts for the year in which its fieldwork ends; a window for the year that it
    lies in, and where it lies in two for itself alone.
    """
    year = containing(of.end, Frequency.FINANCIAL_YEAR)
    if of.kind in (PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.WAVE):
        return year
    return year if of.kind == PeriodKind.WINDOW and year.start <= of.start else of


def ends_its_year(of: Period) -> bool:
    """Whether a figure for this period can complete its year: the year, its Q4, March, a wave."""
    return _ends_its_year(of.key)


@lru_cache(maxsize=2048)
def _ends_its_year(key: str) -> bool:
    of = period(key)
    return of.kind == PeriodKind.WAVE or target_year(of).end == of.end


def before(of: Period, known: Iterable[Period] = ()) -> Period | None:
    """The period of the same kind just before.

    Nobody can say from a wave alone when its survey was made before: that is the newest earlier
    wave of the survey among the `known` periods, None where there is none. For other kinds there
    is always one.
    """
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
        case PeriodKind.WINDOW:
            return _window_before(of)
        case PeriodKind.WAVE:
            return max((k for k in known if k.survey == of.survey and k < of), default=None)
    length = of.end.year - year
    return span(financial_year(year - length), financial_year(year - 1))


def _window_before(of: Period) -> Period:
    """As many whole months before, where the window is of whole months; else as many days."""
    last = of.start - timedelta(days=1)
    months = whole_months(of)
    if not months:
        return window(last - (of.end - of.start), last)
    first = of.start.year * 12 + of.start.month - 1 - months
    return window(date(first // 12, first % 12 + 1, 1), last)


def whole_months(of: Period) -> int:
    """How many calendar months a period is made of; 0 where it is not of whole months."""
    is_whole = of.start.day == 1 and (of.end + timedelta(days=1)).day == 1
    return 12 * (of.end.year - of.start.year) + of.end.month - of.start.month + 1 if is_whole else 0


def year_before(of: Period, known: Iterable[Period] = ()) -> Period | None:
    """The same period one year earlier; of a wave the wave before, as in `before`."""
    match of.kind:
        case PeriodKind.QUARTER:
            return containing(of.end.replace(year=of.end.year - 1, day=1), Frequency.QUARTER)
        case PeriodKind.MONTH:
            return month(of.start.year - 1, of.start.month)
        case PeriodKind.WINDOW:
            return window(_a_year_before(of.start), _a_year_before(of.end))
    return before(of, known)


def _a_year_before(day: date) -> date:
    """The same day of the year before; the last of February stays the last of February."""
    if (day.month, (day + timedelta(days=1)).day) == (2, 1):
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


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
