"""The National Indicator Set's pages: searched, filtered, downloaded, and used by whom."""

import csv
import io

import pytest

from tests.factories import PartnershipFactory, promise
from tests.page import visit

pytestmark = pytest.mark.django_db

LIST = "/luton/set-up/national-indicators/"


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


@pytest.fixture
def used(agreement, council):
    promise(agreement, "NI 051", supplier=council, title="Effectiveness of adult services")
    promise(agreement, "074", supplier=council, title="Level 5", proposed=["unit"])


def rows(client, path=LIST, **query):
    body = client.get(path, {"_export": "csv", **query}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body, newline="")))


def references(client, **query):
    return [row["Reference"] for row in rows(client, **query)]


def test_the_list_has_all_198_in_pages(lead):
    page = visit(lead, LIST)

    assert "198 national indicators." in page.text
    assert "NI 050" in page.text
    assert "NI 052" not in page.text
    assert "NI 052" in visit(lead, f"{LIST}?page=2").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "19"}, ["NI 019"]),
        ({"q": "local ni 19"}, ["NI 019"]),
        ({"q": "074"}, ["NI 074"]),
        ({"q": "young people's participation"}, ["NI 057", "NI 110"]),
        ({"q": "ni 031"}, []),
        ({"polarity": "none"}, ["NI 044", "NI 190", "NI 198"]),
        ({"survey": "Active People"}, ["NI 008", "NI 009", "NI 010", "NI 011"]),
        ({"survey": "Active People", "title_kind": "local_wording"}, ["NI 008"]),
        ({"used": "here"}, ["NI 051", "NI 074"]),
    ],
)
def test_the_list_is_narrowed(query, found, lead, used):
    assert references(lead, **query) == found


@pytest.mark.parametrize(
    ("query", "many"),
    [
        ({}, 198),
        ({"used": "not-here"}, 196),
        ({"survey": "none"}, 155),
        ({"title_kind": "exact"}, 84),
        ({"polarity": "sideways"}, 198),
        ({"sort": "password"}, 198),
    ],
)
def test_the_list_is_counted(query, many, lead, used):
    assert len(references(lead, **query)) == many


def test_a_search_without_a_match_says_what_to_do(lead):
    assert "Clear the filters to see all 198." in visit(lead, f"{LIST}?q=zeppelin").text


def test_the_list_is_sorted(lead):
    page = visit(lead, f"{LIST}?sort=-reference")

    assert page.text.index("NI 199") < page.text.index("NI 198")


def test_the_file_has_everything_that_is_known(lead, used):
    row = rows(lead, q="NI 051")[0]

    assert row["How sure the title is"] == "Exact: seen in print with its number"
    assert row["Says who"] == "Judged from what the indicator counts"
    assert row["Of what"] == "points of a self-assessment, 16 at most"
    assert row["Note"] == "Adolescent, not adult: some agreements misprint it."
    assert row["Used here"] == "Yes"


def test_one_says_what_is_known_and_how_surely(lead):
    text = visit(lead, f"{LIST}ni-113/").text

    assert "The title reads the other way" in text
    assert "Paraphrased or cut short in print" in text
    assert "113a screened or tested; 113b positive" in text
    assert "Nobody here uses it" in text


def test_one_says_who_uses_it_and_in_which_words(lead, used):
    text = visit(lead, f"{LIST}ni-051/").text

    assert "NI 051 Effectiveness of adult services Local area agreement" in text
    assert "Worded differently" in text
    assert rows(lead, f"{LIST}ni-051/")[0]["Agreements"] == "Local area agreement"


def test_a_statutory_reference_is_found_under_its_national_one(lead, used):
    assert "074 Level 5" in visit(lead, f"{LIST}ni-074/").text


def test_another_partnerships_use_is_not_shown(lead, cast, council):
    page = visit(lead, f"{LIST}ni-051/")
    PartnershipFactory(slug="elsewhere")

    assert "Nobody here uses it" in page.text


@pytest.mark.parametrize("slug", ["ni-031", "ni-200", "ni-51", "074", "nonsense"])
def test_what_is_not_in_the_set_is_not_found(slug, lead):
    assert lead.get(f"{LIST}{slug}/").status_code == 404


def test_set_up_leads_to_both(lead):
    page = visit(lead, "/luton/set-up/")

    assert "National Indicator Set" in page.text
    assert "Proposed facts" in page.text
