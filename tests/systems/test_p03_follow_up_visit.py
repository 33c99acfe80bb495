"""P3: progress against every recommendation as at the visit; 5 of 8 done is 62.5 %, 3 are named."""

import io
from datetime import date
from decimal import Decimal

import pytest
from docx import Document

from laa.actions.plan_actions import open_again, report
from peer_reviews.actions.publications import publish_progress, withdraw_progress
from peer_reviews.actions.recommendations import answer, tell_progress
from peer_reviews.actions.reviews import record_step, start_plan
from peer_reviews.clock import State
from peer_reviews.queries.progress import statement
from peer_reviews.queries.review_page import timetable
from tests.page import visit
from tests.peer_reviews.world import verified
from tests.systems.conftest import stand_at

pytestmark = pytest.mark.django_db

PAGE = "/harborough/peer-reviews/corporate-peer-challenge-2018/"
VISIT = date(2019, 11, 4)


@pytest.fixture
def five_done(harborough, staff):
    """Started on 1 June 2018; on 1 October 2019 five were verified, one more is under way."""
    plan = start_plan(harborough, by=staff.lead)
    for recommendation in harborough.recommendation_set.all():
        answer(recommendation, answer="accepted", by=staff.lead)
    stand_at(harborough.partnership, date(2019, 10, 1))
    actions = list(plan.actions.select_related("partnership"))
    for action in actions:
        action.partnership = harborough.partnership
    for action in actions[:5]:
        verified(action, by=staff.lead)
    report(actions[5], status="under_way", by=staff.lead)
    six = harborough.recommendation_set.get(number="6")
    tell_progress(six, text="One template is tried in two committees.", by=staff.lead)
    stand_at(harborough.partnership, VISIT)
    return harborough


def test_p3_the_window_ends_two_years_after_the_visit(harborough):
    follow_up = timetable(harborough)[0]

    assert (harborough.starts, harborough.ends) == (date(2018, 3, 14), date(2018, 3, 16))
    assert follow_up.deadline.due == date(2020, 3, 16)
    assert follow_up.window_said == "by 16 March 2020"


def test_p3_five_of_eight_is_62_5_percent_and_three_are_named_with_reason(five_done):
    found = statement(five_done, VISIT)

    assert found.percent == Decimal("62.5")
    assert found.said == "5 of 8 recommendations are done (62.5%); 3 are open."
    assert [(row.recommendation.number, row.reason) for row in found.open] == [
        ("6", "One template is tried in two committees."),
        ("7", "1 of 1 action not closed; 1 not started; 1 without an owner; 1 without a date."),
        ("8", "1 of 1 action not closed; 1 not started; 1 without an owner; 1 without a date."),
    ]


@pytest.mark.parametrize(
    ("as_at", "done", "of_six"),
    [
        (date(2018, 5, 31), 0, "No action yet"),
        (date(2018, 6, 1), 0, "Not started"),
        (date(2019, 9, 30), 0, "Not started"),
        (date(2019, 10, 1), 5, "Under way"),
    ],
)
def test_p3_it_can_be_stated_at_any_date(five_done, as_at, done, of_six):
    found = statement(five_done, as_at)

    assert len(found.rows) == 8
    assert len(found.done) == done
    assert str(found.rows[5].standing) == of_six


def test_what_happens_later_changes_no_earlier_statement(five_done, staff):
    before = statement(five_done, VISIT).body()
    stand_at(five_done.partnership, date(2020, 2, 1))
    first = five_done.plan.actions.select_related("partnership").first()
    first.partnership = five_done.partnership
    open_again(first, reason="It came back.", by=staff.lead)
    tell_progress(five_done.recommendation_set.get(number="6"), text="Adopted.", by=staff.lead)

    assert statement(five_done, VISIT).body() == before
    assert len(statement(five_done, date(2020, 2, 1)).done) == 4


def test_what_was_rejected_is_named_with_its_reason_and_not_counted(harborough, staff):
    four = harborough.recommendation_set.get(number="4")
    answer(four, answer="rejected", text="The posts stay as they are.", by=staff.lead)

    found = statement(harborough, date(2018, 6, 1))

    assert found.said == "0 of 7 recommendations are done (0%); 7 are open, and 1 more rejected."
    assert [row.reason for row in found.rejected] == ["The posts stay as they are."]


def test_a_scrutiny_member_reads_it_and_takes_it_as_a_sheet(five_done, staff, client):
    client.force_login(staff.board_member)

    page = visit(client, f"{PAGE}progress/")
    assert "5 of 8 recommendations are done (62.5%); 3 are open." in page.text
    earlier = f"{PAGE}progress/?as_at_day=30&as_at_month=9&as_at_year=2019"
    assert "0 of 8 recommendations are done (0%)" in visit(client, earlier).text
    sheet = client.get(f"{PAGE}progress/?_export=csv").content.decode("utf-8-sig")
    assert len(sheet.strip().splitlines()) == 9
    assert "Waits" not in sheet
    assert client.get(f"{PAGE}progress/publish/").status_code == 403


def test_the_progress_report_is_a_tagged_pdf_and_a_word_file_of_that_day(five_done, staff, client):
    client.force_login(staff.board_member)
    day = "as_at_day=30&as_at_month=9&as_at_year=2019"

    pdf = client.get(f"{PAGE}progress/report/?format=pdf")
    word = client.get(f"{PAGE}progress/report/?format=docx&{day}")

    assert pdf.content.startswith(b"%PDF-") and b"/StructTreeRoot" in pdf.content
    document = Document(io.BytesIO(word.content))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "0 of 8 recommendations are done (0%); 8 are open." in words
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "Recommendation")
    assert len(table.rows) == 9
    assert client.get(f"{PAGE}progress/report/?format=exe").status_code == 404


def test_a_day_to_come_is_refused_in_words(five_done, staff, client):
    client.force_login(staff.lead)

    page = visit(client, f"{PAGE}progress/?as_at_day=1&as_at_month=1&as_at_year=2030")

    assert "1 January 2030 is still to come." in page.text


def test_before_the_visit_ended_there_was_nothing_to_state(five_done, staff, client):
    client.force_login(staff.lead)
    day = "as_at_month=3&as_at_year=2018"

    page = visit(client, f"{PAGE}progress/?as_at_day=15&{day}")

    assert "15 March 2018 is before the visit ended on 16 March 2018" in page.text
    last = visit(client, f"{PAGE}progress/?as_at_day=16&{day}")
    assert "0 of 8 recommendations are done (0%); 8 are open." in last.text


def test_the_visit_is_recorded_and_in_time(five_done, staff):
    record_step(five_done, step="follow-up", happened_on=VISIT, by=staff.lead)

    assert timetable(five_done)[0].state == State.DONE
    assert timetable(five_done, date(2019, 10, 1))[0].state == State.OPEN


def test_the_public_reads_what_was_published_as_it_was(five_done, staff, client):
    public = f"{PAGE}public/"
    assert client.get(public).status_code == 404
    body = statement(five_done, VISIT).body()
    publish_progress(five_done, body=body, as_at=VISIT, by=staff.lead)
    tell_progress(five_done.recommendation_set.get(number="6"), text="A secret.", by=staff.lead)

    page = visit(client, public)

    assert "5 of 8 recommendations are done (62.5%)" in page.text
    assert "One template is tried" in page.text
    assert "A secret." not in page.text
    assert str(staff.officer) not in page.text
    withdraw_progress(five_done, by=staff.lead)
    assert client.get(public).status_code == 404


def test_the_lead_publishes_and_takes_back_in_the_browser(five_done, staff, client):
    client.force_login(staff.lead)

    done = visit(client, f"{PAGE}progress/publish/").press("Publish it")
    assert "Public since 4 November 2019, as at 4 November 2019" in done.text
    back = visit(client, f"{PAGE}progress/publish/").press("Take back what is public")
    assert "Nothing of this review’s progress is public any more." in back.text
