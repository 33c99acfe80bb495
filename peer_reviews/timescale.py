"""When something is to be done, as documents print it: kept as words, a date only where it is one.

“July 2023 and ongoing”, “Ongoing” and “Spring” are no dates. Nothing is made up from them.
"""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+) (\d{4})", re.IGNORECASE)
_DIGITS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_day(text: str) -> date | None:
    """The day that is all the text says; None for a month, a season, or a day and more.

    >>> read_day("31 July 2023"), read_day("July 2023 and ongoing"), read_day("31/02/2023")
    (datetime.date(2023, 7, 31), None, None)
    """
    words = " ".join(text.split()).rstrip(".")
    if match := _WORDS.fullmatch(words):
        start = match[2][:3].casefold()
        month = MONTHS.index(start) + 1 if start in MONTHS else 0
        return _day(int(match[3]), month, int(match[1]))
    if match := _DIGITS.fullmatch(words):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := _ISO.fullmatch(words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
