"""L3: targets that run against the polarity: met, and worse than the baseline, are both said."""

import pytest


@pytest.mark.parametrize(
    ("reference", "figure", "period"),
    [("NI 039", "1650", "2008/09"), ("NI 056", "21.3", "2008/09"), ("087", "6", "2008-AY")],
)
def test_met_and_worse_than_the_baseline(reference, figure, period, rate):
    answer = rate(reference, figure, period)

    assert (answer["rating"], answer["against_baseline"]) == ("on_track", "worse")
