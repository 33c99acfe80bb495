"""H12: places and who came, 105% and 25%; an event told of as past and dated later is flagged."""

from datetime import date

import pytest

from projects.models import Event
from projects.queries.summaries import summary_of

pytestmark = pytest.mark.django_db


def test_each_workshop_and_both_together(printed):
    workshops = Event.objects.of(printed).exclude(places=None)

    assert sorted(event.filled_said for event in workshops) == ["105%", "25%"]
    assert summary_of("events", printed, list(workshops)) == ["26 of 40 places taken (65%)."]


def test_an_event_without_counted_places_is_left_out_of_the_share(printed):
    rows = list(Event.objects.of(printed))

    assert len(rows) == 3
    assert summary_of("events", printed, rows) == ["26 of 40 places taken (65%)."]


def test_november_2008_in_a_report_of_april_2008_is_flagged(printed):
    doubts = {event.title: event.doubts for event in Event.objects.of(printed) if event.doubts}

    assert list(doubts) == ["Let’s Do Business"]
    assert "Dated 15 November 2008" in doubts["Let’s Do Business"][0]
    assert "30 April 2008" in doubts["Let’s Do Business"][0]


def test_the_report_on_the_day_itself_is_no_contradiction():
    day = date(2008, 4, 30)

    assert Event(title="X", held_on=day, told_on=day).doubts == []


def test_the_page_shows_it(client, printed, demonstration_reader):
    client.force_login(demonstration_reader)

    address = "/hastings-bexhill/projects/promoting-social-enterprise/records/events/"
    page = client.get(address).content.decode()

    assert "26 of 40 places taken (65%)" in page
    assert "One of the two dates is wrong" in page
