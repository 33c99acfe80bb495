"""What returns are asked for, chosen by the performance lead."""

import pytest

from laa.models import AuditEvent, ReturnPolicy
from tests.page import visit

pytestmark = pytest.mark.django_db

PATH = "/luton/set-up/returns/"


@pytest.fixture
def leads_page(luton, cast, client):
    client.force_login(cast.lead)
    return visit(client, PATH)


def test_the_lead_lets_people_certify_their_own(leads_page, luton):
    after = leads_page.press("Save", may_certify_own="on")

    assert "Saved. It holds from now on" in after.text
    assert ReturnPolicy.objects.get(partnership=luton).may_certify_own
    event = AuditEvent.objects.get(action="returnpolicy.set")
    assert (event.before, event.after) == ({"may_certify_own": False}, {"may_certify_own": True})


def test_a_length_that_makes_no_sense_is_told(leads_page):
    after = leads_page.press("Save", commentary_length="3")

    assert "There is a problem" in after.text
    assert after.boxes["commentary_length"] == "3"
    assert not ReturnPolicy.objects.exists()


def test_saving_what_is_there_already_says_so(leads_page):
    assert "That is how it is already" in leads_page.press("Save").text


def test_of_two_leads_the_second_is_told(leads_page):
    leads_page.press("Save", may_certify_own="on")

    after = leads_page.press("Save", commentary_length="500")

    assert "changed What returns are asked for since you opened the page" in after.text
    assert ReturnPolicy.objects.get().commentary_length == 400
