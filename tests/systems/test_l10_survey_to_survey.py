"""L10: two measurement points, 2008 and 2010, and nothing rated before the second."""

import pytest


@pytest.mark.parametrize("period", ["2008/09", "2009/10"])
def test_ni_007_is_not_rated_before_the_second_survey(period, rate):
    assert rate("NI 007", "25", period, baseline="20")["rating"] == "not_rated"


@pytest.mark.parametrize("period", ["2010/11", "2010-CY"])
@pytest.mark.parametrize(
    ("share", "rating"), [("21", "on_track"), ("20", "off_track"), ("19", "off_track")]
)
def test_then_it_improved_or_it_did_not(share, rating, period, rate):
    assert rate("NI 007", share, period, baseline="20")["rating"] == rating


def test_without_the_first_survey_it_cannot_be_judged(rate):
    assert rate("NI 007", "21", "2010/11")["because"] == "cannot_judge"


def test_the_target_names_the_note_it_is_calculated_by(rate):
    assert "in accordance with the OTS briefing note" in rate("NI 007")["target"]
