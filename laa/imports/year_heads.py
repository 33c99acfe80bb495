"""The year a column's head means: “2008/9”, “Mar-09”, “Target to March 2009”, “Year 1”."""

import re

from laa.rules import periods
from laa.rules.notation.dated import read_dated
from laa.rules.notation.dates import full_year, read_period
from laa.rules.periods import Period
from laa.rules.vocabulary import Frequency

LONGEST = 60
"""Characters. A longer head is a sentence, and a year in it may be about anything."""

_NTH_YEAR = re.compile(r"(?:year|yr) ?([1-9])", re.IGNORECASE)
_TWO_YEARS = re.compile(
    r"(?<![\d/])(?:(?:(?:19|20)\d\d|\d{2})\s?[/–-]\s?(?:(?:19|20)\d\d|\d{2})"
    r"|(?:(?:19|20)\d|0)\d/\d)(?![\d/])"
)
_ALONE = re.compile(r"(?:19|20)\d\d")
_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_DATED = re.compile(
    r"(?:(?P<long>(?:\d{1,2} months?|year) (?:to|ending|ended) ))?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -])?"
    rf"\b(?P<month>{_MONTHS})[a-z]*\.?[ ,'–-]+(?P<year>(?:19|20)\d\d|\d\d)\b(?!/)",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(
    r"(?:(?:financial |academic )?year )?(?:to|ending|ended|end|by|at|as at)? ?", re.IGNORECASE
)
_LAST_MONTH = {
    Frequency.FINANCIAL_YEAR: ("mar", periods.financial_year, 1),
    Frequency.ACADEMIC_YEAR: ("aug", periods.academic_year, 0),
}
"""Of each kind of year, with what makes it and how long before its end it is named for."""
_A_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d")


def year_of(head: str, years: Frequency, first_year: int) -> Period | None:
    """The year that is all the head says: “08/09”, “2008”, “31 March 2009”, “Year 1”."""
    words = head.strip(" .:()")
    if match := _NTH_YEAR.fullmatch(words):
        return periods.financial_year(first_year + int(match[1]) - 1)
    if found := read_period(words, years):
        return found
    match = _DATED.fullmatch(words[_IN_FRONT.match(words).end() :])
    return _ending(match, years) if match else None


def target_year(head: str, years: Frequency, first_year: int) -> Period | None:
    """The year among a target's other words; a month is the end of the year that is meant."""
    if len(head) <= LONGEST:
        if match := _TWO_YEARS.search(head):
            return read_period(match.group(), years)
        if match := _DATED.search(head):
            return _ending(match, years)
        if match := _ALONE.search(head):
            return read_period(match.group(), years)
    nth = _NTH_YEAR.search(head)
    return periods.financial_year(first_year + int(nth[1]) - 1) if nth else None


def baseline_time(head: str, years: Frequency) -> Period | None:
    """When a baseline was, as its head says: the month itself, unless it ends a year."""
    if len(head) > LONGEST:
        return None
    if match := _TWO_YEARS.search(head):
        return read_period(match.group(), years)
    if match := _DATED.search(head):
        return read_dated(match.group().replace("-", " "), years)
    match = _ALONE.search(head)
    return read_period(match.group(), years) if match else None


def names_a_time(head: str) -> bool:
    """Whether the head names a year or a month, even where nobody can say which year is meant."""
    return any(pattern.search(head) for pattern in (_TWO_YEARS, _DATED, _ALONE))


def how_to_write(head: str) -> str:
    """What to do about a head that is no year."""
    if _A_DAY.fullmatch(head):
        return (
            "A spreadsheet turns 08/09 into a date; format the cell as text and type the year "
            "again, such as 2008/09."
        )
    return "If it holds targets, write their year as its head, such as 2008/09."


def _ending(match: re.Match, years: Frequency) -> Period | None:
    """The year that ends with the month; None where no year ends then."""
    month, make, before = _LAST_MONTH[years]
    is_end = match["month"].lower().startswith(month) and match["day"] in (None, "31")
    return make(full_year(match["year"]) - before) if is_end else None
