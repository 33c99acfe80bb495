"""P15: 6 signposts, 5 notable practices (+ 2); “report templates” gives Hart and Newcastle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laa.permissions import member_of
from peer_reviews.actions.parts import add_part
from peer_reviews.queries.library import search, stem_of
from tests.page import visit
from tests.peer_reviews.world import a_review

pytestmark = pytest.mark.django_db

PAGE = "/harborough/peer-reviews/practice/"


@pytest.fixture
def reader(harborough, staff):
    return member_of(staff.board_member, harborough.partnership)


def test_p15_six_signposts_and_five_notable_practices_with_two_parts(harborough):
    found = harborough.practice_set
    assert found.filter(kind="signpost").count() == 6
    assert found.filter(kind="notable", part_of=None).count() == 5
    parts = found.filter(part_of__topic="Support for the SME sector")
    assert [str(each) for each in parts] == [
        "Pioneer 10 programme",
        "The Harborough Innovation Centre",
    ]


def test_p15_report_templates_gives_hart_and_newcastle(reader):
    (found,) = search(reader, "report templates")

    assert found.places == ["Hart District Council", "Newcastle City Council"]


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("REPORT TEMPLATE", {"Report templates"}),
        ("hart", {"Report templates", "Public Speaking at Planning Committee"}),
        ("Rushcliffe", {"Commercialism"}),
        ("innovation centre", {"The Harborough Innovation Centre"}),
        ("report hub", set()),
    ],
)
def test_p15_by_topic_and_by_council(reader, words, topics):
    assert {each.topic for each in search(reader, words)} == topics


def test_the_reviews_own_page_lists_its_practice(harborough, staff, client):
    client.force_login(staff.board_member)

    text = visit(client, "/harborough/peer-reviews/corporate-peer-challenge-2018/findings/").text

    assert "Report templates: Hart District Council, Newcastle City Council" in text
    assert "part of Support for the SME sector" in text


def test_it_goes_across_reviews_and_not_across_partnerships(
    reader, harborough, staff, luton, council, cast
):
    second = a_review(
        harborough.partnership, harborough.council, title="Finance review", by=staff.lead
    )
    add_part(second, "practice", kind="signpost", topic="Report templates again", by=staff.lead)
    other = a_review(luton, council, by=cast.lead)
    add_part(other, "practice", kind="signpost", topic="Report templates too", by=cast.lead)

    assert {str(each.review) for each in search(reader, "report templates")} == {
        "Corporate peer challenge 2018",
        "Finance review",
    }


def test_a_scrutiny_member_searches_in_the_browser(harborough, staff, client):
    client.force_login(staff.board_member)

    page = visit(client, f"{PAGE}?q=report+templates")
    assert "1 found for “report templates”." in page.text
    assert "Hart District Council, Newcastle City Council" in page.text
    assert "Nothing found" in visit(client, f"{PAGE}?q=zeppelin").text
    rows = client.get(f"{PAGE}?q=report+templates&_export=csv").content.decode("utf-8-sig")
    assert rows.count("Hart District Council") == 1


@given(st.text(max_size=20))
def test_a_stem_is_a_part_of_its_word(word):
    assert stem_of(word) in word


def test_a_plural_finds_its_singular_and_a_double_s_stays():
    assert [stem_of(w) for w in ("templates", "business", "bus", "LGAs,")] == [
        "template",
        "business",
        "bus",
        "LGA",
    ]
