"""How somebody comes to the service and leaves it; and takes a table along."""

import re

import openpyxl
import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from laa.models import User
from tests.journeys.conftest import PASSWORD, axe, looks_right
from tests.steps import signed_off


@pytest.fixture
def administrator(visitor, cast, council):
    page = visitor(cast.administrator)
    page.goto("/")
    page.get_by_role("link", name="People").click()
    return page


def invite(page: Page, address: str) -> str:
    """The link that the invited person finds in their message."""
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Name", exact=True).fill("New Colleague")
    page.get_by_label("Data officer").check()
    page.get_by_label("Partner").select_option(label="Luton Borough Council")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("table")).to_contain_text("New Colleague")
    assert mail.outbox[-1].to == [address]
    return re.search(r"http\S+", mail.outbox[-1].body).group()


def test_an_invited_person_chooses_a_password_and_starts(administrator, visitor):
    link = invite(administrator, "new@example.org")
    page = visitor()
    page.goto(link)
    axe(page)
    choose_password(page, "12345678")
    expect(page.locator(".govuk-error-summary")).to_contain_text("There is a problem")
    looks_right(page)

    choose_password(page, PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Email address").fill("new@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="Your work")).to_be_visible()
    expect(page.locator("main")).to_contain_text("New Colleague, Data officer")


def choose_password(page: Page, password: str) -> None:
    page.get_by_label("New password", exact=True).fill(password)
    page.get_by_label("New password again", exact=True).fill(password)
    page.get_by_role("button", name="Save new password").click()


def test_a_link_that_was_used_says_what_to_do(administrator, visitor):
    link = invite(administrator, "new@example.org")
    person = User.objects.get(email="new@example.org")
    person.set_password(PASSWORD)
    person.save()
    page = visitor()
    page.goto(link)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main").get_by_role("link").first).to_be_visible()
    axe(page)


def test_a_deactivated_person_is_signed_out_at_once(administrator, visitor, cast):
    officer = visitor(cast.officer)
    officer.goto("/luton/")
    administrator.get_by_role("link", name="Data officer").click()
    administrator.get_by_role("button", name="Deactivate account").click()
    expect(administrator.locator("main")).to_contain_text("deactivated")

    officer.get_by_role("link", name="Dashboard").click()
    expect(officer.get_by_role("button", name="Sign in")).to_be_visible()


def test_somebody_signs_out(visitor, cast, luton):
    page = visitor(cast.officer)
    page.goto("/luton/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.goto("/luton/")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_the_dashboard_is_taken_along_as_a_workbook(visitor, cast, quarterly_return, tmp_path):
    signed_off(quarterly_return, cast)
    page = visitor(cast.board_member)
    page.goto("/luton/agreements/laa/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as Excel (.xlsx)").click()
    download.value.save_as(tmp_path / "dashboard.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "dashboard.xlsx").active
    rows = [[cell for cell in row if cell is not None] for row in sheet.values]
    assert any("NI 181" in row and 40 in row for row in rows)
