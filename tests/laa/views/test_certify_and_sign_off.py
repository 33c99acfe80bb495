"""What the certifier and the performance lead do with a return, on their pages."""

from decimal import Decimal

import pytest

from laa.actions.return_steps import certify, submit, withdraw
from laa.actions.rounds import close_round
from laa.actions.sign_off import sign_off
from laa.models import Figure, Rating, Role
from tests.factories import MembershipFactory
from tests.page import visit
from tests.steps import certified, enter, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db

PATH = "/luton/returns/2008/09-Q4/council/"


def states(quarterly_return):
    return dict(
        quarterly_return.lines.values_list("strand__indicator__reference", "state").order_by("pk")
    )


@pytest.fixture
def certifiers_page(satisfaction, quarterly_return, client, cast):
    submitted(quarterly_return, cast, "40")
    client.force_login(cast.certifier)
    return visit(client, f"{PATH}certify/")


def chosen(quarterly_return, *references):
    return [str(line_of(quarterly_return, reference).uuid) for reference in references]


def test_certify_all(certifiers_page, quarterly_return):
    after = certifiers_page.press("Certify all (2 lines)")

    assert "2 lines certified." in after.text
    assert states(quarterly_return) == {"NI 181": "certified", "NI 005": "certified"}
    assert "Nothing is waiting to be certified" in after.text


def test_certifying_twice_is_told_calmly_and_does_nothing(certifiers_page, quarterly_return):
    certifiers_page.press("Certify all (2 lines)")
    versions = set(quarterly_return.lines.values_list("pk", "version"))

    again = certifiers_page.press("Certify all (2 lines)").text

    assert "Certified already, by you on 20 April 2009 at" in again
    assert "Not done" not in again
    assert set(quarterly_return.lines.values_list("pk", "version")) == versions


def test_a_step_on_what_went_back_is_still_refused(certifiers_page, quarterly_return, cast):
    withdraw(quarterly_return.lines.all(), by=cast.officer)

    assert "Not done" in certifiers_page.press("Certify all (2 lines)").text


def test_each_line_says_how_it_would_be_rated(certifiers_page, quarterly_return, client, cast):
    """40 days against 42, and 40 per cent against 77: what the boards will read of it."""
    assert "40 days illustrative Target met" in certifiers_page.text
    assert "40% illustrative Target missed" in certifiers_page.text
    certifiers_page.press("Certify all (2 lines)")
    client.force_login(cast.lead)

    page = visit(client, f"{PATH}sign-off/")

    assert "40 days illustrative Target met" in page.text
    assert "40% illustrative Target missed" in page.text


def test_a_figure_that_is_not_final_says_so_to_all_who_read_it(quarterly_return, client, cast):
    entered = {"figure_state": "provisional", "value": Decimal(40)}
    enter(line_of(quarterly_return), by=cast.officer, **entered)
    lines = submit(quarterly_return, by=cast.officer)
    client.force_login(cast.certifier)
    assert "40 days (provisional)" in visit(client, f"{PATH}certify/").text

    sign_off(certify(lines, by=cast.certifier), by=cast.lead)

    client.force_login(cast.board_member)
    assert "40 daysQ4 2008/09, provisional" in visit(client, "/luton/agreements/laa/").text
    indicator = visit(client, "/luton/agreements/laa/indicators/ni-181/").text
    assert "40 days (provisional)" in indicator


def test_certify_one_line_and_leave_the_other(certifiers_page, quarterly_return):
    after = certifiers_page.press("Certify chosen lines", line=chosen(quarterly_return, "NI 181"))

    assert "1 line certified." in after.text
    assert states(quarterly_return) == {"NI 181": "certified", "NI 005": "submitted"}
    assert "Certify all (1 line)" in after.text


def test_choosing_none_is_told_what_to_do(certifiers_page, quarterly_return):
    after = certifiers_page.press("Certify chosen lines")

    assert "Choose at least one line that is waiting to be certified." in after.text
    assert set(states(quarterly_return).values()) == {"submitted"}


def test_sending_back_without_a_reason_keeps_the_choice(certifiers_page, quarterly_return):
    line = chosen(quarterly_return, "NI 181")

    after = certifiers_page.press("Send back", line=line)

    assert after.text.count("so that the officer can put it right") == 2
    assert after.boxes["line"] == line[0]
    assert set(states(quarterly_return).values()) == {"submitted"}


def test_sending_back_with_a_reason_reaches_the_officer(
    certifiers_page, quarterly_return, client, cast
):
    certifiers_page.press(
        "Send back", line=chosen(quarterly_return, "NI 181"), reason="Is this the median?"
    )

    assert states(quarterly_return) == {"NI 181": "sent_back", "NI 005": "submitted"}
    client.force_login(cast.officer)
    assert "NI 181, Q4 2008/09: Is this the median?" in visit(client, "/luton/").text
    page = visit(client, PATH)
    assert "Is this the median?" in page.text
    again = page.press(
        "Save and continue", **{f"{chosen(quarterly_return, 'NI 181')[0]}-value": "41"}
    )
    assert "Return submitted: 1 line." in again.press("Submit return").text


def test_a_form_that_was_open_too_long_changes_nothing(certifiers_page, quarterly_return):
    certifiers_page.press("Certify all (2 lines)")

    again = certifiers_page.press(
        "Send back", line=chosen(quarterly_return, "NI 181"), reason="No."
    )

    assert "Choose at least one line" in again.text
    assert set(states(quarterly_return).values()) == {"certified"}


def test_nobody_certifies_what_they_entered(quarterly_return, client, cast, luton, council):
    MembershipFactory(partnership=luton, user=cast.officer, role=Role.CERTIFIER, partner=council)
    submitted(quarterly_return, cast, "40")
    client.force_login(cast.officer)

    after = visit(client, f"{PATH}certify/").press("Certify all (1 line)")

    said = "You entered or submitted NI 181, Q4 2008/09 yourself. Somebody else has to certify it"
    assert said in after.text
    assert states(quarterly_return) == {"NI 181": "submitted"}


def test_a_closed_round_is_not_certified(certifiers_page, quarterly_return, round_, cast):
    close_round(round_, by=cast.lead)

    after = certifiers_page.press("Certify all (2 lines)")

    assert "ask the performance lead to reopen it" in after.text
    assert set(states(quarterly_return).values()) == {"submitted"}


@pytest.fixture
def leads_page(satisfaction, quarterly_return, client, cast):
    certified(quarterly_return, cast, "40")
    client.force_login(cast.lead)
    return visit(client, f"{PATH}sign-off/")


def test_sign_off_freezes_the_ratings(leads_page, quarterly_return):
    after = leads_page.press("Sign off return")

    assert "2 lines signed off; their ratings are fixed." in after.text
    assert set(states(quarterly_return).values()) == {"signed_off"}
    assert Rating.objects.count() == Figure.objects.count() == 2


def test_signing_off_twice_does_nothing_the_second_time(leads_page):
    leads_page.press("Sign off return")

    again = leads_page.press("Sign off return")

    assert "Signed off already, by you on 20 April 2009 at" in again.text
    assert "Not done" not in again.text
    assert Rating.objects.count() == 2


def test_a_line_is_reopened_with_a_reason(leads_page, quarterly_return, client, cast):
    leads_page.press("Sign off return")
    line = line_of(quarterly_return, "NI 181")
    path = f"/luton/lines/{line.uuid}/reopen/"

    empty = visit(client, path).press("Reopen line")
    assert "so that the officer can put it right" in empty.text
    done = visit(client, path).press("Reopen line", reason="A batch was counted twice.")

    assert "NI 181, Q4 2008/09 is open again. Its officer has been told." in done.text
    assert states(quarterly_return)["NI 181"] == "reopened"
    client.force_login(cast.officer)
    assert "A batch was counted twice." in visit(client, "/luton/notices/").text


def test_a_line_that_is_not_signed_off_is_not_reopened(leads_page, quarterly_return, client):
    line = line_of(quarterly_return, "NI 181")

    after = visit(client, f"/luton/lines/{line.uuid}/reopen/").press("Reopen line", reason="Why?")

    assert "is not signed off, so there is nothing to reopen" in after.text


def test_a_board_sees_the_correction_and_the_old_rating_is_kept(quarterly_return, client, cast):
    signed_off(quarterly_return, cast, "45")
    client.force_login(cast.lead)
    line = line_of(quarterly_return)
    visit(client, f"/luton/lines/{line.uuid}/reopen/").press("Reopen line", reason="Wrong.")
    signed_off(quarterly_return, cast, "40")

    client.force_login(cast.board_member)
    page = visit(client, "/luton/agreements/laa/indicators/ni-181/")
    assert "40 days (illustrative) for Q4 2008/09" in page.text
    assert "45 days" not in page.text
    assert Rating.objects.count() == 2
