"""Which periods' figures can be held against one another."""

from laa.rules import periods
from laa.rules.periods import Period


def are_alike(one: Period, other: Period) -> bool:
    """Whether figures of two periods are of one sort, so that one can be held against the other.

    Waves are, if they are of one survey; a wave and a year, for a survey's result is its year's.
    Years are, a calendar year with a financial one too. Anything else compares with what is just
    as long: an average of three years is no year.
    """
    if one.survey and other.survey:
        return one.survey == other.survey
    if one.stands_for_a_year and other.stands_for_a_year:
        return True
    if one.survey or other.survey:
        return False
    if periods.whole_months(one) and periods.whole_months(other):
        return periods.whole_months(one) == periods.whole_months(other)
    return one.end - one.start == other.end - other.start
