"""L11: a value per sex, each rated; a count beside a rate."""

import pytest


@pytest.mark.parametrize(
    ("strand", "figure", "against"), [("m", "780", "better"), ("f", "580", "worse")]
)
def test_ni_120_rates_each_sex(strand, figure, against, rate):
    answer = rate("NI 120", figure, strand=strand)

    assert (answer["rating"], answer["against_baseline"]) == ("on_track", against)


def test_ni_015_misses_on_the_rate(rate):
    assert rate("NI 015", "0.54")["rating"] == "off_track"
    assert rate("NI 015", "0.53")["rating"] == "on_track"
