"""A document becomes an agreement in the browser, is looked at, loaded and taken away again."""

import pytest
from playwright.sync_api import expect

from laa.actions.imports import run_import
from laa.models import Agreement, AgreementImport
from tests.documents import luton
from tests.journeys.conftest import NARROW, WIDE, axe, follow, looks_right


@pytest.fixture
def lead(visitor, cast, council):
    page = visitor(cast.lead)
    page.goto("/")
    page.get_by_role("link", name="Set-up").click()
    return page


def looked_at(page):
    """Clear to all, at a desk and on a telephone."""
    axe(page)
    for size in (NARROW, WIDE):
        page.set_viewport_size({"width": size, "height": 900})
        looks_right(page)


def test_the_published_agreement_goes_in_and_out_again(lead, luton_file):
    follow(lead, "Load an agreement from a document")
    looked_at(lead)
    lead.get_by_role("button", name="Choose a document").click()
    lead.get_by_label("Title of the agreement").fill("Luton Local Area Agreement 2008-11")
    lead.get_by_label("First year").select_option("2008")
    lead.locator("input[name=document]").set_input_files(luton_file)
    looked_at(lead)
    lead.get_by_role("button", name="Read the document").click()

    expect(lead.get_by_role("heading", name="What was found")).to_be_visible()
    expect(lead.locator(".laa-facts").first).to_contain_text("65")
    looked_at(lead)

    follow(lead, "Who is who")
    looked_at(lead)
    split = lead.get_by_role("row").filter(has_text="“Barnfield LSC” may").last
    split.get_by_text("It names several bodies").click()
    split.get_by_role("textbox").fill("Barnfield College, LSC")
    looked_at(lead)
    lead.get_by_role("button", name="Save who is who").click()
    expect(lead.locator("main")).to_contain_text("Saved who is who")

    follow(lead, "NI 186")
    looked_at(lead)
    lead.get_by_label("Which way is good").select_option("down")
    lead.get_by_label("2008/09: read it as").fill("nonsense")
    lead.get_by_role("button", name="Save", exact=True).click()
    expect(lead.locator(".govuk-error-summary")).to_contain_text("cannot be read")
    looked_at(lead)
    lead.get_by_label("2008/09: read it as").fill("as read")
    lead.get_by_role("button", name="Save", exact=True).click()
    expect(lead.locator("main")).to_contain_text("Saved what NI 186 is")
    assert not Agreement.objects.exists()

    lead.get_by_role("button", name="Load the agreement").click()
    expect(lead.locator("main")).to_contain_text("waits for a worker")
    axe(lead)
    run_import(AgreementImport.objects.get())
    expect(lead.locator("main")).to_contain_text("It is loaded")
    looked_at(lead)
    assert Agreement.objects.get().commitments.count() == 65

    lead.get_by_role("button", name="Undo the load").click()
    expect(lead.locator("main")).to_contain_text("was taken away again")
    assert not Agreement.objects.exists()


@pytest.fixture
def luton_file(tmp_path):
    return luton.write(tmp_path / "luton.txt")


def test_what_is_wrong_with_a_document_is_listed(lead, tmp_path):
    file = tmp_path / "wrong.csv"
    file.write_text("Indicator,Baseline,2008/09,Partners\nNI 008 Sport,1.2.3,#REF!,LBC*\n")
    lead.goto("/luton/set-up/imports/upload/")
    lead.get_by_label("Title of the agreement").fill("Wrong")
    lead.get_by_label("First year").select_option("2008")
    lead.locator("input[name=document]").set_input_files(file)
    lead.get_by_role("button", name="Read the document").click()

    expect(lead.locator(".govuk-error-summary")).to_contain_text("problems to put right")
    expect(lead.get_by_role("table")).to_contain_text("wrong.csv, row 2, column C")
    looked_at(lead)


def test_targets_are_changed_and_what_waits_is_listed(lead, agreement, housing_benefit):
    lead.goto("/luton/agreements/laa/indicators/ni-181/")
    follow(lead, "Change the targets")
    looked_at(lead)
    lead.get_by_label("2009/10").fill("35 days")
    lead.get_by_label("Why they change").fill("Reviewed in 2009.")
    lead.get_by_label("Who agreed").fill("Luton Forum")
    lead.get_by_role("button", name="Look at the changes").click()
    expect(lead.get_by_role("table")).to_contain_text("35 days")
    looked_at(lead)
    lead.get_by_role("button", name="Save these versions").click()
    follow(lead, "Targets over time")
    expect(lead.get_by_role("table")).to_contain_text("Reviewed in 2009.")
    looked_at(lead)
    lead.goto("/luton/waiting/")
    looked_at(lead)


@pytest.mark.parametrize("path", ["set-up/", "set-up/baselines/", "set-up/history/"])
def test_pages_of_set_up_are_clear(lead, housing_benefit, path):
    lead.goto(f"/luton/{path}")
    looked_at(lead)
