"""Figures are held against figures of the same sort of period only."""

import pytest

from laa.rules.alike import are_alike
from laa.rules.periods import period


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2008/09", "2007-CY"),
        ("2008-AY", "2007-AY"),
        ("2008/09", "2008-07-01..2009-06-30"),
        ("2008/09-2010/11", "2005/06-2007/08"),
        ("2008-04-01..2008-09-30", "2007-10-01..2008-03-31"),
        ("2008-02-01..2008-02-14", "2007-02-01..2007-02-14"),
        ("place-survey:2008", "place-survey:2010-10-04..2010-12-17"),
        ("place-survey:2008", "2008/09"),
        ("2008-06", "2008-05"),
    ],
)
def test_what_is_as_long_or_of_one_survey_is_compared(one, other):
    assert are_alike(period(one), period(other))
    assert are_alike(period(other), period(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2008/09", "2005/06-2007/08"),
        ("2008/09", "2008/09-Q4"),
        ("2008/09", "2008-04-01..2008-09-30"),
        ("2008/09-2010/11", "2008/09-2009/10"),
        ("place-survey:2008", "tellus:2008"),
        ("place-survey:2008", "2008/09-Q3"),
        ("place-survey:2008", "2008-09-29..2008-12-19"),
        ("2008-04", "2008-04-01..2008-04-29"),
    ],
)
def test_an_average_a_part_or_another_survey_is_not(one, other):
    assert not are_alike(period(one), period(other))
    assert not are_alike(period(other), period(one))
