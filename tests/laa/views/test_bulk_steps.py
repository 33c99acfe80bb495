"""Certifying for several services on one page, and signing off a round, a theme or a supplier."""

from datetime import date

import pytest

from laa.actions.return_steps import submit, withdraw
from laa.actions.rounds import open_round
from laa.models import AuditEvent, Rating, ReturnLine
from tests.factories import PartnerFactory, ThemeFactory, promise
from tests.page import visit
from tests.steps import certified, enter, line_of, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(luton, council, agreement, cast):
    """Two services of the council, each with a theme of its own, in one round."""
    for slug in ("housing", "leisure"):
        service = PartnerFactory(
            partnership=luton, slug=slug, name=slug.capitalize(), part_of=council
        )
        theme = ThemeFactory(agreement=agreement, slug=slug, name=f"{slug.capitalize()} theme")
        promise(
            agreement,
            f"NI {slug}",
            supplier=service,
            theme=theme,
            targets={"2008/09": "42"},
        )
    round_ = open_round(
        partnership=luton,
        period="2008/09-Q4",
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=cast.lead,
    )
    return {each.partner.slug: each for each in round_.returns.all()}


def states():
    rows = ReturnLine.objects.values_list("quarterly_return__partner__slug", "state")
    return dict(rows.order_by("pk"))


@pytest.fixture
def certifiers_page(services, cast, client):
    for each in services.values():
        submitted(each, cast)
    client.force_login(cast.certifier)
    return visit(client, "/luton/certify/")


def test_a_head_of_several_services_certifies_them_together(certifiers_page):
    assert "2 lines of 2 returns" in certifiers_page.text

    after = certifiers_page.press("Certify all (2 lines)")

    assert "2 lines certified." in after.text
    assert states() == {"housing": "certified", "leisure": "certified"}
    assert "Nothing is waiting to be certified" in after.text


def test_what_the_certifier_had_a_hand_in_is_left_and_named(services, cast, client):
    for each in services.values():
        submitted(each, cast)
    line = line_of(services["leisure"])
    withdraw([line], by=cast.officer)
    enter(line, "39", by=cast.certifier)
    submitted(services["leisure"], cast)
    client.force_login(cast.certifier)

    after = visit(client, "/luton/certify/").press("Certify all (2 lines)")

    assert "1 line certified." in after.text
    assert (
        "1 line left. You entered or submitted NI leisure, Q4 2008/09 yourself. Somebody else has "
        "to certify it" in after.text
    )
    assert states() == {"housing": "certified", "leisure": "submitted"}


def test_one_of_them_is_sent_back_with_a_reason(certifiers_page, services):
    line = str(line_of(services["housing"]).uuid)

    without = certifiers_page.press("Send back", line=[line])
    assert "Say why, so that the officer can put it right." in without.text
    certifiers_page.press("Send back", line=[line], reason="Of which month?")

    assert states() == {"housing": "sent_back", "leisure": "submitted"}


def test_your_work_leads_to_the_page_where_there_are_several(certifiers_page, client):
    assert "Certify them together" in visit(client, "/luton/").text


def test_a_certifier_is_not_shown_what_another_certifies(services, cast, client, luton, agreement):
    for each in services.values():
        submitted(each, cast)
    cast.certifier.memberships.update(partner=services["housing"].partner)
    client.force_login(cast.certifier)

    page = visit(client, "/luton/certify/")

    assert "NI housing" in page.text
    assert "NI leisure" not in page.text


@pytest.fixture
def leads_page(services, cast, client):
    for each in services.values():
        certified(each, cast)
    client.force_login(cast.lead)
    return visit(client, "/luton/sign-off/")


def test_the_lead_signs_off_everything_that_is_certified(leads_page):
    after = leads_page.press("Sign off all (2 lines)")

    assert "2 lines signed off; their ratings are fixed." in after.text
    assert set(states().values()) == {"signed_off"}
    assert Rating.objects.count() == 2


@pytest.mark.parametrize("narrowed", ["theme=housing", "partner=housing"])
def test_the_lead_signs_off_a_theme_or_a_supplier(leads_page, client, narrowed):
    page = visit(client, f"/luton/sign-off/?{narrowed}")
    assert "NI leisure" not in page.text

    page.press("Sign off all (1 line)")

    assert states() == {"housing": "signed_off", "leisure": "certified"}


def test_only_the_chosen_lines_are_signed_off(leads_page, services):
    after = leads_page.press("Sign off chosen lines", line=[str(line_of(services["leisure"]).uuid)])

    assert "1 line signed off" in after.text
    assert states() == {"housing": "certified", "leisure": "signed_off"}


def test_an_officer_takes_a_submission_back_on_a_page(services, cast, client):
    submitted(services["housing"], cast)
    client.force_login(cast.officer)
    page = visit(client, "/luton/returns/2008/09-Q4/housing/")
    assert "Take back what is not certified yet" in page.text

    after = visit(client, "/luton/returns/2008/09-Q4/housing/withdraw/").press(
        "Take back all (1 line)"
    )

    assert "1 line taken back." in after.text
    assert states()["housing"] == "ready"


def test_the_lead_enters_on_behalf_and_is_told_that_it_shows(services, cast, client):
    client.force_login(cast.lead)
    page = visit(client, "/luton/returns/2008/09-Q4/housing/")
    assert "You are doing this on behalf of Housing." in page.text
    line = line_of(services["housing"])

    said = {"value": "40", "commentary": "A batch came late.", "recovery": "It is shared out."}
    typed = {f"{line.uuid}-{name}": text for name, text in said.items()}
    review = page.press("Save and continue", **typed)
    receipt = review.press("Submit return")

    assert "On behalf of Housing" in receipt.text
    page = visit(client, "/luton/returns/2008/09-Q4/housing/")
    assert "Submitted on its behalf by Performance lead" in page.text
    notes = AuditEvent.objects.filter(action__startswith="line.").values_list("note", flat=True)
    assert set(notes) == {"On behalf of Housing."}


def test_an_officer_submits_the_lines_that_are_ready(services, agreement, cast, client, council):
    ReturnLine.objects.all().delete()
    housing = services["housing"]
    for n in range(3):
        promise(agreement, f"NI 30{n}", supplier=housing.partner)
    for strand in agreement.partnership.indicators.filter(reference__startswith="NI 30"):
        housing.lines.create(
            partnership=agreement.partnership,
            round=housing.round,
            strand=strand.strands.get(),
            period="2008/09-Q4",
            is_due=True,
        )
    for reference in ("NI 300", "NI 301"):
        enter(line_of(housing, reference), "40", by=cast.officer)
    client.force_login(cast.officer)

    review = visit(client, "/luton/returns/2008/09-Q4/housing/review/")
    after = review.press("Submit the 2 lines that are ready")

    assert "Return submitted: 2 lines. The certifier has been told. 1 line still to come." in (
        after.text
    )
    enter(line_of(housing, "NI 302"), "40", by=cast.officer)
    assert len(submit(housing, by=cast.officer)) == 1
