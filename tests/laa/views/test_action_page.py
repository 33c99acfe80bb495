"""One action's page: steps on the way, money and days, dates that moved, what waits for what."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.action_parts import add_input
from laa.actions.action_plans import plan_improvement
from laa.actions.evidence import Upload, add_files
from laa.actions.plan_actions import add_action, edit_action, report
from laa.clock import day_of
from laa.models import ActionInput
from tests.page import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(housing_benefit, cast):
    return plan_improvement(housing_benefit, by=cast.lead)


@pytest.fixture
def action(plan, cast):
    return add_action(
        plan, title="Train the assessors", owner=cast.officer, due=date(2009, 5, 1), by=cast.lead
    )


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def page_of(client, action):
    return visit(client, f"/luton/actions/{action.uuid}/")


# Money and days


def test_what_is_spent_is_recorded_beside_what_was_planned(action, officer, cast):
    add_input(action, kind="money", source="LBC", planned=Decimal(5000), by=cast.lead)
    page = page_of(officer, action)
    assert "Record what is spent: Money (£), LBC" in page.text
    form = page.form_with("Keep what is spent")
    assert (form.fields["planned"], form.fields["spent"]) == (["5,000"], [""])

    after = page.press("Keep what is spent", spent="1,200.50")

    row = ActionInput.objects.get()
    assert (row.kind, row.source, row.planned) == ("money", "LBC", Decimal(5000))
    assert row.spent == Decimal("1200.5")
    assert "1,200.50" in after.text


def test_a_row_of_money_and_a_row_of_days_are_kept_apart(action, officer, cast):
    money = add_input(action, kind="money", planned=Decimal(5000), by=cast.lead)
    days = add_input(action, kind="staff_days", planned=Decimal(10), by=cast.lead)
    page = page_of(officer, action)
    form = next(f for f in page.forms if f.fields.get("input") == [str(days.uuid)])

    officer.post(form.action, {**form.fields, "spent": "4", "do": "spend"})

    money.refresh_from_db()
    days.refresh_from_db()
    assert (money.spent, days.spent) == (None, 4)
    text = visit(officer, f"/luton/plans/{action.plan.uuid}/").text
    assert "Staff days 4 spent of 10 planned" in text
    assert "Money (£) 5,000 planned; what is spent is not said" in text


@pytest.mark.parametrize("typed", ["-5", "a lot"])
def test_what_is_no_amount_is_refused_in_words(action, officer, cast, typed):
    add_input(action, kind="money", planned=Decimal(5000), by=cast.lead)

    after = page_of(officer, action).press("Keep what is spent", spent=typed)

    assert ActionInput.objects.get().spent is None
    assert typed in after.text


def test_of_two_who_record_at_once_the_second_is_told(action, officer, cast):
    row = add_input(action, kind="money", planned=Decimal(5000), by=cast.lead)
    page = page_of(officer, action)
    page_of(officer, action).press("Keep what is spent", spent="100")

    page.press("Keep what is spent", spent="200")

    row.refresh_from_db()
    assert row.spent == 100


def test_a_board_member_reads_the_money_and_is_offered_no_box(action, client, cast):
    add_input(action, kind="money", planned=Decimal(5000), spent=Decimal(1200), by=cast.lead)
    client.force_login(cast.board_member)

    page = page_of(client, action)

    assert "5,000 1,200" in page.text
    assert "Record what is spent" not in page.text


# Steps on the way


def test_a_step_is_added_and_reached(action, officer):
    page = page_of(officer, action)
    assert "None is set." in page.text

    day = {"due_day": "1", "due_month": "5", "due_year": "2009"}
    page = page.press("Add the step", title="Half are trained", **day)
    assert "Half are trained, by 1 May 2009" in page.text
    page = page.press("Reached: Half are trained")

    assert "reached 20 April 2009" in page.text
    assert "Reached: Half are trained" not in page.form_buttons()


def test_a_step_without_a_name_is_refused(action, officer):
    page_of(officer, action).press("Add the step", title="")

    assert not action.milestones.exists()


# What waits for what


def test_what_an_action_waits_for_is_named_with_how_it_stands(plan, action, officer, cast):
    first = add_action(plan, title="Find a trainer", by=cast.lead)
    edit_action(action, depends_on=[first], by=cast.lead)
    report(first, status="under_way", by=cast.lead)

    text = page_of(officer, action).text

    assert "Cannot be done before 2. Find a trainer (under way)" in text


def test_a_ring_is_refused_on_the_form_with_a_reason(plan, action, officer, cast):
    first = add_action(plan, title="Find a trainer", depends_on=[action], by=cast.lead)
    page = visit(officer, f"/luton/actions/{action.uuid}/edit/")

    after = page.press("Save", depends_on=[str(first.pk)])

    assert "would wait for itself" in after.text
    assert not action.depends_on.exists()


def test_addressed_through_another_leads_there(plan, action, officer, cast):
    other = add_action(plan, title="The regional course", by=cast.lead)
    edit_action(action, addressed_through=other, by=cast.lead)

    page = officer.get(f"/luton/actions/{action.uuid}/").content.decode()

    assert "Addressed through" in page
    assert f'href="/luton/actions/{other.uuid}/"' in page


# Dates that moved, and closing


def test_every_date_it_had_stays_to_be_read(action, officer, cast):
    for day, why in ((date(2009, 6, 1), "The trainer is ill."), (date(2009, 7, 15), "Again.")):
        action.refresh_from_db()
        report(action, status="under_way", text=why, due=day, by=cast.officer)

    text = page_of(officer, action).text

    assert "Due 15 July 2009" in text
    assert "Due 1 June 2009, was 1 May 2009" in text
    assert "Due 15 July 2009, was 1 June 2009" in text
    assert "The trainer is ill." in text


def test_a_date_is_moved_on_the_page_with_words_only(action, officer):
    page = page_of(officer, action)
    later = {"due_day": "1", "due_month": "6", "due_year": "2009", "status": "under_way"}

    refused = page.press("Keep this update", **later)
    assert "Say why its date changes; the old one is kept beside it." in refused.text
    kept = refused.press("Keep this update", text="The trainer is ill.", **later)

    assert "was 1 May 2009" in kept.text


def test_closing_asks_what_was_done_and_keeps_it(action, officer):
    page = visit(officer, f"/luton/actions/{action.uuid}/close/")
    assert "Say what was done." in page.press("Close the action", outcome=" ").text
    after = visit(officer, f"/luton/actions/{action.uuid}/close/").press(
        "Close the action", outcome="All 12 were trained."
    )

    assert "What was done: All 12 were trained." in after.text
    action.refresh_from_db()
    assert (action.status, day_of(action.closed_at)) == ("closed", date(2009, 4, 20))


def test_high_priority_takes_evidence_and_somebody_else(plan, client, cast):
    action = add_action(plan, title="Train", owner=cast.officer, priority="high", by=cast.lead)
    path = f"/luton/actions/{action.uuid}/close/"
    client.force_login(cast.officer)

    without = visit(client, path).press("Close the action", outcome="Done.")
    assert "needs evidence before it can be closed" in without.text
    add_files(action, [Upload("list.csv", b"a,b\n1,2\n")], by=cast.officer)
    by_owner = visit(client, path).press("Close the action", outcome="Done.")
    assert "Somebody else has to close it" in by_owner.text
    client.force_login(cast.certifier)
    visit(client, path).press("Close the action", outcome="Done.")

    action.refresh_from_db()
    assert (action.status, action.closed_by) == ("closed", cast.certifier)
