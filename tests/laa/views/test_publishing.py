"""The page on which the lead decides what the public may read."""

from decimal import Decimal

import pytest

from laa.actions.revisions import revise
from laa.models import Publication, Rating
from laa.rules.figures import Number
from tests.page import visit
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

PATH = "/luton/publishing/laa/"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def rated(quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")
    return Rating.objects.get()


def test_before_anything_is_signed_off(lead, quarterly_return):
    assert "Nothing has been signed off yet" in visit(lead, PATH).text


def test_chosen_figures_are_published(lead, rated):
    page = visit(lead, PATH)
    assert "0 of 1 published" in page.text

    after = page.press("Publish chosen", figure=["ni-181:all:1"])

    assert "1 figure is public from 20 April 2009." in after.text
    assert "Public since 20 April 2009" in after.text
    assert "Read it as the public does" in after.text


def test_all_of_a_period_with_an_embargo(lead, rated):
    after = visit(lead, PATH).press(
        "Publish all of this period", public_from_day="1", public_from_month="5"
    )

    assert "Public from 1 May 2009" in after.text
    assert "Read it as the public does" not in after.text


def test_nothing_chosen_is_said_and_nothing_lost(lead, rated):
    after = visit(lead, PATH).press("Publish chosen", public_from_day="30")

    assert "Choose at least one figure." in after.text
    assert after.boxes["public_from_day"] == "30"
    assert not Publication.objects.exists()


def test_a_day_that_is_no_day_is_said(lead, rated):
    after = visit(lead, PATH).press("Publish chosen", figure=["ni-181:all:1"], public_from_day="31")

    assert "must be a real date" in after.text
    assert not Publication.objects.exists()


@pytest.mark.parametrize("button", ["Publish chosen", "Publish all of this period"])
def test_a_number_that_was_corrected_meanwhile_is_not_published_unseen(button, lead, rated, cast):
    page = visit(lead, PATH)
    revise(rated.figure, Number(Decimal(44)), by=cast.lead, reason="Counted twice.")

    after = page.press(button, figure=["ni-181:all:1"])

    assert "Corrected since you opened the page: NI 181 Q4 2008/09" in after.text
    assert not Publication.objects.exists()


def test_a_correction_stands_out_until_it_is_published(lead, rated, cast):
    visit(lead, PATH).press("Publish chosen", figure=["ni-181:all:1"])
    revise(rated.figure, Number(Decimal(44)), by=cast.lead, reason="Counted twice.")
    page = visit(lead, PATH)
    assert "An older figure is public: corrected since" in page.text
    assert "Corrected: Counted twice." in page.text

    after = page.press("Publish chosen", figure=["ni-181:all:2"])

    assert "An older figure is public" not in after.text


def test_taking_back_asks_for_a_reason(lead, rated):
    page = visit(lead, PATH).press("Publish chosen", figure=["ni-181:all:1"])

    page = page.press("Take chosen back", figure=["ni-181:all:1"])
    assert "Say why the figures are taken back." in page.text
    page = page.press("Take chosen back", figure=["ni-181:all:1"], reason="A check.")

    assert "1 figure is taken back from the public." in page.text
    assert "Read it as the public does" not in page.text


def test_an_auditor_reads_it_and_has_no_buttons(client, rated, cast):
    client.force_login(cast.auditor)
    page = visit(client, PATH)

    assert "NI 181" in page.text
    assert not any("Publish" in button for form in page.forms for button in form.buttons)


def test_the_list_is_an_export_too(lead, rated):
    said = lead.get(f"{PATH}?_export=csv").content.decode("utf-8-sig").splitlines()

    assert said[1].startswith("2008/09-Q4,NI 181,")
    assert said[1].endswith(",Measured,Not public,")


def test_a_period_that_nobody_signed_off_is_not_found(lead, rated):
    assert lead.get(f"{PATH}?period=1999/00").status_code == 404


def test_a_signed_in_page_is_kept_by_no_cache_between(lead, rated):
    assert lead.get(PATH)["Cache-Control"] == "private, no-cache"
