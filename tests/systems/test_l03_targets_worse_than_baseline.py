"""L3: targets that run against the polarity: met, and worse than the baseline, are both said."""

import pytest


@pytest.mark.parametrize(
    ("reference", "figure", "period", "options"),
    [
        ("NI 039", "1650", "2008/09", {}),
        ("NI 056", "21.3", "2008/09", {}),
        ("NI 120", "795", "2008/09", {"strand": "m"}),
        ("NI 120", "580", "2008/09", {"strand": "f"}),
        ("087", "6", "2008-AY", {}),
        ("099", "30", "2008-AY", {}),
        ("100", "35", "2008-AY", {}),
        ("101", "20.5", "2008-AY", {}),
    ],
)
def test_met_and_worse_than_the_baseline(reference, figure, period, options, rate):
    answer = rate(reference, figure, period, **options)

    assert (answer["rating"], answer["against_baseline"]) == ("on_track", "worse")


@pytest.mark.parametrize(
    ("reference", "figure", "period", "options"),
    [
        ("NI 039", "1675", "2008/09", {}),
        ("NI 056", "22.1", "2008/09", {}),
        ("NI 120", "801", "2008/09", {"strand": "m"}),
        ("NI 120", "588", "2008/09", {"strand": "f"}),
        ("087", "6.9", "2008-AY", {}),
        ("099", "25.9", "2008-AY", {}),
        ("100", "31.9", "2008-AY", {}),
        ("101", "19.9", "2008-AY", {}),
    ],
)
def test_beyond_even_that_it_is_missed(reference, figure, period, options, rate):
    """Were the polarity taken from the targets, each of these would be met."""
    answer = rate(reference, figure, period, **options)

    assert (answer["rating"], answer["against_baseline"]) == ("off_track", "worse")


@pytest.mark.parametrize(
    ("reference", "figure", "ratings"),
    [
        # 955, 940, 946 of 945: down and up again, and more is better throughout.
        ("NI 123", "942", {"2008/09": "off_track", "2009/10": "on_track", "2010/11": "off_track"}),
        ("NI 123", "946", {"2008/09": "off_track", "2009/10": "on_track", "2010/11": "on_track"}),
        # 481, 500, 446 of 892.
        ("NI 156", "490", {"2008/09": "off_track", "2009/10": "on_track", "2010/11": "off_track"}),
        ("NI 156", "446", {"2008/09": "on_track", "2009/10": "on_track", "2010/11": "on_track"}),
        # 78, then 76; the third was to be set.
        ("073", "77", {"2008-AY": "off_track", "2009-AY": "on_track", "2010-AY": "not_rated"}),
    ],
)
def test_targets_that_turn_are_each_rated_by_the_one_polarity(reference, figure, ratings, rate):
    assert {period: rate(reference, figure, period)["rating"] for period in ratings} == ratings


@pytest.mark.parametrize(
    ("reference", "figure", "period", "against"),
    [
        ("NI 123", "942", "2009/10", "worse"),
        ("NI 123", "946", "2010/11", "better"),
        ("NI 156", "490", "2008/09", "better"),
        ("073", "77", "2008-AY", "better"),
    ],
)
def test_the_baseline_is_said_beside_a_target_that_turned(reference, figure, period, against, rate):
    assert rate(reference, figure, period)["against_baseline"] == against
