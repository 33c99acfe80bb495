"""L2: yearly targets against a baseline, by polarity."""

from decimal import Decimal

import pytest


@pytest.mark.parametrize(("days", "rating"), [("40", "on_track"), ("45", "off_track")])
def test_ni_181_takes_days_and_fewer_are_better(days, rating, rate):
    assert rate("NI 181", days)["rating"] == rating


def test_ni_008_half_way_to_its_target_misses_it(rate):
    half = (Decimal("18.0") + Decimal("22.5")) / 2

    answer = rate("NI 008", str(half), "2010/11")

    assert half == Decimal("20.25")
    assert (answer["rating"], answer["against_baseline"]) == ("off_track", "better")
