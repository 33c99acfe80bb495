"""L23: «the short-term implementation of the Sustainable Community Strategy for Luton.»

Each of 65 rows reaches one of 4 themes; a report names the strategy behind the agreement, and the
agreement's own end.
"""

import pytest

from laa.models import Role
from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover
from tests.factories import MembershipFactory
from tests.page import visit
from tests.systems.reporting import read_report, references

pytestmark = pytest.mark.django_db
STRATEGY = "Sustainable Community Strategy for Luton"


def test_l23_every_row_reaches_one_of_four_themes(published, tmp_path):
    body = read_report(tmp_path)["body"]

    assert len(body["themes"]) == 4
    assert len(references(body)) == len(set(references(body))) == 65


def test_l23_the_strategy_ends_in_2026_and_the_agreement_in_2011(published, client):
    """2008 and 18 years, worked out; the agreement's own term is 3 years."""
    assert (published.strategy_years, published.years) == (18, 3)
    assert (published.strategy_ends_in, published.ends.year) == (2026, 2011)

    role = MembershipFactory(partnership=published.partnership, role=Role.BOARD_MEMBER)
    client.force_login(role.user)
    said = visit(client, "/luton/agreements/luton-laa-2008-11/thread/").text
    assert "The strategy looks 18 years forward, to 2026; the agreement 3 years, to 2011." in said


def test_l23_a_report_names_the_strategy_and_the_agreements_own_end(published, tmp_path):
    body = read_report(tmp_path)["body"]
    (standard,) = (
        section
        for section in document(body, cover_of(body, Cover.EXECUTIVE, sha256="")).sections
        if section.key == "standard"
    )

    assert body["agreement"]["strategy"] == STRATEGY
    assert body["agreement"]["ends"] == "2011-03-31"
    assert standard.sections[0].blocks[0].text == (
        f"Luton Local Area Agreement 2008-11 puts into practice: {STRATEGY}. "
        "The strategy looks forward to 2026, the agreement to 2011."
    )
