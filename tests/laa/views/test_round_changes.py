from datetime import date

import pytest

from laa.models import ReturnLine, Round
from tests.page import visit
from tests.steps import enter, line_of, submitted

pytestmark = pytest.mark.django_db

ROUND = "/luton/rounds/2008/09-Q4/"
WHY = "The survey is late."
UNTIL = {"until_day": "15", "until_month": "5", "until_year": "2009"}


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def press(page, button="Do this with the chosen lines", **changes):
    return page.press(button, **changes)


def test_chosen_lines_are_carried_over_with_a_reason(lead, satisfaction, quarterly_return):
    line = line_of(quarterly_return, "NI 181")
    page = visit(lead, f"{ROUND}lines/")

    done = press(page, line=line.uuid_text, do="carry-over", reason=WHY)

    assert "1 line is carried over to the next round." in done.text
    assert WHY in done.text
    states = dict(ReturnLine.objects.values_list("strand__indicator__reference", "state"))
    assert states.pop("NI 181") == "carried_over"
    assert set(states.values()) == {"draft"}


def test_a_line_is_left_out_and_taken_back(lead, quarterly_return):
    line = line_of(quarterly_return)
    page = visit(lead, f"{ROUND}lines/")

    skipped = press(page, line=line.uuid_text, do="skip", reason=WHY)
    assert "1 line is not asked for this time." in skipped.text

    back = press(skipped, line=line.uuid_text, do="take-back")
    assert "1 line is asked for again." in back.text
    assert ReturnLine.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"do": "skip", "reason": " "}, "Say why, so that the officers know."),
        ({"reason": WHY}, "Choose what to do with the chosen lines."),
    ],
)
def test_what_is_left_out_of_the_form_is_asked_for_and_ticks_stay(
    typed, says, lead, quarterly_return
):
    line = line_of(quarterly_return)

    after = press(visit(lead, f"{ROUND}lines/"), line=line.uuid_text, **typed)

    assert after.text.count(says) == 2
    assert after.boxes["line"] == line.uuid_text
    assert ReturnLine.objects.get().state == "draft"


def test_without_a_tick_nothing_happens_and_the_page_says_so(lead, quarterly_return):
    after = press(visit(lead, f"{ROUND}lines/"), do="skip", reason=WHY)

    assert "Choose at least one line." in after.text
    assert after.boxes["reason"] == WHY


def test_a_line_that_changed_behind_the_page_is_not_set_aside(lead, quarterly_return, cast):
    page = visit(lead, f"{ROUND}lines/")
    line = line_of(quarterly_return)
    enter(line, "40", by=cast.officer)

    after = press(page, line=line.uuid_text, do="skip", reason=WHY)

    assert "Changed since you opened the page" in after.text
    assert ReturnLine.objects.get().state == "ready"


def test_what_is_handed_in_is_not_listed(lead, quarterly_return, cast):
    submitted(quarterly_return, cast)

    assert "Nothing is outstanding" in visit(lead, f"{ROUND}lines/").text


def test_a_return_is_given_longer_everywhere_it_is_shown(lead, client, cast, quarterly_return):
    page = visit(lead, f"{ROUND}dates/")

    done = page.press(
        "Give the chosen returns longer", **{"return": "council"}, reason=WHY, **UNTIL
    )

    assert "1 return has until 15 May 2009." in done.text
    assert "15 May 2009 longer: The survey is late." in visit(lead, ROUND).text
    client.force_login(cast.officer)
    assert "Due 15 May 2009" in visit(client, "/luton/").text
    assert "Due 15 May 2009" in visit(client, "/luton/returns/2008/09-Q4/council/").text


def test_all_that_is_outstanding_is_given_longer(lead, quarterly_return):
    page = visit(lead, f"{ROUND}dates/")

    page.press("Give all outstanding returns longer", reason=WHY, **UNTIL)

    quarterly_return.refresh_from_db()
    assert quarterly_return.due == date(2009, 5, 15)


def test_longer_is_taken_back(lead, quarterly_return):
    page = visit(lead, f"{ROUND}dates/")
    given = page.press(
        "Give the chosen returns longer", **{"return": "council"}, reason=WHY, **UNTIL
    )

    back = given.press("Take longer back from the chosen", **{"return": "council"})

    assert "The round’s own due date holds again" in back.text
    quarterly_return.refresh_from_db()
    assert quarterly_return.extended_to is None


def test_a_day_that_is_no_later_is_refused_beside_what_was_typed(lead, quarterly_return):
    early = {**UNTIL, "until_day": "30", "until_month": "4"}

    after = visit(lead, f"{ROUND}dates/").press(
        "Give the chosen returns longer", **{"return": "council"}, reason=WHY, **early
    )

    assert "30 April 2009 is no later than the round’s due date" in after.text
    assert after.boxes["reason"] == WHY


def test_a_round_with_unfinished_lines_is_closed_for_a_reason_only(lead, quarterly_return):
    page = visit(lead, f"{ROUND}close/")
    assert "1 line is not signed off yet." in page.text

    refused = page.press("Close this round")
    assert "Say why: 1 line is not signed off yet." in refused.text
    assert Round.objects.get().closed_at is None

    closed = refused.press("Close this round", reason="The board meets tomorrow.")
    assert "Closed 20 April 2009 by Performance lead: The board meets tomorrow." in closed.text


def test_a_closed_round_changes_no_lines_and_no_dates(lead, quarterly_return):
    visit(lead, f"{ROUND}close/").press("Close this round", reason="Done.")

    for page in ("lines/", "dates/"):
        assert "The round is closed. Open it again" in visit(lead, f"{ROUND}{page}").text
