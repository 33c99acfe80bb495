"""A lead makes a report, a colleague proof-reads it, it is issued and published, and is read."""

from datetime import date

import pytest
from playwright.sync_api import expect

from laa.actions.meetings import add_meeting
from laa.actions.report_route import add_route_step
from laa.models import Report
from laa.tasks import issue_report
from tests.factories import BoardFactory
from tests.journeys.conftest import NARROW, axe, follow, looks_right
from tests.steps import signed_off
from tests.systems.issued import issued_report

pytestmark = pytest.mark.django_db(transaction=True)


def looked_at(page):
    looks_right(page)
    axe(page)


@pytest.fixture
def forum(luton, agreement):
    board = BoardFactory(partnership=luton, slug="forum", name="Luton Forum")
    board.agreements.add(agreement)
    add_meeting(board, held_on=date(2009, 5, 11), papers_due=date(2009, 5, 1), by=None)
    return board


def test_a_lead_composes_a_colleague_proof_reads_and_it_is_issued_and_published(
    visitor, quarterly_return, cast, luton, forum, monkeypatch
):
    signed_off(quarterly_return, cast, "45")
    add_route_step(
        luton, name="Proof-reading", person=cast.contributor, is_proof_reading=True, by=cast.lead
    )
    # What is handed to a worker is done at once, in the answer's own thread.
    monkeypatch.setattr(issue_report, "delay_on_commit", issue_report)
    lead = visitor(cast.lead)
    lead.goto("/luton/reports/make/")
    looked_at(lead)
    lead.get_by_label("Board", exact=True).select_option("Luton Forum")
    lead.get_by_label("A sheet with a chart for each indicator").uncheck()
    lead.get_by_label("Public", exact=True).check()
    lead.get_by_label("Decisions wanted").last.fill("Agree what is done about NI 181.")
    lead.get_by_role("button", name="Make the draft").click()
    expect(lead.locator("main")).to_contain_text("The draft is made.")
    looked_at(lead)
    lead.get_by_role("button", name="Put it forward").click()
    expect(lead.locator("main")).to_contain_text("Its body stands still from now on.")

    reader = visitor(cast.contributor)
    reader.goto(Report.objects.get().get_absolute_url())
    follow(reader, "Read the report")
    expect(reader.locator("main")).to_contain_text("Agree what is done about NI 181.")
    looked_at(reader)
    reader.go_back()
    follow(reader, "Say that you have proof-read it")
    reader.get_by_label("Approve it").check()
    reader.get_by_role("button", name="Say so").click()
    expect(reader.locator("main")).to_contain_text("What you said is kept.")

    lead.reload()
    lead.get_by_role("button", name="Issue it").click()
    expect(lead.locator("main")).to_contain_text("The files are kept as they were issued.")
    looked_at(lead)
    follow(lead, "What the public may read of it")
    looked_at(lead)
    lead.get_by_role("button", name="Publish the report").click()
    expect(lead.locator("main")).to_contain_text("The report is public from 20 April 2009.")
    looked_at(lead)

    resident = visitor(width=NARROW)
    resident.goto("/open-data/")
    follow(resident, "Local area agreement")
    looked_at(resident)
    follow(resident, "Report on Q4 2008/09 to Luton Forum")
    expect(resident.locator("main")).to_contain_text("45 days")
    looked_at(resident)


def test_a_member_reads_dashboard_report_and_meeting_papers_on_a_telephone(
    visitor, quarterly_return, cast, agreement, forum
):
    signed_off(quarterly_return, cast, "45")
    issued_report(agreement, cast, board=forum)
    page = visitor(cast.board_member, width=NARROW)
    page.goto("/luton/boards/forum/")
    expect(page.locator("main")).to_contain_text("NI 181")
    looked_at(page)

    page.goto("/luton/reports/")
    expect(page.locator("main")).to_contain_text("papers due 1 May 2009")
    looked_at(page)
    page.locator("main").get_by_role("link", name="Q4 2008/09").click()
    expect(page.locator("main")).to_contain_text("Read the report")
    looked_at(page)
    follow(page, "Read the report")
    expect(page.locator("main")).to_contain_text("45 days")
    looked_at(page)

    page.goto("/luton/boards/forum/members/")
    expect(page.locator("main")).to_contain_text("1 May 2009")
    looked_at(page)
    for place in ("calendar", "risks", "thread"):
        page.goto(f"/luton/agreements/laa/{place}/")
        looked_at(page)


TABLE = "Area,Kind,Reference,Period,Value,Source\n" + "".join(
    f"{area},{kind},NI 181,2008/09-Q4,{value},A source\n"
    for area, kind, value in (
        ("England", "England", 40),
        ("East of England", "Region", 38),
        ("Slough", "Neighbour", 44),
        ("Derby", "Neighbour", 47),
        ("Leeds", "Neighbour", "x"),
    )
)


@pytest.mark.parametrize("width", [1280, NARROW])
def test_a_lead_loads_comparators_records_a_risk_and_finds_the_files(
    width, visitor, quarterly_return, cast
):
    signed_off(quarterly_return, cast, "45")
    page = visitor(cast.lead, width=width)
    page.goto("/luton/set-up/comparators/")
    looked_at(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "others.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    page.get_by_role("button", name="Read the table").click()
    expect(page.locator("main")).to_contain_text("5 figures would be added")
    looked_at(page)
    page.get_by_role("button", name="Load the figures").click()
    expect(page.locator("main")).to_contain_text("5 figures are loaded.")

    page.goto("/luton/agreements/laa/indicators/ni-181/")
    page.locator("summary").filter(has_text="Each of them").click()
    expect(page.locator("main")).to_contain_text("Leeds: not known")
    looked_at(page)
    follow(page, "Files that bear out its figures")
    looked_at(page)

    page.goto("/luton/agreements/laa/risks/")
    looked_at(page)
    follow(page, "Add a risk")
    page.get_by_label("Risk", exact=True).fill("Fewer staff")
    page.get_by_label("Likelihood", exact=True).fill("9")
    page.get_by_label("Impact", exact=True).fill("3")
    page.get_by_role("button", name="Add the risk").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looked_at(page)
    page.get_by_label("Likelihood", exact=True).fill("4")
    page.get_by_role("button", name="Add the risk").click()
    expect(page.locator("main")).to_contain_text("“Fewer staff” is recorded.")
    looked_at(page)
