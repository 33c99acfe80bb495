"""L5: a relative target becomes a number when its baseline arrives."""

from datetime import date

import pytest
from django.urls import reverse

from laa.actions.chores import placeholders_past
from laa.queries.waiting import BASELINE, waiting_list
from tests.factories import MembershipFactory

YEARS = ("2008/09", "2009/10", "2010/11")


def test_before_the_survey_ni_069_awaits_its_baseline(rate):
    answer = rate("NI 069", "29")

    assert (answer["rating"], answer["because"]) == ("not_rated", "cannot_judge")
    assert answer["target"] == "*2% decrease on baseline (awaiting the baseline)"


@pytest.mark.parametrize(
    ("period", "number"), [("2008/09", "29.4"), ("2009/10", "28.8"), ("2010/11", "28.2")]
)
def test_with_a_baseline_of_30_ni_069_aims_at(period, number, rate, arrives):
    arrives("NI 069", "30.0")

    assert rate("NI 069", number, period)["rating"] == "on_track"
    assert rate("NI 069", f"{number}01", period)["rating"] == "off_track"
    assert rate("NI 069", number, period)["target"].endswith(f"% decrease on baseline = {number}")


def test_a_baseline_may_be_tried_before_it_is_agreed(rate):
    assert rate("NI 069", "29.4", baseline="30.0")["rating"] == "on_track"
    assert rate("NI 069", "29.5", baseline="30.0")["rating"] == "off_track"


def test_local_ni_186_likewise_in_summer(rate, arrives):
    assert "awaiting the baseline" in rate("Local NI 186", "5")["target"]
    arrives("NI 186", "6.0")

    for period, number in zip(YEARS, ("5.82", "5.64", "5.4"), strict=True):
        assert rate("Local NI 186", number, period)["target"].endswith(f"= {number}")


def test_the_pages_show_the_number_beside_the_printed_words(published, arrives, client):
    member = MembershipFactory(partnership=published.partnership, role="lead")
    client.force_login(member.user)
    where = [published.partnership.slug, published.slug]
    page = reverse("laa:indicator-detail", args=[*where, "ni-069"])
    dashboard = reverse("laa:agreement-dashboard", args=where)
    assert "awaiting the baseline" in client.get(page).content.decode()
    assert (
        "2% decrease on baseline (awaiting the baseline)" in client.get(dashboard).content.decode()
    )

    arrives("NI 069", "30.0")

    text = client.get(page).content.decode()
    assert "29.4%" in text
    assert "2% less than the baseline, 30" in text
    assert "29.4% (2% decrease on baseline)" in client.get(dashboard).content.decode()


def test_the_day_it_is_waited_for_is_the_printed_one(published):
    promises = published.commitments.select_related("agreement", "indicator", "lead", "theme")
    due = {
        each.commitment.indicator.reference: each.due
        for each in waiting_list(promises, today=date(2008, 10, 31))
        if each.kind == BASELINE
    }

    assert due["NI 069"] == date(2008, 10, 31)
    assert due["NI 186"] == date(2008, 9, 30)


def test_the_day_after_it_is_a_placeholder_past_its_date(published):
    def found(day):
        return {each.subject for each in placeholders_past(published.partnership, day)}

    subject = "baseline:luton-laa-2008-11:ni-069:all"

    assert subject not in found(date(2008, 10, 31))
    assert subject in found(date(2008, 11, 1))
