"""L20: one lead each, aliases joined, and every partner's own list."""

import pytest

from laa.models import Commitment, Partner, Role, Strand
from laa.queries.partner_list import CONTRIBUTES, LEADS, partner_list, partner_lists
from tests.factories import MembershipFactory
from tests.page import visit

pytestmark = pytest.mark.django_db


def of(partner, role):
    return [p.commitment.indicator.reference for p in partner_list(partner).parts if p.role == role]


@pytest.fixture
def jobcentre(published):
    return Partner.objects.get(partnership=published.partnership, name="Jobcentre Plus")


def test_each_of_the_65_rows_has_one_lead_and_it_is_the_starred_one(published):
    promises = Commitment.objects.filter(agreement=published).select_related("lead")

    assert promises.count() == 65
    for promise in promises:
        assert promise.lead is not None
        assert promise.printed_partners.count("*") == 1, promise


def test_job_centre_plus_is_jobcentre_plus(jobcentre):
    assert "Job Centre Plus" in jobcentre.all_names
    assert Partner.objects.filter(name__icontains="centre plus").count() == 1


def test_jobcentre_plus_leads_four_and_is_partner_in_five_more(jobcentre):
    assert of(jobcentre, LEADS) == ["NI 151", "NI 152", "NI 153", "NI 173"]
    assert of(jobcentre, CONTRIBUTES) == ["NI 120", "NI 162", "NI 163", "NI 171", "NI 172"]


def test_the_council_leads_20_of_the_main_rows_and_all_16_statutory_ones(published):
    council = Partner.objects.get(partnership=published.partnership, name="Luton Borough Council")
    leads = [p.commitment for p in partner_list(council).parts if p.role == LEADS]
    statutory = [each for each in leads if each.designation == "statutory"]

    # Printed as “LBC”; its services are printed by names of their own and counted beside it.
    itself = [each for each in leads if each.lead == council]
    assert len(statutory) == 16
    assert len([each for each in itself if each.designation != "statutory"]) == 20


def test_leads_add_up_to_every_promise(published):
    assert sum(each.leads for each in partner_lists(published.partnership)) == 65


def test_everybody_who_sees_the_dashboard_reads_a_partners_list(client, published):
    reader = MembershipFactory(partnership=published.partnership, role=Role.BOARD_MEMBER)
    client.force_login(reader.user)

    everybody = visit(client, "/luton/partners/")
    page = visit(client, "/luton/partners/jobcentre-plus/")
    csv = client.get("/luton/partners/jobcentre-plus/?_export=csv").content.decode("utf-8-sig")

    assert "Jobcentre Plus" in everybody.text
    assert "Leads on 4 and contributes to 5." in page.text
    assert "Names, services and people" not in page.text
    assert csv.count("Leads") == 4
    assert csv.count("Contributes") == 5


def test_a_partner_without_a_part_is_said_to_have_none(client, published):
    reader = MembershipFactory(partnership=published.partnership, role=Role.BOARD_MEMBER)
    Partner.objects.create(partnership=published.partnership, slug="newcomer", name="Newcomer")
    client.force_login(reader.user)

    assert "No part in any agreement" in visit(client, "/luton/partners/newcomer/").text
    assert "Newcomer" not in visit(client, "/luton/partners/").text


def test_a_withdrawn_promise_is_no_longer_on_the_list(jobcentre):
    promise = Commitment.objects.get(lead=jobcentre, indicator__reference="NI 151")
    promise.withdrawn_on, promise.withdrawn_because = "2009-04-01", "Taken out at the review."
    promise.save()

    assert of(jobcentre, LEADS) == ["NI 152", "NI 153", "NI 173"]


def test_l20_a_partners_page_lists_what_it_supplies(client, published):
    """A strand with a supplier of its own is that partner's; the rest is the indicator's."""
    pct = Partner.objects.get(partnership=published.partnership, name="Jobcentre Plus")
    other = Partner.objects.get(partnership=published.partnership, name="Luton Borough Council")
    strand = Strand.objects.filter(indicator__supplier=pct).first()
    before = [each.indicator.reference for each in partner_list(pct).supplies]
    assert before == ["NI 151", "NI 152", "NI 153", "NI 173"]

    strand.supplier = other
    strand.save()

    supplied = {each.indicator.reference for each in partner_list(other).supplies}
    assert strand.indicator.reference in supplied
    reader = MembershipFactory(partnership=published.partnership, role=Role.BOARD_MEMBER)
    client.force_login(reader.user)
    page = visit(client, f"/luton/partners/{pct.slug}/").text
    left = len(before) - (strand.indicator.strands.count() == 1)
    assert f"Supplies the figures of {left} indicators." in page
    rows = client.get(f"/luton/partners/{pct.slug}/?_export=csv&_table=supplies")
    assert b"Every" in rows.content
