"""Counting in working days: not Saturdays, not Sundays, not the days that are closed."""

from collections.abc import Container
from datetime import date, timedelta

SATURDAY = 5


def is_working_day(day: date, closed: Container[date]) -> bool:
    """Whether offices are open: Monday to Friday, and none of the `closed` days."""
    return day.weekday() < SATURDAY and day not in closed


def working_day_after(day: date, number: int, closed: Container[date]) -> date:
    """The `number`-th working day after `day`, which itself never counts; `number` is 1 or more.

    >>> working_day_after(date(2009, 4, 9), 1, {date(2009, 4, 10), date(2009, 4, 13)})
    datetime.date(2009, 4, 14)
    """
    if number < 1:
        raise ValueError(f"Count working days from 1, not from {number}.")
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day, closed)
    return day


def working_day_before(day: date, number: int, closed: Container[date]) -> date:
    """The `number`-th working day before `day`, which itself never counts; 0 is `day` itself.

    >>> working_day_before(date(2009, 4, 14), 1, {date(2009, 4, 10), date(2009, 4, 13)})
    datetime.date(2009, 4, 9)
    """
    while number:
        day -= timedelta(days=1)
        number -= is_working_day(day, closed)
    return day
