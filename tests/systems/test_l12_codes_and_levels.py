"""L12: a code is not a value, and levels have an order."""

import pytest


@pytest.mark.parametrize(
    ("figure", "rating"), [("51", "off_track"), ("124", "off_track"), ("125", "on_track")]
)
def test_local_ni_130_is_125_and_never_51(figure, rating, rate):
    assert rate("Local NI 130", figure)["rating"] == rating


def test_what_was_not_set_is_no_target(rate):
    assert rate("Local NI 130", "130", "2010/11")["because"] == "no_target"


@pytest.mark.parametrize("written", ["1", "Level 1", "level 1"])
def test_ni_188_at_level_1_missed_level_2(written, rate):
    answer = rate("NI 188", written)

    assert (answer["rating"], answer["against_baseline"]) == ("off_track", "better")


def test_ni_188_at_level_2_met_it(rate):
    assert rate("NI 188", "Level 2")["rating"] == "on_track"
