"""L8: one target in points for the whole period, with a base year of its own."""

import pytest


@pytest.mark.parametrize(
    ("figure", "rating"), [("67.0", "on_track"), ("66.0", "off_track"), ("64.2", "off_track")]
)
def test_ni_163_is_seven_points_by_2011(figure, rating, rate):
    answer = rate("NI 163", figure, "2010/11", baseline="60.0")

    assert answer["rating"] == rating
    assert answer["target"].endswith("= 67")


@pytest.mark.parametrize("period", ["2008/09", "2009/10", "2010/11-Q1"])
def test_it_is_not_repeated_as_a_yearly_target(period, rate):
    assert rate("NI 163", "60.5", period, baseline="60.0")["rating"] == "not_rated"


def test_the_figure_of_2006_is_its_base(rate, on_record, arrives):
    assert "awaiting" in rate("NI 163", "67", "2010/11")["target"]
    arrives("NI 163", "60.0")

    assert rate("NI 163", "67", "2010/11")["rating"] == "on_track"
