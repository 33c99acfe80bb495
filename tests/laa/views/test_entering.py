"""The page of who enters what."""

import pytest

from laa.models import Indicator
from tests.factories import PartnerFactory, promise
from tests.page import visit

pytestmark = pytest.mark.django_db

PATH = "/luton/set-up/indicators/entering/"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def three(agreement, council, housing_benefit):
    for reference in ("NI 182", "NI 183"):
        promise(agreement, reference, supplier=council)


def officers():
    found = Indicator.objects.order_by("reference")
    return [i.assignment.officer.name if hasattr(i, "assignment") else "" for i in found]


def test_ticked_indicators_are_assigned_in_one_go(lead, three, cast):
    page = visit(lead, PATH)
    page = page.press(
        "Assign chosen", indicator=["ni-181", "ni-183"], officer=str(cast.officer.uuid)
    )

    assert "2 indicators assigned." in page.text
    assert officers() == ["Data officer", "", "Data officer"]


def test_all_that_are_shown_are_assigned(lead, three, cast):
    page = visit(lead, f"{PATH}?q=NI+18")

    page = page.press("Assign all 3 shown", officer=str(cast.officer.uuid))

    assert "3 indicators assigned." in page.text


def test_nothing_ticked_or_nothing_chosen_is_said(lead, three, cast):
    page = visit(lead, PATH).press("Assign chosen", officer=str(cast.officer.uuid))
    assert "Tick at least one indicator." in page.text

    page = visit(lead, PATH).press("Assign chosen", indicator="ni-181")
    assert "Choose a supplier, an officer or a deputy to assign." in page.text


def test_the_list_is_narrowed(lead, three, luton, agreement, cast):
    promise(agreement, "NI 001", supplier=PartnerFactory(partnership=luton, slug="trust"))
    visit(lead, PATH).press("Assign chosen", indicator="ni-181", officer=str(cast.officer.uuid))

    assert "1 indicator " in visit(lead, f"{PATH}?supplier=trust").text
    assert "4 indicators " in visit(lead, f"{PATH}?agreement=laa").text
    assert "1 indicator " in visit(lead, f"{PATH}?officer={cast.officer.uuid}").text
    assert "3 indicators " in visit(lead, f"{PATH}?officer=nobody").text
    assert "No indicator matches" in visit(lead, f"{PATH}?q=elsewhere").text


def test_the_second_of_two_tabs_is_told(lead, three, cast):
    first, second = visit(lead, PATH), visit(lead, PATH)
    first.press("Assign chosen", indicator="ni-181", officer=str(cast.officer.uuid))

    page = second.press("Assign chosen", indicator="ni-181", officer="nobody")

    assert "Assigned otherwise since you opened the page: NI 181" in page.text


def test_lines_that_followed_are_counted(lead, quarterly_return, luton):
    PartnerFactory(partnership=luton, slug="trust", name="Trust")

    page = visit(lead, PATH).press("Assign chosen", indicator="ni-181", supplier="trust")

    assert "1 indicator assigned. 1 open line went to the new supplier." in page.text


def test_the_list_is_downloaded(lead, three):
    for format in ("csv", "xlsx"):
        assert lead.get(f"{PATH}?_export={format}")["Content-Disposition"]


def test_an_empty_list_says_what_to_do(lead, luton):
    assert "No indicator yet" in visit(lead, PATH).text


def test_an_auditor_reads_and_may_not_assign(client, cast, three):
    client.force_login(cast.auditor)

    assert "Assign" not in visit(client, PATH).text
    assert client.post(PATH, {"action": "assign-all"}).status_code == 403
