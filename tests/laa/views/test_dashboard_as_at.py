"""As at a day: rows recorded by its end, about periods that had ended by then. Nothing later."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from laa.actions.flags import flag_off_track
from laa.actions.revisions import revise
from laa.models import Commitment, Demonstration, Flag, Rating
from laa.rules.figures import Number
from tests.factories import BoardFactory
from tests.page import visit
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

PATH = "/luton/agreements/laa/"


@pytest.fixture
def board(client, cast):
    client.force_login(cast.board_member)
    return client


@pytest.fixture
def later(quarterly_return, cast, luton):
    """Signed off at 45 on 20 April 2009, corrected to 40 on 20 May; today is 1 June."""
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    stand_at(luton, date(2009, 5, 20))
    figure = Rating.objects.current().get().figure
    revise(figure, Number(Decimal(40)), by=cast.lead, reason="Counted twice.")
    stand_at(luton, date(2009, 6, 1))


def stand_at(luton, day):
    Demonstration.objects.filter(partnership=luton).update(today=day)


def exported(client, query=""):
    answer = client.get(f"{PATH}?_export=csv{query}")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_now_shows_the_correction(board, later):
    assert exported(board)[0]["Last figure"].startswith("40")
    assert "Target met" in visit(board, PATH).text


def test_a_day_before_the_correction_shows_what_was_said_then(board, later):
    page = visit(board, f"{PATH}?as-at=2009-05-19")

    assert "As at 19 May 2009." in page.text
    assert "Target missed" in page.text
    assert "45 days" in page.text
    assert "40 days" not in page.text
    assert exported(board, "&as-at=2009-05-19")[0]["Last figure"].startswith("45")


def test_the_day_itself_counts_to_its_end(board, later):
    assert exported(board, "&as-at=2009-05-20")[0]["Last figure"].startswith("40")


def test_a_day_before_sign_off_has_nothing(board, later):
    page = visit(board, f"{PATH}?as-at=2009-04-19")

    assert "Nothing has been signed off yet" in page.text
    assert exported(board, "&as-at=2009-04-19")[0]["Last figure"] == ""


def test_flags_are_those_that_were_open_then(board, later, luton):
    Flag.objects.update(closed_at=datetime(2009, 5, 25, tzinfo=UTC), closed_because="Corrected.")
    assert "Flagged 20 April" not in visit(board, PATH).text

    assert "Flagged 20 April 2009" in visit(board, f"{PATH}?as-at=2009-04-30").text


def test_a_promise_that_was_withdrawn_later_still_stood_then(board, later):
    Commitment.objects.update(withdrawn_on=date(2009, 5, 1), withdrawn_because="Merged.")

    assert exported(board) == []
    assert len(exported(board, "&as-at=2009-04-30")) == 1


def test_an_indicator_that_ended_later_had_not_ended_then(board, later, housing_benefit):
    indicator = housing_benefit.indicator
    indicator.retired_on, indicator.discontinued_because = date(2009, 5, 1), "the survey ended"
    indicator.save()

    assert "Discontinued on 1 May 2009" in visit(board, PATH).text
    assert "Discontinued" not in visit(board, f"{PATH}?as-at=2009-04-30").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2009-13-01", "Type a day such as 31 December 2008 or 2008-12-31."),
        ("yesterday", "Type a day such as 31 December 2008 or 2008-12-31."),
        ("2010-01-01", "1 January 2010 is still to come. Type today’s date or an earlier one."),
    ],
)
def test_what_is_no_day_that_is_over_is_said(typed, said, board, later):
    page = visit(board, f"{PATH}?as-at={typed}")

    assert said in page.text
    assert "Target met" in page.text, "and the page is as it is now"
    assert typed in page.boxes["as-at"]


def test_days_may_be_written_as_people_do(board, later):
    assert "As at 19 May 2009." in visit(board, f"{PATH}?as-at=19+May+2009").text


def test_a_board_has_it_too(board, later, luton, agreement):
    BoardFactory(partnership=luton, slug="forum").agreements.add(agreement)

    assert "Target missed" in visit(board, "/luton/boards/forum/?as-at=2009-05-19").text


def test_moving_the_clock_changes_nothing_of_a_day_that_is_over(board, later, luton):
    before = exported(board, "&as-at=2009-05-19")
    stand_at(luton, date(2012, 1, 1))

    assert exported(board, "&as-at=2009-05-19") == before
