"""Every page on which figures are rated before they are signed off names the rule."""

import pytest

from laa.actions.rating_rules import make_rule, override_rule
from laa.models import Commitment
from tests.factories import promise
from tests.steps import certified, enter_all, submitted

pytestmark = pytest.mark.django_db

RULE = "Rated by the rule Target only (version 1)."


def page(client, user, part=""):
    client.force_login(user)
    return client.get(f"/luton/returns/2008/09-Q4/council/{part}").content.decode()


def test_the_officers_pages_name_it(client, quarterly_return, cast):
    assert RULE in page(client, cast.officer)
    enter_all(quarterly_return, cast)
    assert RULE in page(client, cast.officer, "review/")


def test_the_certifiers_page_names_it(client, quarterly_return, cast):
    submitted(quarterly_return, cast)
    assert RULE in page(client, cast.certifier, "certify/")


def test_the_leads_page_names_it(client, quarterly_return, cast):
    certified(quarterly_return, cast)
    assert RULE in page(client, cast.lead, "sign-off/")


def test_a_line_with_a_rule_of_its_own_names_that(client, agreement, council, cast, luton, request):
    for number in (900, 901):
        promise(agreement, f"NI {number}", supplier=council, targets={"2008/09": "42"})
    request.getfixturevalue("quarterly_return")
    ten = make_rule(
        partnership=luton, name="Ten", kind="bands", tolerance=10, by=cast.lead, reason="So."
    )
    own = Commitment.objects.get(indicator__reference="NI 181")
    override_rule(own, ten, seen=agreement.rating_rule, by=cast.lead, reason="It swings.")

    said = "Rated by the rule Target only (version 1); NI 181 by Ten (version 1)."
    assert said in page(client, cast.officer)
