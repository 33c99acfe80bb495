"""A title retyped is the same title; a word left out, or another way of counting, is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.vocabulary import Unit
from laa.rules.wording import DifferenceKind, NationalMeasure, compare


def departs(national, printed, unit=Unit.PERCENT, detail=""):
    return compare(NationalMeasure(national, unit, detail), printed)


@pytest.mark.parametrize(
    ("national", "printed"),
    [
        ("Engagement in the arts", "Engagement in the Arts"),
        ("Percentage of waste recycled", "% waste recycled"),
        ("Percentage of waste recycled", "Proportion of waste recycled"),
        ("Perceptions of anti-social behaviour", "Perceptions of anti social behaviour"),
        ("Perceptions of anti-social behaviour", "Perceptions of ASB"),
        ("Young people’s participation", "Young peoples participation"),
        ("Young people’s participation", "Young people's participation"),
        ("High-quality PE and sport", "High quality PE & Sport"),
        ("A thriving third sector", "A thriving 3rd Sector"),
        ("Municipal waste landfilled", "Municipal waste land filled"),
        ("All-age all cause mortality rate", "All –age all cause mortality rate"),
        ("16 to 18 year olds", "16-18 year olds"),
        ("Looked after children reaching level 4", "Children in care reaching level 4"),
        ("The local council and police", "The local authority and police"),
        ("Overall employment rate (working-age)", "Overall employment rate"),
        ("Violent crime rate", "Violent crime rate (targets to be reviewed in 2009)"),
        ("Travelling to school", "Travelling to school (5-16yrs – car (including vans & taxis))"),
        ("Organisations rating services", "Organizations rating services"),
        ("Serious knife crime rate", "Serious knife crime"),
        ("People with a long-term condition", "People with long term conditions"),
    ],
)
def test_what_is_only_typed_otherwise_is_the_same(national, printed):
    assert departs(national, printed, Unit.PERCENT) is None
    assert departs(printed, national, Unit.PERCENT) is None


@pytest.mark.parametrize(
    ("national", "printed", "says"),
    [
        ("Healthy life expectancy", "Health life expectancy", "says “health” where that says"),
        ("Small firms showing employment growth", "Small firms showing growth", "out “employment”"),
        ("Small firms showing growth", "Small firms showing sales growth", "it adds “sales”"),
        ("Homes delivered (gross)", "Homes delivered (net)", "says “net” where that says “gross”"),
        ("Learners at level 3", "Learners at level 2", "says “2” where that says “3”"),
        ("From level 1 to level 2", "From level 2 to level 1", "numbers in it are in another"),
        ("Decent homes", "Non-decent homes", "it adds “non”"),
        ("Homes", "?", "it leaves out “homes”"),
    ],
)
def test_a_word_that_means_something_is_said(national, printed, says):
    found = departs(national, printed)

    assert found.kind == DifferenceKind.WORDING
    assert says in found.said
    assert f"“{national}”" in found.said


@pytest.mark.parametrize(
    ("printed", "unit", "detail", "says"),
    [
        ("Number of homes", Unit.PERCENT, "of all homes", "as a number, where"),
        ("% of homes", Unit.NUMBER, "homes", "as a share, where"),
        ("Homes per 1,000 population", Unit.PERCENT, "", "counts a percentage."),
        ("Homes per 1000", Unit.RATE, "homes per 10,000 population", "it is counted per 1,000"),
        ("Homes per head", Unit.NUMBER, "homes per household", "it is counted per head"),
        ("Homes per 1,000", Unit.RATE, "homes per 1,000; later a share", "it is counted per 1,000"),
    ],
)
def test_another_way_of_counting_is_another_measure(printed, unit, detail, says):
    found = departs("Homes", printed, unit, detail)

    assert found.kind == DifferenceKind.MEASURE
    assert says in found.said


@pytest.mark.parametrize(
    ("printed", "unit", "detail"),
    [
        ("Number of homes", Unit.NUMBER, ""),
        ("% of homes", Unit.PERCENT, ""),
        ("Homes per 1000 population", Unit.RATE, "homes per 1,000 population"),
        ("Homes per capita", Unit.RATE, "homes per head"),
        ("Homes per 1,000 population", Unit.RATE, ""),
        ("Homes per mile", Unit.LEVEL, ""),
    ],
)
def test_saying_how_it_is_counted_is_no_difference(printed, unit, detail):
    assert departs("Homes", printed, unit, detail) is None


def test_a_threshold_in_percent_is_not_a_share():
    national = "Schools where fewer than 65% of pupils reach level 4"

    assert departs(national, national, Unit.NUMBER, "schools") is None
    assert departs("Schools below the floor", national, Unit.NUMBER, "schools").kind == "wording"


@given(st.text(max_size=80), st.sampled_from(list(Unit)))
def test_a_title_never_departs_from_itself(title, unit):
    assert departs(title, title, unit) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_answered(national, printed):
    found = departs(national, printed)

    assert found is None or found.said
