"""Which rounds a calendar makes, and the days each of them is given."""

from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import date

from laa.rules.periods import Period, every
from laa.rules.vocabulary import Frequency
from laa.rules.working_days import working_day_after


@dataclass(frozen=True)
class Days:
    """Working days after the observed period's end on which a round opens, is due, is final."""

    opens: int
    due: int
    sign_off: int


@dataclass(frozen=True)
class Dates:
    """One round as a calendar makes it: what is observed, and when it is returned."""

    period: Period
    opens: date
    due: date
    sign_off: date


def dates_of(period: Period, days: Days, closed: Container[date]) -> Dates:
    """The dates of a period's round. `closed` holds the bank holidays and other closed days."""
    opens, due, sign_off = (
        working_day_after(period.end, number, closed)
        for number in (days.opens, days.due, days.sign_off)
    )
    return Dates(period, opens, due, sign_off)


def periods_asked(
    frequency: Frequency, *, has_year_end: bool, starts: date, ends: date
) -> list[Period]:
    """The periods that end in a stretch of time and get a round, earliest first.

    A year's own round follows the round of its last quarter or month.
    """
    found = every(frequency, starts, ends)
    if has_year_end:
        found += every(Frequency.FINANCIAL_YEAR, starts, ends)
    return sorted(found, key=lambda period: (period.end, period.is_year))


def to_open(made: Collection[Dates], opened: Collection[Period], *, today: date) -> list[Dates]:
    """The rounds whose opening day has come and that are not there yet, earliest first.

    `made` is what the calendar makes, `opened` the periods that have a round. After a gap every
    round since the newest of its kind is caught up with. Where there was none of its kind before,
    only rounds whose sign-off is still to come: nobody is asked for what lies before they began.
    """
    newest = {
        is_year: max((p.end for p in opened if p.is_year is is_year), default=None)
        for is_year in (True, False)
    }
    keys = {period.key for period in opened}
    found = []
    for dates in made:
        last = newest[dates.period.is_year]
        follows = dates.sign_off >= today if last is None else dates.period.end > last
        if follows and dates.opens <= today and dates.period.key not in keys:
            found.append(dates)
    return sorted(found, key=lambda dates: (dates.period.end, dates.period.is_year))
