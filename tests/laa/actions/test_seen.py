"""Nobody says yes to what they did not see; and what adds up is added up again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laa.actions.refusals import ChangedSinceSeen
from laa.actions.return_steps import certify, give_back, submit
from laa.actions.rounds import close_round, open_round, reopen_round
from laa.actions.sign_off import reopen, sign_off
from laa.clock import day_of
from laa.models import AuditEvent, Demonstration, Rating
from laa.rules import periods
from tests.factories import promise
from tests.page import visit
from tests.steps import certified, enter, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db


def seen(quarterly_return):
    """What somebody has on their page now."""
    return {str(line.uuid): line.version for line in quarterly_return.lines.all()}


def test_submit_refuses_what_a_colleague_changed_meanwhile(quarterly_return, cast):
    enter(line_of(quarterly_return), "40", by=cast.officer)
    page = seen(quarterly_return)
    enter(line_of(quarterly_return), "45", by=cast.contributor)

    with pytest.raises(ChangedSinceSeen, match="NI 181, Q4 2008/09. Nothing was done"):
        submit(quarterly_return, by=cast.officer, seen=page)

    assert line_of(quarterly_return).state == "ready"
    assert submit(quarterly_return, by=cast.officer, seen=seen(quarterly_return))


def test_certify_refuses_what_was_sent_back_and_returned_meanwhile(quarterly_return, cast):
    submitted(quarterly_return, cast, "40")
    page = seen(quarterly_return)
    give_back(quarterly_return.lines.all(), by=cast.certifier, reason="Is this right?")
    submitted(quarterly_return, cast, "45")

    with pytest.raises(ChangedSinceSeen):
        certify(quarterly_return.lines.all(), by=cast.certifier, seen=page)
    assert line_of(quarterly_return).state == "submitted"


def test_sign_off_refuses_a_line_that_was_not_on_the_page(quarterly_return, cast):
    certified(quarterly_return, cast)

    with pytest.raises(ChangedSinceSeen):
        sign_off(quarterly_return.lines.all(), by=cast.lead, seen={})
    assert not Rating.objects.exists()


def test_the_certifiers_page_knows_what_it_showed(quarterly_return, cast, client):
    submitted(quarterly_return, cast, "40")
    client.force_login(cast.certifier)
    page = visit(client, "/luton/returns/2008/09-Q4/council/certify/")
    give_back(quarterly_return.lines.all(), by=cast.certifier, reason="Is this right?")
    submitted(quarterly_return, cast, "45")

    after = page.press("Certify all (1 line)")

    assert "Changed since you opened the page: NI 181" in after.text
    assert line_of(quarterly_return).state == "submitted"


@pytest.fixture
def quarters(agreement, council, luton, cast):
    """The four quarters of an indicator whose quarters add up to 40, signed off at 10 each."""
    promise(agreement, "PSE 1", supplier=council, accumulates="period", targets={"2008/09": "40"})
    found = {}
    for number in (1, 2, 3, 4):
        period = periods.quarter(2008, number)
        opens = period.end + timedelta(days=1)
        Demonstration.objects.update(today=opens)
        luton.refresh_from_db()
        round_ = open_round(
            partnership=luton,
            period=period.key,
            opens=opens,
            due=opens + timedelta(days=29),
            sign_off=opens + timedelta(days=58),
            by=cast.lead,
        )
        found[number] = round_.returns.get()
        signed_off(found[number], cast, "10")
    return found


def test_a_corrected_quarter_rates_the_year_anew(quarters, cast):
    year = Rating.objects.filter(period="2008/09-Q4")
    assert year.get().rating == "on_track"

    reopen(line_of(quarters[2]), by=cast.lead, reason="Counted twice.")
    signed_off(quarters[2], cast, "9")

    newer = year.current().get()
    assert (newer.version, newer.rating, newer.figure_value) == (2, "off_track", 39)
    assert newer.reason == "Q2 2008/09 came in or was corrected."
    assert year.get(version=1).rating == "on_track"


def test_a_corrected_fourth_quarter_is_one_new_version(quarters, cast):
    reopen(line_of(quarters[4]), by=cast.lead, reason="Counted twice.")
    signed_off(quarters[4], cast, "11")

    newer = Rating.objects.current().get(period="2008/09-Q4")
    assert (newer.version, newer.figure_value) == (2, 41)


def test_closing_twice_is_one_close(round_, cast):
    close_round(round_, by=cast.lead)
    close_round(round_, by=cast.administrator)

    assert round_.closed_by == cast.lead
    assert AuditEvent.objects.filter(action="round.close").count() == 1
    reopen_round(round_, by=cast.lead)
    reopen_round(round_, by=cast.lead)
    assert AuditEvent.objects.filter(action="round.reopen").count() == 1


def test_a_stale_page_does_not_undo_what_it_meant_to_do(round_, cast, client):
    client.force_login(cast.lead)
    stale = visit(client, "/luton/rounds/2008/09-Q4/close/")
    close_round(round_, by=cast.lead)

    stale.press("Close this round", reason="Enough.")

    round_.refresh_from_db()
    assert day_of(round_.closed_at) == date(2009, 4, 20)


def test_a_figure_typed_by_itself_lets_go_of_the_parts_it_was_made_of(quarterly_return, cast):
    line = line_of(quarterly_return)
    parts = {"numerator": Decimal(80), "denominator": Decimal(2)}
    enter(line, by=cast.officer, figure_state="measured", **parts)
    assert line_of(quarterly_return).value == 40

    enter(line, "45", by=cast.officer)

    line = line_of(quarterly_return)
    assert (line.value, line.numerator, line.denominator) == (45, None, None)


def test_a_state_with_a_number_is_not_complete_without_one(quarterly_return, cast):
    saved = enter(line_of(quarterly_return), by=cast.officer, figure_state="measured", value=None)

    assert not saved.is_complete
    assert saved.state == "draft"
