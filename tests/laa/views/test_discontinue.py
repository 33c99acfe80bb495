"""The page on which an indicator ends, and what its readers see then."""

import pytest
from django.urls import reverse

from laa.models.base import mark
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

SAID = "Discontinued on 1 April 2009 because the survey ended"


@pytest.fixture
def ended(quarterly_return, housing_benefit, client, cast):
    """NI 181, signed off at 45 days for Q4 2008/09 and discontinued on 1 April 2009."""
    signed_off(quarterly_return, cast, "45")
    indicator = housing_benefit.indicator
    indicator.refresh_from_db()
    client.force_login(cast.lead)
    posted = {
        "seen": mark(indicator),
        "starts_day": "1",
        "starts_month": "4",
        "starts_year": "2009",
        "reason": "the survey ended.",
    }
    path = reverse("laa:indicator-discontinue", args=["luton", indicator.slug])
    return client.post(path, posted, follow=True).content.decode()


def test_the_lead_says_from_when_and_why(ended):
    assert f"NI 181: {SAID}." in ended
    assert "Take back that it is discontinued" in ended


@pytest.mark.parametrize(
    ("name", "args"),
    [("laa:agreement-dashboard", ["laa"]), ("laa:indicator-detail", ["laa", "ni-181"])],
)
def test_boards_read_that_it_ended_and_why(name, args, ended, client, cast):
    client.force_login(cast.board_member)

    said = client.get(reverse(name, args=["luton", *args])).content.decode()

    assert SAID in said
    assert "Flagged" not in said


def test_the_chart_marks_the_end_and_says_it_in_words(ended, client, cast):
    client.force_login(cast.board_member)
    args = ["luton", "laa", "ni-181"]

    said = client.get(reverse("laa:indicator-detail", args=args)).content.decode()

    assert "Discontinued, 1 April 2009" in said
    assert f"{SAID}. The tables below hold the same." in said


def test_it_is_taken_back_where_it_was_said(ended, housing_benefit, client, cast):
    indicator = housing_benefit.indicator
    indicator.refresh_from_db()
    path = reverse("laa:indicator-change", args=["luton", indicator.slug])

    said = client.post(path, {"do": "take-back", "seen": mark(indicator)}, follow=True)

    assert "is measured again" in said.content.decode()
    indicator.refresh_from_db()
    assert indicator.retired_on is None
