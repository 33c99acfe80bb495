"""L11: a value per sex, each rated; a count beside a rate."""

from decimal import Decimal

import pytest

from laa.models import Commitment, Rating, Target
from laa.queries.beside import counted


@pytest.mark.parametrize(
    ("strand", "figure", "against"), [("m", "780", "better"), ("f", "580", "worse")]
)
def test_ni_120_rates_each_sex(strand, figure, against, rate):
    answer = rate("NI 120", figure, strand=strand)

    assert (answer["rating"], answer["against_baseline"]) == ("on_track", against)


def test_ni_015_misses_on_the_rate(rate):
    assert rate("NI 015", "0.54")["rating"] == "off_track"
    assert rate("NI 015", "0.53")["rating"] == "on_track"


def signed_off_as(published, on_record, value, offences):
    """A figure with its count, and the rating that was frozen for it."""
    promise = Commitment.objects.get(agreement=published, indicator__reference="NI 015")
    figure = on_record("NI 015", "2008/09", value, numerator=offences)
    target = Target.objects.get(commitment=promise, period="2008/09")
    rating = Rating(
        period="2008/09",
        target_period="2008/09",
        figure_value=figure.value,
        target_value=target.value,
        target_text=target.text,
        aim=target.value,
    )
    return counted(rating, figure, target, promise.indicator)


@pytest.mark.parametrize(
    ("value", "offences", "said"),
    [
        ("0.54", 100, "Count 100; against 99: target missed"),
        ("0.53", 99, "Count 99; against 99: target met"),
    ],
)
def test_ni_015_says_how_the_count_did_beside_the_rate(value, offences, said, published, on_record):
    assert signed_off_as(published, on_record, value, Decimal(offences)).said == said


def test_ni_015_misses_on_the_rate_and_on_the_count(published, on_record, rate):
    found = signed_off_as(published, on_record, "0.54", Decimal(100))

    assert rate("NI 015", "0.54")["rating"] == "off_track"
    assert (found.count, found.aim, found.verdict) == (100, 99, "target missed")
