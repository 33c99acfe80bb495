"""Periods as people type them: quarters, years, two dates, “by 16/03/2020”, a survey's wave."""

import re
from datetime import date, timedelta

from laa.rules import periods
from laa.rules.notation.dates import end_of_month, full_year, month_number, read_period
from laa.rules.periods import Period, PeriodKind
from laa.rules.vocabulary import Frequency

_LONGEST = 200
"""Characters. A longer text is no period."""

_MONTH = r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_DATE = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<of>\d{4}|\d\d)"
    rf"|(?:(?P<nth>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})[a-z]*\.?"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d|'?\d\d))?"
)
_TO = re.compile(
    r"\s*(?:\.\.|–|—|\bto\b|\buntil\b|(?<=\s)-(?=\s)|(?<=[a-z])-(?=[a-z\d])|(?<=/\d{4})-(?=\d))\s*"
)
_BY = re.compile(r"(?:by|as at|on|at)\s+")
_QUARTER = re.compile(
    r"q(?P<quarter>[1-4])[ ,/-]*(?P<year>.+)|(?P<first>.+?)[ ,-]*q(?P<last>[1-4])"
)
_MONTHS_TO = re.compile(
    r"(?:the )?(?:(?P<months>\d{1,2})[ -]months?|(?:whole |full |12[ -]month )?year)"
    r" (?:up )?(?:to|ending|ended)(?: (?:in|on))? (?P<end>.+)"
)
_SPAN = re.compile(
    r"(?<![\d,.])\d{1,3}[ -](?:calendar |rolling |full |working |school )?"
    r"(?:years?|yrs?|months?|mths?|quarters?|weeks?|days?|terms?)\b",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"(?<![\d,.])(?:19[5-9]|20[0-6])\d(?![\d,]|\.\d)")
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d) (?P<survey>.*(?:survey|poll|panel)\b.*)")
_WAVE = re.compile(
    r"(?P<survey>(?:[a-z][a-z0-9 '&-]*? )?(?:survey|poll|panel|tellus ?\d?)(?: of [a-z ]+?)?)"
    r"(?:\s+(?P<year>(?:19|20)\d\d))?(?:(?:\s*[,:]\s*|\s*\()(?P<days>[^()]+)\)?)?"
)


def read_dated(text: str, years: Frequency = Frequency.FINANCIAL_YEAR) -> Period | None:
    """The period that is all the text says, in any form; None for anything else.

    >>> read_dated("Q3 2008/09").key, read_dated("by 16/03/2020").key
    ('2008/09-Q3', '2020-03-16')
    """
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        return None
    try:
        return periods.period(words)
    except periods.NotAPeriod:
        words = words.casefold()
    found = _quarter(words, years) or read_period(words, years)
    return found or _months_to(words) or read_window(words) or read_wave(words)


def is_a_time(text: str) -> bool:
    """Whether a bracket holds a year or a span, “2007 MORI survey” or “3 year average”: no count.

    “2000 people” may be either, so it is taken for neither.
    """
    return bool(_SPAN.search(text) or _A_YEAR.search(text))


def _months_to(words: str) -> Period | None:
    """“12 months to June 2007”, “year ending March 2009”: whole months up to that one."""
    match = _MONTHS_TO.fullmatch(words)
    end = match and _DATE.fullmatch(match["end"])
    last = _date(end, is_end=True) if end and end["month"] else None
    months = int(match["months"] or 12) if match else 0
    if not last or not months or last != end_of_month(last.year, last.month):
        return None
    before = last.year * 12 + last.month - months
    first = date(before // 12, before % 12 + 1, 1)
    if months == 12 and first.month == 4:
        return periods.financial_year(first.year)
    return periods.window(first, last)


def _quarter(words: str, years: Frequency) -> Period | None:
    match = _QUARTER.fullmatch(words)
    year = match and read_period(match["year"] or match["first"], years)
    if not year or year.kind != PeriodKind.FINANCIAL_YEAR:
        return None
    return periods.quarter(year.start.year, int(match["quarter"] or match["last"]))


def read_window(words: str) -> Period | None:
    """“1 July 2008 to 30 June 2009”, “Apr-Sep 2008”, “by 16/03/2020”; None for anything else.

    A month stands for all its days, and “by” it for the last. A single day is its own period.
    """
    words = words.casefold().strip(" .,")
    ends = _TO.split(words.removeprefix("from "))
    if len(ends) == 1:
        return _one(words)
    matches = [_DATE.fullmatch(end) for end in ends]
    if len(matches) != 2 or not all(matches):
        return None
    last = _date(matches[1], is_end=True)
    first = last and _date(matches[0], before=last)
    return periods.window(first, last) if first and first <= last else None


def _one(words: str) -> Period | None:
    """A day, or a month."""
    bare = _BY.sub("", words, count=1)
    match = _DATE.fullmatch(bare)
    first = match and _date(match)
    if not first:
        return None
    is_day = match["nth"] or not match["month"]
    if not is_day and bare != words:
        # “by March 2009” is the end of it.
        first = end_of_month(first.year, first.month)
    last = first if is_day or bare != words else end_of_month(first.year, first.month)
    return periods.window(first, last)


def _date(match: re.Match, *, is_end: bool = False, before: date | None = None) -> date | None:
    """The day; of a month alone its first or last. A year that is left out is that of `before`."""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["day"]:
            return date(full_year(match["of"]), int(match["number"]), int(match["day"]))
        year = full_year(match["year"]) if match["year"] else before and before.year
        if year is None:
            return None
        month = month_number(match["month"])
        if is_end and not match["nth"]:
            return end_of_month(year, month)
        found = date(year, month, int(match["nth"] or 1))
    except ValueError:
        return None
    # “October to March 2009” begins in the year before.
    if before and not match["year"] and found > before:
        return _date_in(found, year - 1)
    return found


def _date_in(day: date, year: int) -> date:
    return date(year, day.month, 1) + timedelta(days=day.day - 1)


def read_wave(words: str) -> Period | None:
    """“Place Survey 2008”, with or without its fieldwork in brackets; None for anything else."""
    words = words.casefold().strip(" .,")
    if turned := _YEAR_FIRST.fullmatch(words):
        # “2008 Place Survey” is “Place Survey 2008”.
        words = f"{turned['survey']} {turned['year']}"
    match = _WAVE.fullmatch(words)
    if not match or not (match["year"] or match["days"]):
        return None
    survey = re.sub(r"[^a-z0-9]+", "-", match["survey"].removeprefix("the ")).strip("-")
    if not match["days"]:
        year = int(match["year"])
        found = periods.wave(survey, date(year, 1, 1), date(year, 12, 31))
    elif days := read_window(match["days"]) or read_window(f"{match['days']} {match['year']}"):
        found = periods.wave(survey, days.start, days.end)
    else:
        return None
    try:
        return periods.period(found.key)
    except periods.NotAPeriod:
        return None
