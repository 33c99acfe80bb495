from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from laa.rules.load import Load, loads


def test_one_person_on_four_of_nine_has_44_percent():
    found = loads(["Avery"] * 4 + ["Blake"] * 3 + ["Casey"] * 2)

    assert found[0] == Load("Avery", 4, 9)
    assert found[0].percent == 44


def test_what_nobody_owns_is_counted_as_nobodys():
    assert loads([None, "Avery"]) == [Load("Avery", 1, 2), Load(None, 1, 2)]


def test_nothing_in_hand_is_an_empty_list():
    assert loads([]) == []


@given(st.lists(st.sampled_from("abcde")))
def test_the_parts_make_the_whole(owners):
    found = loads(owners)

    assert sum(load.count for load in found) == len(owners)
    assert [load.count for load in found] == sorted((load.count for load in found), reverse=True)
    assert all(Decimal(0) < load.percent <= 100 for load in found)
