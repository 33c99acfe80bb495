"""Harborough's review in a browser: its lead, somebody who owns an action, a member of scrutiny."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from laa.models import Demonstration
from peer_reviews.actions.reviews import start_plan
from peer_reviews.models import Review
from tests.documents.peer_challenge import report
from tests.factories import MembershipFactory, UserFactory
from tests.journeys.conftest import NARROW, axe, follow, looks_right

HOME = "/harborough/peer-reviews/"
REVIEW = f"{HOME}corporate-peer-challenge-2018/"
SECRET = "Agreed on 4 June 2018."


@pytest.fixture
def harborough(transactional_db):
    call_command("loaddata", "harborough-2018", verbosity=0)
    review = Review.objects.select_related("partnership", "council").get()
    Demonstration.objects.create(partnership=review.partnership, today="2018-06-01")
    review.partnership.refresh_from_db()
    return review


def somebody(review, role, name, partner=None):
    person = UserFactory(email=f"{role}@harborough.example", name=name)
    MembershipFactory(partnership=review.partnership, user=person, role=role, partner=partner)
    return person


@pytest.fixture
def lead(harborough):
    return somebody(harborough, "lead", "Performance lead")


@pytest.fixture
def officer(harborough):
    return somebody(harborough, "officer", "Policy officer", harborough.council)


def test_the_lead_takes_in_a_report_and_starts_the_plan(harborough, lead, visitor):
    page = visitor(lead)
    page.goto(HOME)
    page.get_by_role("button", name="Add a review").click()
    page.get_by_label("Title").fill("Finance review")
    page.get_by_label("Finance peer review").check()
    page.get_by_label("Corporate peer challenge, current wording").check()
    page.get_by_label("Whose review it is").select_option(label="Harborough District Council")
    for name, day in (("First", "21"), ("Last", "23")):
        box = page.get_by_role("group", name=f"{name} day on site")
        for part, value in (("Day", day), ("Month", "5"), ("Year", "2018")):
            box.get_by_label(part).fill(value)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Finance review", level=1)).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Take in a report").click()
    page.get_by_label("Or paste the pages").fill(report())
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("main")).to_contain_text(
        "8 recommendations, 7 quick wins, 5 notable practices (and 2 parts), 6 signposts"
    )
    axe(page)
    page.get_by_role("button", name="Take in these rows").click()
    expect(page.locator("main")).to_contain_text("28 rows taken in from Pasted text.")
    expect(page.locator("main")).to_contain_text("8 of 8 without an owner: 1, 2, 3, 4, 5, 6, 7, 8")
    page.get_by_role("button", name="Start the action plan").click()
    expect(page.locator("main")).to_contain_text("Nobody: 8 of 8 actions in hand (100%)")
    looks_right(page)
    axe(page)
    answers_the_first(page)


def answers_the_first(page: Page) -> None:
    page.get_by_role("link", name="1. Clarify the council’s approach").first.click()
    page.get_by_role("button", name="Answer it").click()
    page.get_by_label("Rejected").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Say why it is not accepted in full")
    page.get_by_label("Accepted", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("The answer is kept.")
    axe(page)


def test_an_owner_reports_and_brings_evidence_and_the_lead_verifies(
    harborough, lead, officer, visitor
):
    plan = start_plan(harborough, by=lead)
    action = plan.actions.get(number=6)
    action.owner = officer
    action.save()
    page = visitor(officer)
    page.goto(REVIEW)
    page.get_by_role("link", name="6. Clarify and simplify report processes").nth(1).click()
    page.get_by_role("link", name="Add or withdraw evidence").click()
    page.set_input_files(
        "input[type=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": SECRET.encode()}
    )
    page.get_by_role("button", name="Add them").click()
    expect(page.locator("main")).to_contain_text("1 file kept.")
    axe(page)
    page.goto(f"/harborough/actions/{action.uuid}/close/")
    page.get_by_label("What was done").fill("One template for all.")
    page.get_by_role("button", name="Close the action").click()
    expect(page.locator("main")).to_contain_text("Somebody else has to close it")

    second = visitor(lead)
    second.goto(f"/harborough/actions/{action.uuid}/close/")
    second.get_by_label("What was done").fill("One template for all.")
    second.get_by_role("button", name="Close the action").click()
    expect(second.locator("main")).to_contain_text("is closed")
    second.goto(f"{REVIEW}progress/")
    expect(second.locator("main")).to_contain_text("1 of 8 recommendations are done (12.5%)")
    follow(second, "Publish the progress")
    axe(second)
    second.get_by_role("button", name="Publish it").click()
    expect(second.locator("main")).to_contain_text("Public since 1 June 2018")

    everybody = visitor(width=NARROW)
    everybody.goto(f"{REVIEW}public/")
    expect(everybody.locator("main")).to_contain_text("1 of 8 recommendations are done (12.5%)")
    looks_right(everybody)
    axe(everybody)


@pytest.mark.parametrize("width", [NARROW, 1280])
def test_a_scrutiny_member_reads_everything_on_a_telephone_too(harborough, lead, visitor, width):
    start_plan(harborough, by=lead)
    page = visitor(somebody(harborough, "board_member", "Scrutiny member"), width=width)
    for path, said in (
        (HOME, "Follow-up visit, by 16 March 2020"),
        (REVIEW, "March 2022 to 31 December 2022"),
        (f"{REVIEW}findings/", "7 strengths, 12 areas for improvement"),
        (f"{REVIEW}progress/", "0 of 8 recommendations are done (0%); 8 are open."),
        (f"{REVIEW}recommendations/6/", "Quick wins that repeat part of it"),
        (f"{HOME}practice/?q=report+templates", "Hart District Council, Newcastle City Council"),
        (f"{HOME}surveys/", "No survey yet"),
    ):
        page.goto(path)
        expect(page.locator("main")).to_contain_text(said)
        looks_right(page)
        axe(page)
    expect(page.get_by_role("button", name="Start the action plan")).to_have_count(0)
