"""Shared figures: the total is the sum of its parts, whoever returns them and in whatever order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.rules.shared import ADDING, HOLDS_UP, Part, total_of
from laa.rules.vocabulary import FigureState, Unit

S = FigureState
COUNTS = st.integers(min_value=0, max_value=10**7).map(Decimal)


def counted(name, numerator, denominator, state=S.MEASURED):
    value = Decimal(numerator) / Decimal(denominator) * 100
    return Part(name, state, value, Decimal(numerator), Decimal(denominator))


def number(name, value, state=S.MEASURED):
    return Part(name, state, Decimal(value))


@st.composite
def parts(draw):
    """Parts of any unit that adds, of any state, with or without what they need."""
    drawn = []
    for n in range(draw(st.integers(min_value=1, max_value=6))):
        state = draw(st.sampled_from([None, *S]))
        has_number = state is not None and state.has_number
        value = draw(COUNTS) if has_number else None
        out_of = draw(COUNTS.filter(bool)) if has_number and draw(st.booleans()) else None
        drawn.append(Part(f"Part {n}", state, value, out_of and value, out_of))
    return drawn


def test_percentages_add_by_numerator_and_denominator_never_by_their_mean():
    total = total_of([counted("Hastings", 40, 100), counted("Rother", 45, 50)], Unit.PERCENT)

    # 85 of 150; the mean of 40 % and 90 % would be 65 %.
    assert (total.numerator, total.denominator) == (85, 150)
    assert total.value == Decimal("56.666667")
    assert total.state == S.MEASURED
    assert total.said == "The sum of Hastings 40 of 100 and Rother 45 of 50."


def test_counts_add_and_a_nought_is_a_figure():
    total = total_of([number("Hastings", 0), number("Rother", 104)], Unit.NUMBER)

    assert (total.value, total.numerator, total.denominator) == (104, None, None)
    assert total.said == "The sum of Hastings 0 and Rother 104."


@pytest.mark.parametrize("state", [None, S.FORECAST, S.NOT_DUE])
def test_while_a_part_is_missing_there_is_no_total_and_it_is_named(state):
    late = Part("Rother", state, Decimal(5) if state == S.FORECAST else None)
    total = total_of([number("Hastings", 40), late, Part("Wealden")], Unit.NUMBER)

    assert (total.state, total.value) == (None, None)
    assert total.missing == ("Rother", "Wealden")
    assert total.said == "awaiting Rother and Wealden"


@pytest.mark.parametrize("state", HOLDS_UP)
def test_a_part_without_a_number_gives_the_total_its_state_and_its_name(state):
    total = total_of([number("Hastings", 40), Part("Rother", state)], Unit.NUMBER)

    assert (total.state, total.value) == (state, None)
    assert total.said == f"No total: {state.label.lower()} for Rother."


def test_what_is_suppressed_comes_before_other_reasons():
    found = [Part("A", S.NOT_KNOWN), Part("B", S.SUPPRESSED), number("C", 3)]

    assert total_of(found, Unit.NUMBER).state == S.SUPPRESSED


@pytest.mark.parametrize(
    ("states", "state", "said"),
    [
        ((S.PROVISIONAL, S.MEASURED), S.PROVISIONAL, "Provisional: A."),
        ((S.PROVISIONAL, S.ESTIMATED), S.ESTIMATED, "Estimated: B. Provisional: A."),
        ((S.ESTIMATED, S.ESTIMATED), S.ESTIMATED, "Estimated: A and B."),
        ((S.REVISED, S.FINAL), S.MEASURED, ""),
    ],
)
def test_a_provisional_part_makes_the_total_provisional_and_says_whose(states, state, said):
    total = total_of([number("A", 1, states[0]), number("B", 2, states[1])], Unit.NUMBER)

    assert (total.value, total.state) == (3, state)
    assert total.said == f"The sum of A 1 and B 2. {said}".strip()


def test_a_percentage_without_its_counts_makes_no_total():
    bare = Part("Rother", S.MEASURED, Decimal(90))
    total = total_of([counted("Hastings", 40, 100), bare], Unit.PERCENT)

    assert (total.state, total.value) == (S.NOT_KNOWN, None)
    assert total.said == "No total: Rother came without how many out of how many."


def test_many_parts_are_counted_rather_than_listed():
    total = total_of([number(f"School {n:02}", n) for n in range(40)], Unit.NUMBER)

    assert (total.value, total.said) == (780, "The sum of 40 parts.")


def test_days_and_levels_do_not_add():
    assert {Unit.DAYS, Unit.LEVEL}.isdisjoint(ADDING)


@given(parts(), st.sampled_from(sorted(ADDING)), st.randoms())
def test_the_order_of_the_parts_does_not_matter(found, unit, random):
    shuffled = random.sample(found, len(found))

    assert total_of(shuffled, unit) == total_of(found, unit)


@given(st.lists(COUNTS, min_size=1, max_size=12))
def test_the_parts_of_a_count_make_its_total(values):
    total = total_of([number(f"P{n}", value) for n, value in enumerate(values)], Unit.NUMBER)

    assert total.value == sum(values)


@given(st.lists(st.tuples(COUNTS, COUNTS.filter(bool)), min_size=1, max_size=12))
def test_a_percentage_lies_between_those_of_its_parts(counts):
    found = [counted(f"P{n}", *each) for n, each in enumerate(counts)]
    total = total_of(found, Unit.PERCENT)

    assert total.numerator == sum(n for n, _ in counts)
    assert total.denominator == sum(d for _, d in counts)
    each = [part.value for part in found]
    slip = Decimal("0.000001")
    assert min(each) - slip <= total.value <= max(each) + slip


@given(parts(), st.sampled_from(sorted(ADDING)))
def test_no_figure_is_never_taken_for_a_nought(found, unit):
    total = total_of(found, unit)

    if any(part.value is None for part in found):
        assert total.value is None
    if any(part.is_missing for part in found):
        assert not total.is_complete
        assert set(total.missing) == {part.name for part in found if part.is_missing}
    elif total.value is None:
        assert not total.state.has_number
        assert any(part.name in total.said for part in found)
    else:
        assert total.state.has_number
