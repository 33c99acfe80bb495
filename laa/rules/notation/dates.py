"""Dates and periods as documents print them: “Jan 09”, “Summer 2008”, “9/10”, “to March 08”."""

import re
from calendar import monthrange
from datetime import date

from laa.rules import periods
from laa.rules.periods import Period
from laa.rules.vocabulary import Frequency

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASON_ENDS = {"spring": 6, "summer": 9, "autumn": 12, "winter": 12}
"""A season is over with its quarter: “Summer 2008” gives the benefit of the doubt to September."""

_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d)"
_TWO_YEARS = (
    r"(?P<first>(?:19|20)\d\d|\d{1,2})\s*[/-]\s*"
    # One digit only behind what can be nothing else than a year: “2008/9”, “08/9”.
    r"(?P<second>(?:19|20)\d\d|\d{2}|(?<=20\d\d/)\d|(?<=19\d\d/)\d|(?<=\b0\d/)\d)"
)

_DATED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?{_MONTH} {_YEAR}\b"
    r"|\b(?P<season>spring|summer|autumn|winter) (?:of )?(?P<of>(?:19|20)\d\d)\b"
    r"|\b(?:q(?P<quarter>[1-4]) )?"
    rf"{_TWO_YEARS}\b(?!\s*[/-])"
    r"|\b(?P<alone>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def without_dates(text: str) -> str:
    """The text without the dates in it, so that what is left may be searched for numbers."""
    return _DATED.sub("", text)


def full_year(text: str) -> int:
    """“08” and “2008” are one year; two digits are of this century up to 69."""
    digits = text.lstrip("'")
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def last_day(text: str) -> date | None:
    """The last day of what the text names, the later one if it names two; None if it names none."""
    days = [day for match in _DATED.finditer(text) if (day := _end_of(match))]
    return max(days, default=None)


def _end_of(match: re.Match) -> date | None:
    if match["month"]:
        return _day_of(match)
    if match["season"]:
        return end_of_month(int(match["of"]), _SEASON_ENDS[match["season"].lower()])
    if match["alone"]:
        return date(int(match["alone"]), 12, 31)
    year = _two_years(match["first"], match["second"])
    if year is None:
        return None
    if match["quarter"]:
        return periods.quarter(year, int(match["quarter"])).end
    return periods.financial_year(year).end


def _day_of(match: re.Match) -> date | None:
    year, month = full_year(match["year"]), month_number(match["month"])
    if not match["day"]:
        return end_of_month(year, month)
    try:
        return date(year, month, int(match["day"]))
    except ValueError:
        return None


def month_number(text: str) -> int:
    """1 to 12 from an English month or its first three letters; ValueError for any other word."""
    return _MONTHS.index(text[:3].lower()) + 1


def end_of_month(year: int, month: int) -> date:
    """The last day of a month, 1 to 12."""
    return date(year, month, monthrange(year, month)[1])


def _two_years(first: str, second: str) -> int | None:
    """The first of two years that follow one another; None for “2005-2007” or “12/08”."""
    begins, ends = full_year(first), full_year(second)
    return begins if ends == begins + 1 else None


_APRIL_TO_MARCH = re.compile(
    r"apr[a-z]*\.? (?P<first>(?:19|20)?\d\d)\s*(?:-|–|to)\s*"
    r"mar[a-z]*\.? (?P<last>(?:19|20)?\d\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"(?P<kind>AY ?|FY ?)?{_TWO_YEARS}", re.IGNORECASE)
_SINGLE = re.compile(r"(?P<year>(?:19|20)\d\d)")


def read_period(text: str, years: Frequency = Frequency.FINANCIAL_YEAR) -> Period | None:
    """The year that is all the text says; None for anything else.

    `years` says what “06/07” is: a financial or an academic year. A single “1998” is a calendar
    year, in a table of academic years the one that ended then.
    """
    words = text.strip(" .,:;()").replace("–", "-")
    if match := _APRIL_TO_MARCH.fullmatch(words):
        begins, ends = full_year(match["first"]), full_year(match["last"])
        return periods.financial_year(begins) if ends == begins + 1 else None
    if match := _YEARS.fullmatch(words):
        begins = _two_years(match["first"], match["second"])
        if begins is None:
            return None
        kind = (match["kind"] or "").strip().upper()
        is_academic = kind == "AY" or (not kind and years == Frequency.ACADEMIC_YEAR)
        return periods.academic_year(begins + 1) if is_academic else periods.financial_year(begins)
    if match := _SINGLE.fullmatch(words):
        year = int(match["year"])
        is_academic = years == Frequency.ACADEMIC_YEAR
        return periods.academic_year(year) if is_academic else periods.calendar_year(year)
    return None
