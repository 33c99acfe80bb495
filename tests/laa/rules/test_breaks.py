"""Where a series is of another definition, nothing is compared across."""

from hypothesis import given
from hypothesis import strategies as st

from laa.rules.breaks import last_break, parts
from laa.rules.periods import period, quarter

QUARTERS = st.builds(quarter, st.integers(2000, 2020), st.integers(1, 4))


def test_the_period_of_the_break_is_the_first_of_the_new_definition():
    q2, q3, q4 = (period(f"2008/09-Q{n}") for n in (2, 3, 4))

    assert parts(q2, q3, [q3]) == q3
    assert parts(q3, q4, [q3]) is None
    assert parts(q2, q3, [q4]) is None


def test_a_year_in_whose_midst_the_definition_changed_compares_with_nothing_before():
    assert parts(period("2007/08"), period("2008/09"), [period("2008/09-Q3")])
    assert parts(period("2008/09"), period("2009/10"), [period("2008/09-Q3")])
    assert parts(period("2009/10"), period("2010/11"), [period("2008/09-Q3")]) is None


def test_the_latest_break_is_named():
    breaks = [period("2008/09-Q2"), period("2008/09-Q4")]

    assert parts(period("2007/08-Q4"), period("2008/09-Q4"), breaks) == breaks[1]
    assert last_break(period("2008/09-Q3"), breaks) == breaks[0]
    assert last_break(period("2008/09-Q1"), breaks) is None


@given(QUARTERS, QUARTERS, st.lists(QUARTERS, max_size=4))
def test_two_quarters_compare_where_the_same_definition_made_them(one, other, breaks):
    then, now = sorted([one, other], key=lambda each: each.start)

    is_parted = parts(then, now, breaks) is not None

    assert is_parted == (last_break(then, breaks) != last_break(now, breaks))


@given(QUARTERS, st.lists(QUARTERS, max_size=4))
def test_a_period_is_never_parted_from_itself(when, breaks):
    assert parts(when, when, breaks) is None
