from datetime import date

import pytest

from laa.models import Round, RoundCalendar
from tests.page import visit

pytestmark = pytest.mark.django_db

CALENDAR = "/luton/set-up/calendar/"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def calendar(luton):
    return RoundCalendar.objects.create(partnership=luton)


def test_without_a_calendar_the_boxes_hold_what_many_do(lead, agreement):
    page = visit(lead, CALENDAR)

    assert "You keep no calendar yet" in page.text
    assert page.boxes["due_after"] == "15"


def test_a_calendar_is_saved_and_shows_the_rounds_it_makes(lead, agreement):
    page = visit(lead, CALENDAR)

    saved = page.press("Save calendar", due_after="20")

    assert "The calendar is saved." in saved.text
    assert RoundCalendar.objects.get().due_after == 20
    assert "Q4 2008/09 (January to March 2009) Wed 1 Apr 2009 Thu 30 Apr 2009" in saved.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"opens_after": "16"}, "Returns cannot be due before they open."),
        ({"sign_off_after": "14"}, "Sign-off cannot be before the due date."),
        ({"year_end_sign_off_after": "39"}, "Sign-off of the outturns cannot be before"),
        ({"due_after": "soon"}, "must be a whole number of working days"),
    ],
)
def test_what_cannot_be_is_explained_and_nothing_typed_is_lost(typed, says, lead, agreement):
    after = visit(lead, CALENDAR).press("Save calendar", **typed)

    assert says in after.text
    [(name, value)] = typed.items()
    assert after.boxes[name] == value
    assert not RoundCalendar.objects.exists()


def test_a_closed_day_is_added_and_removed(lead, calendar, luton):
    page = visit(lead, f"{CALENDAR}closed-days/add/")
    day = {"day_day": "24", "day_month": "12", "day_year": "2009"}

    after = page.press("Add closed day", **day, name="Between the holidays")
    assert "24 December 2009 is a closed day now." in after.text

    again = visit(lead, f"{CALENDAR}closed-days/add/").press("Add closed day", **day, name="Why")
    assert "That day is on the list already." in again.text

    gone = after.press("Remove 24 December 2009")
    assert "24 December 2009 is a working day again" in gone.text
    assert not luton.closed_days.exists()


def test_a_day_that_is_none_is_told(lead, luton):
    answer = lead.post(f"{CALENDAR}closed-days/remove/", {"day": "tomorrow"}, follow=True)

    assert "Choose the closed day to take off the list." in answer.content.decode()


def test_opening_a_round_proposes_the_calendars_next(lead, calendar, housing_benefit):
    page = visit(lead, "/luton/rounds/open/")

    assert page.boxes["period"] == "2008/09-Q4"
    assert [page.boxes[f"due_{part}"] for part in ("day", "month", "year")] == ["23", "4", "2009"]

    page.press("Open round")
    assert Round.objects.get().due == date(2009, 4, 23)


def test_the_dates_of_another_period_can_be_asked_for(lead, calendar, housing_benefit):
    page = visit(lead, "/luton/rounds/open/?period=2008/09")

    assert page.boxes["period"] == "2008/09"
    assert [page.boxes[f"due_{part}"] for part in ("day", "month", "year")] == ["1", "6", "2009"]


def test_a_calendar_of_months_offers_months(lead, calendar, housing_benefit):
    RoundCalendar.objects.update(every="month")

    html = visit(lead, "/luton/rounds/open/").answer.content.decode()

    assert 'value="2009-03"' in html
    assert "2008/09-Q4" not in html


def test_the_next_rounds_are_shown_to_all_who_see_rounds(client, cast, calendar, housing_benefit):
    client.force_login(cast.auditor)

    page = visit(client, "/luton/rounds/")

    assert "Next rounds" in page.text
    assert "with these dates" not in page.text


def test_without_an_agreement_there_is_no_next_round(lead, calendar):
    assert "No further round" in visit(lead, CALENDAR).text
