"""The pages on which partners are added, renamed, joined, kept apart and retired."""

import pytest

from laa.models import Partner, PartnerDistinction
from tests.factories import PartnerFactory
from tests.page import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def test_a_service_is_added_and_stands_under_its_council(lead, council, cast):
    page = visit(lead, "/luton/set-up/").answer
    assert "Partners and services" in page.content.decode()

    page = visit(lead, "/luton/set-up/partners/add/").press(
        "Save", name="Housing Benefits", abbreviation="HB", part_of=council.pk
    )

    assert page.path == "/luton/set-up/partners/housing-benefits/"
    assert "Housing Benefits is a partner now." in page.text
    tree = visit(lead, "/luton/set-up/partners/").text
    assert "– Housing Benefits, part of Luton Borough Council HB" in tree


def test_a_partner_without_a_name_is_not_added(lead, luton):
    page = visit(lead, "/luton/set-up/partners/add/").press("Save", name="")

    assert page.text.count("Enter name") == 2
    assert luton.partners.count() == 1


def test_a_name_that_is_taken_is_said_at_the_top(lead, council):
    page = visit(lead, "/luton/set-up/partners/add/").press("Save", name="luton borough council")

    assert "stands for Luton Borough Council already" in page.text
    assert page.boxes["name"] == "luton borough council"


def test_the_old_name_goes_on_standing_for_a_renamed_partner(lead, council):
    page = visit(lead, "/luton/set-up/partners/council/edit/")
    page = page.press("Save", name="Luton Council")

    assert "Luton Council is saved." in page.text
    assert "Luton Borough Council Remove “Luton Borough Council”" in page.text


def test_the_second_of_two_tabs_is_told_who_was_first(lead, council, cast):
    first, second = (visit(lead, "/luton/set-up/partners/council/edit/") for _ in range(2))
    first.press("Save", abbreviation="LBC")

    page = second.press("Save", abbreviation="Council")

    assert "Performance lead changed Luton Borough Council since you opened the page" in page.text
    council.refresh_from_db()
    assert council.abbreviation == "LBC"


def test_names_come_and_go(lead, council):
    page = visit(lead, "/luton/set-up/partners/council/").press("Add this name", name="LBC")
    assert "“LBC” stands for Luton Borough Council now." in page.text

    page = page.press("Remove “LBC”")

    assert "“LBC” no longer stands for Luton Borough Council." in page.text
    assert not council.aliases.exists()


def test_what_still_hangs_on_a_partner_is_said_before_it_retires(lead, housing_benefit, council):
    page = visit(lead, "/luton/set-up/partners/council/").press("Retire")

    assert "cannot be retired yet: owes the figures of NI 181" in page.text


def test_a_partner_retires_and_comes_back(lead, luton):
    PartnerFactory(partnership=luton, slug="trust", name="Trust")

    page = visit(lead, "/luton/set-up/partners/trust/").press("Retire")
    assert "Retired on 20 April 2009." in page.text
    assert "Retired 20 Apr 2009" in visit(lead, "/luton/set-up/partners/").text

    assert "Trust is a partner again." in page.press("Bring back").text


@pytest.fixture
def twice(luton, council):
    """One body under two spellings."""
    for name in ("Jobcentre Plus", "Job Centre Plus"):
        PartnerFactory(partnership=luton, slug=name.lower().replace(" ", "-"), name=name)


def test_two_that_look_alike_are_shown_then_joined_then_parted(lead, twice, luton):
    alike = visit(lead, "/luton/set-up/partners/alike/")
    assert "differ only in blanks, capitals and punctuation" in alike.text

    preview = visit(lead, "/luton/set-up/partners/jobcentre-plus/join/?joined=job-centre-plus")
    assert "Nothing hangs on it but its name." in preview.text
    assert luton.partners.count() == 3
    page = preview.press("Join them")

    assert "Job Centre Plus is Jobcentre Plus from now on." in page.text
    assert luton.partners.count() == 2
    page = page.press("Take that back: Job Centre Plus")
    assert "Job Centre Plus is a partner of its own again." in page.text
    assert luton.partners.count() == 3


def test_what_is_not_the_same_is_not_shown_again(lead, twice):
    page = visit(lead, "/luton/set-up/partners/alike/")
    page = page.press("Not the same: Job Centre Plus and Jobcentre Plus")

    assert "are kept apart: nothing will propose them again." in page.text
    assert "No two partners look alike" in page.text
    distinction = PartnerDistinction.objects.get()
    page = visit(lead, f"/luton/set-up/partners/{distinction.partner.slug}/")
    page.press(f"Take that back: {distinction.name}")
    assert not PartnerDistinction.objects.exists()


def test_joining_with_nobody_chosen_says_so(lead, council):
    page = visit(lead, "/luton/set-up/partners/council/join/?joined=")

    assert "Select which other partner is the same body?" in page.text


def test_a_join_that_came_too_late_changes_nothing(lead, twice):
    path = "/luton/set-up/partners/jobcentre-plus/join/?joined=job-centre-plus"
    preview = visit(lead, path)
    visit(lead, "/luton/set-up/partners/job-centre-plus/edit/").press("Save", abbreviation="JCP")

    page = preview.press("Join them")

    assert "One of the two changed since you opened the page." in page.text
    assert Partner.objects.filter(slug="job-centre-plus").exists()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_list_is_downloaded(format, lead, council):
    answer = lead.get(f"/luton/set-up/partners/?_export={format}")

    assert answer["Content-Disposition"] == f'attachment; filename="partners.{format}"'


def test_an_auditor_reads_the_list_and_is_offered_nothing_to_change(client, cast, council):
    client.force_login(cast.auditor)

    page = visit(client, "/luton/set-up/partners/")

    assert "Luton Borough Council" in page.text
    assert "Add a partner" not in page.text


def test_a_list_without_partners_says_what_to_do(lead, luton, council):
    council.memberships.all().delete()
    council.delete()

    assert "No partner yet" in visit(lead, "/luton/set-up/partners/").text
