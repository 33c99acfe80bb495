from decimal import Decimal

import pytest

from laa.rules.data_quality import revised_by


@pytest.mark.parametrize(
    ("before", "after", "moved", "percent"),
    [
        ("40", "42", "2", "5.0"),
        ("40", "38", "-2", "-5.0"),
        ("-40", "-38", "2", "5.0"),
        ("3", "4", "1", "33.3"),
        ("40", "40", "0", "0.0"),
    ],
)
def test_a_revision_is_told_in_the_unit_and_in_percent(before, after, moved, percent):
    found = revised_by(Decimal(before), Decimal(after))

    assert found == (Decimal(moved), Decimal(percent))


def test_there_is_no_percentage_of_nought():
    assert revised_by(Decimal(0), Decimal(5)) == (5, None)


@pytest.mark.parametrize(("before", "after"), [(None, Decimal(1)), (Decimal(1), None)])
def test_a_figure_that_came_or_went_is_no_revision(before, after):
    with pytest.raises(ValueError, match="a number that follows a number"):
        revised_by(before, after)
