"""What is flagged and how long officers have, chosen by the performance lead."""

import pytest

from laa.actions.flags import flag_off_track
from laa.actions.policies import set_flag_policy
from laa.actions.refusals import NothingToDo, Refused
from laa.models import AuditEvent, Flag, FlagPolicy, flag_policy
from tests.page import visit
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

PATH = "/luton/set-up/flags/"


@pytest.fixture
def leads_page(luton, cast, client):
    client.force_login(cast.lead)
    return visit(client, PATH)


def test_all_is_flagged_until_somebody_chooses(leads_page):
    assert leads_page.boxes["certifier_after"] == "5"
    assert leads_page.boxes["lead_after"] == "10"
    assert leads_page.boxes["remind_before"] == "5"
    ticked = leads_page.form_with("Save").fields
    assert ticked["performance"] == list(Flag.PERFORMANCE)
    assert ticked["housekeeping"] == list(Flag.HOUSEKEEPING)


def test_the_lead_chooses_days(leads_page, luton):
    after = leads_page.press("Save", certifier_after="3", lead_after="8")

    assert "Saved. The jobs go by it from their next run." in after.text
    row = FlagPolicy.objects.get(partnership=luton)
    assert (row.certifier_after, row.lead_after, row.remind_before) == (3, 8, 5)
    event = AuditEvent.objects.get(action="flagpolicy.set")
    assert event.before == {"certifier_after": 5, "lead_after": 10}
    assert event.after == {"certifier_after": 3, "lead_after": 8}


def test_the_lead_chooses_how_many_periods_are_running(leads_page, luton):
    assert leads_page.boxes["periods_running"] == "2"
    assert "2" in leads_page.press("Save", periods_running="1").text
    assert not FlagPolicy.objects.exists()

    leads_page.press("Save", periods_running="3")

    assert FlagPolicy.objects.get(partnership=luton).periods_running == 3
    event = AuditEvent.objects.get(action="flagpolicy.set")
    assert (event.before, event.after) == ({"periods_running": 2}, {"periods_running": 3})


def test_code_cannot_call_one_period_running(luton, cast):
    with pytest.raises(Refused, match="It takes two periods or more"):
        set_flag_policy(luton, by=cast.lead, periods_running=1)


def test_the_lead_switches_a_reason_off(leads_page, luton):
    on = [reason for reason in Flag.PERFORMANCE if reason != "projected-miss"]

    leads_page.press("Save", performance=on)

    assert FlagPolicy.objects.get().reasons_off == ["projected-miss"]


def test_days_out_of_order_are_told(leads_page):
    after = leads_page.press("Save", certifier_after="10", lead_after="5")

    assert "Type 10 or more: the certifier is told before the lead." in after.text
    assert after.boxes["certifier_after"] == "10"
    assert not FlagPolicy.objects.exists()


def test_of_two_leads_the_second_is_told(leads_page):
    leads_page.press("Save", remind_before="2")

    after = leads_page.press("Save", remind_before="9")

    assert "changed What is flagged since you opened the page" in after.text
    assert FlagPolicy.objects.get().remind_before == 2


def test_code_is_held_to_the_same_order(luton, cast):
    with pytest.raises(Refused, match="certifier is told before"):
        set_flag_policy(luton, by=cast.lead, certifier_after=9, lead_after=1)
    with pytest.raises(NothingToDo):
        set_flag_policy(luton, by=cast.lead, lead_after=10)


def test_what_is_switched_off_is_closed_in_words(quarterly_return, luton, cast):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    set_flag_policy(luton, by=cast.lead, reasons=set(Flag.Reason.values) - {"off-track"})
    luton.refresh_from_db()

    flag_off_track(luton)

    flag = Flag.objects.get()
    assert flag.closed_because == "The partnership does not flag this any more."
    assert flag_policy(luton).reasons_off == ["off-track"]
