"""L9: a target that is a test of significance, with the sample sizes it needs."""

import pytest


@pytest.mark.parametrize(("share", "rating"), [("75", "on_track"), ("72", "off_track")])
@pytest.mark.parametrize("period", ["2009/10", "2010/11"])
def test_ni_001_from_70_percent_with_a_thousand_answers_each(share, rating, period, rate):
    answer = rate("NI 001", share, period, baseline="70", sample="1000", baseline_sample="1000")

    assert answer["rating"] == rating


@pytest.mark.parametrize("known", [{}, {"sample": "1000"}, {"baseline_sample": "1000"}])
def test_without_both_samples_it_cannot_be_judged(known, rate):
    answer = rate("NI 001", "75", "2010/11", baseline="70", **known)

    assert (answer["rating"], answer["because"]) == ("not_rated", "cannot_judge")


def test_ni_023_counts_a_fall_as_positive(rate):
    samples = {"sample": "1000", "baseline_sample": "1000"}

    assert rate("NI 023", "25", "2010/11", baseline="30", **samples)["rating"] == "on_track"
    assert rate("NI 023", "35", "2010/11", baseline="30", **samples)["rating"] == "off_track"


def test_the_samples_on_record_are_used(rate, arrives):
    arrives("NI 001", "70", sample=1000)

    assert rate("NI 001", "75", "2010/11", sample="1000")["rating"] == "on_track"
    assert rate("NI 001", "75", "2010/11", sample="200")["rating"] == "off_track"
