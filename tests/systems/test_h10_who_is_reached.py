"""H10: shares with their qualifiers against a comparator; 8% of 85 is no count."""

from decimal import Decimal

import pytest

from projects.queries.reach import reach_of
from projects.rules.qualified import Qualified
from tests.page import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(printed):
    return {row.group.name: row for row in reach_of(printed).rows}


def test_qualifiers_are_kept(said):
    assert {name: row.group.printed.said for name, row in said.items()} == {
        "Women, or organisations run by women": "50% or more",
        "Black and minority ethnic": "around 8%",
        "Under 35": "0% (estimated)",
        "Over 55": "less than 5%",
        "People on lower incomes": "not known",
        "Long-term residents": "not known",
        "Areas of neighbourhood renewal": "0%",
    }


def test_the_comparator_is_under_5_percent_of_residents(said):
    row = said["Black and minority ethnic"]

    assert (row.group.compared.said, row.row.comparator_of) == ("under 5%", "Residents")


def test_8_percent_of_85_is_an_estimate_and_no_count(said):
    said_of = said["Black and minority ethnic"].of_clients

    assert said_of == "of 85 clients about 6.8, an estimate and no count"


@pytest.mark.parametrize(
    ("share", "qualifier", "of", "said"),
    [
        ("8", "exactly", 100, "8"),
        ("8", "exactly", 85, "about 6.8, an estimate and no count"),
        ("8", "around", 100, "about 8, an estimate and no count"),
    ],
)
def test_a_share_is_a_count_only_where_it_is_exact_and_whole(share, qualifier, of, said):
    assert Qualified(Decimal(share), qualifier, "%").of(of) == said


def test_the_page_shows_them(printed, demonstration_reader, client):
    client.force_login(demonstration_reader)

    page = visit(client, "/hastings-bexhill/projects/promoting-social-enterprise/reach/")

    assert "around 8%" in page.text
    assert "under 5% of residents" in page.text
    assert "0% (estimated)" in page.text
