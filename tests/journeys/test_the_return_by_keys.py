"""The return without a mouse: its spreadsheet, its queries, its way back; and a press too many."""

import re

import pytest
from playwright.sync_api import expect

from laa.actions.policies import set_return_policy
from laa.models import Comment, Notice, Submission
from tests.documents.return_sheet import Sheet
from tests.journeys.test_the_cycle import Keys
from tests.steps import enter, line_of, submitted

ADDRESS = "/luton/returns/2008/09-Q4/council/"


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_two_presses_of_submit_are_one_submission(visitor, cast, quarterly_return, javascript):
    enter(line_of(quarterly_return), "40", by=cast.officer)
    page = visitor(cast.officer, java_script_enabled=javascript)
    page.goto(f"{ADDRESS}review/")

    page.get_by_role("button", name="Submit return").dblclick()

    # Without a script both presses go; the second comes to the receipt of the first.
    says = re.compile("The certifier has been told|Submitted already, by you on")
    expect(page.locator("main")).to_contain_text(says)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Receipt")
    assert Submission.objects.count() == 1
    assert line_of(quarterly_return).state == "submitted"
    assert Notice.objects.filter(recipient=cast.certifier, key__startswith="submitted").count() == 1


def test_submit_pressed_in_two_windows_is_one_submission(visitor, cast, quarterly_return):
    enter(line_of(quarterly_return), "40", by=cast.officer)
    page = visitor(cast.officer)
    page.goto(f"{ADDRESS}review/")
    other = page.context.new_page()
    other.goto(f"{ADDRESS}review/")

    for window in (page, other):
        with window.expect_navigation():
            window.get_by_role("button", name="Submit return").click()

    expect(other.locator("main")).to_contain_text("Submitted already, by you on")
    assert Submission.objects.count() == 1


def test_the_spreadsheet_goes_down_and_up_by_keys(visitor, cast, quarterly_return, tmp_path):
    page = visitor(cast.officer, accept_downloads=True)
    page.goto(ADDRESS)
    keys = Keys(page)
    keys.to("Fill it in on a spreadsheet").enter()
    keys.to("Download as a spreadsheet to fill in")
    with page.expect_download() as downloaded:
        page.keyboard.press("Enter")
    filled = tmp_path / "return.xlsx"
    sheet = Sheet(downloaded.value.path().read_bytes()).fill("NI 181", Figure=41)
    filled.write_bytes(sheet.data)

    keys.to("Your filled-in spreadsheet")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(filled)
    keys.to("Look at the file").enter()
    expect(page.locator("main")).to_contain_text("Figure: 41")
    keys.to("Save 1 row").enter()

    expect(page.locator("main")).to_contain_text("1 line saved from return.xlsx.")
    assert line_of(quarterly_return).value == 41


def test_a_query_is_asked_and_answered_by_keys(visitor, cast, quarterly_return):
    submitted(quarterly_return, cast)
    thread = f"/luton/lines/{line_of(quarterly_return).uuid}/thread/"
    page = visitor(cast.certifier)
    page.goto(thread)
    keys = Keys(page)
    keys.to("Your comment").type("Is this the median?")
    keys.to("Ask whoever entered it for an answer")
    page.keyboard.press("Space")
    keys.to("Add it").enter()
    expect(page.locator("main")).to_contain_text("whoever must answer has been told")

    page = visitor(cast.officer)
    page.goto("/luton/notices/")
    keys = Keys(page)
    keys.to("asks about NI 181").enter()
    keys.to("Answer").type("Yes, of all new claims.")
    keys.to("Answer").enter()

    expect(page.locator("main")).to_contain_text("Yes, of all new claims.")
    assert Comment.objects.get(kind="answer").written_by == cast.officer


def test_a_line_is_sent_back_and_comes_again_by_keys(visitor, cast, quarterly_return):
    submitted(quarterly_return, cast)
    page = visitor(cast.certifier)
    page.goto(f"{ADDRESS}certify/")
    keys = Keys(page)
    keys.to("Choose NI 181")
    page.keyboard.press("Space")
    keys.to("Reason").type("Leave out the duplicates.")
    keys.to("Send back").enter()
    expect(page.locator("main")).to_contain_text("1 line sent back.")

    page = visitor(cast.officer)
    page.goto("/luton/")
    keys = Keys(page)
    keys.to("NI 181").enter()
    expect(page.locator("main")).to_contain_text("Leave out the duplicates.")
    page.goto(ADDRESS)
    keys.to("Figure")
    page.keyboard.press("Control+A")
    keys.type("39")
    keys.to("Save and continue").enter()
    keys.to("Submit return").enter()

    expect(page.locator("main")).to_contain_text("The certifier has been told.")
    line = line_of(quarterly_return)
    assert (line.value, line.state) == (39, "submitted")
    assert Submission.objects.count() == 2


def test_the_guide_to_the_length_counts_as_one_types(visitor, cast, quarterly_return, luton):
    set_return_policy(luton, by=cast.lead, commentary_length=120)
    page = visitor(cast.officer)
    page.goto(ADDRESS)
    page.locator("summary").first.press("Enter")
    page.get_by_label("Commentary", exact=True).fill("x" * 100)
    expect(page.locator("main")).to_contain_text("20 characters left of about 120")

    page.get_by_label("Commentary", exact=True).fill("x" * 130)
    expect(page.locator("main")).to_contain_text("10 characters over the guide of 120")
    page.get_by_label("What you have").focus()

    expect(page.locator("#return-saving")).to_have_text("")
    expect(page.locator("main")).not_to_contain_text("There is a problem")


def test_without_a_script_the_guide_is_a_hint(visitor, cast, quarterly_return, luton):
    set_return_policy(luton, by=cast.lead, commentary_length=120)
    page = visitor(cast.officer, java_script_enabled=False)
    page.goto(ADDRESS)
    page.locator("summary").first.press("Enter")

    expect(page.get_by_text("About 120 characters is enough.")).to_be_visible()
    page.get_by_label("Commentary", exact=True).fill("x" * 130)
    page.get_by_role("button", name="Save as draft").click()
    expect(page.get_by_label("Commentary", exact=True)).to_have_value("x" * 130)
    assert len(line_of(quarterly_return).commentary) == 130
