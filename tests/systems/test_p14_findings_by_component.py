"""P14: findings tagged strength or area for improvement, by component, tied to recommendations.

The golden counts are judged, of selected sentences: 4.1 4 / 4; 4.2 7 / 8; 4.3 7 / 6; 4.4 3 / 6;
4.5 7 / 12.
"""

import pytest

from laa.actions.refusals import Refused, StillInUse
from peer_reviews.actions.parts import add_part, remove_part
from peer_reviews.models import Component, Finding
from peer_reviews.queries.review_page import findings_of
from tests.page import visit
from tests.peer_reviews.world import a_review

pytestmark = pytest.mark.django_db

PAGE = "/harborough/peer-reviews/corporate-peer-challenge-2018/findings/"
GOLDEN = [(4, 4), (7, 8), (7, 6), (3, 6), (7, 12)]


def test_p14_strengths_and_areas_by_component(harborough):
    found = findings_of(harborough)

    assert [(len(each.strengths), len(each.areas)) for each in found] == GOLDEN


def test_p14_each_says_from_which_paragraph_it_comes(harborough):
    for each in Finding.objects.filter(review=harborough).select_related("section", "component"):
        assert each.printed_at == f"{each.section.number}, paragraph {each.paragraph}"
        assert each.section.component == each.component


def test_p14_areas_lead_to_recommendations_and_every_one_but_development_is_led_to(harborough):
    """Attendance at member development is recommended without a finding that says why."""
    numbers = set(
        Finding.objects.filter(review=harborough).values_list("recommendations__number", flat=True)
    ) - {None}

    assert numbers == {"1", "2", "3", "4", "5", "6", "8"}
    strengths = Finding.objects.filter(review=harborough, kind="strength")
    assert not strengths.exclude(recommendations=None).exists()


def test_p14_the_page_lists_them_with_what_they_lead_to(harborough, staff, client):
    client.force_login(staff.board_member)

    text = visit(client, PAGE).text

    for strengths, areas in GOLDEN:
        assert f"{strengths} strengths, {areas} areas for improvement" in text
    assert "leads to recommendation 6" in text
    rows = client.get(f"{PAGE}?_export=csv").content.decode("utf-8-sig").strip().splitlines()
    assert len(rows) == 1 + 28 + 36


def test_the_lead_adds_one_and_takes_it_off(harborough, staff, client):
    client.force_login(staff.lead)
    component = harborough.component_set.first()
    page = visit(
        client, "/harborough/peer-reviews/corporate-peer-challenge-2018/parts/finding/add/"
    )

    after = page.press(
        "Save", component=str(component.pk), kind="strength", text="Something new.", paragraph="2"
    )

    assert "5 strengths, 4 areas for improvement" in after.text
    new = Finding.objects.get(text="Something new.")
    edit = visit(
        client, f"/harborough/peer-reviews/corporate-peer-challenge-2018/parts/finding/{new.key}/"
    )
    assert "4 strengths, 4 areas for improvement" in edit.press("Take it off").text


def test_a_section_that_findings_name_stays(harborough, staff):
    with pytest.raises(StillInUse, match="findings name it"):
        remove_part(harborough.section_set.get(number="4.1"), by=staff.lead)


FINANCE = "/harborough/peer-reviews/finance-review/"


def test_a_review_of_its_own_questions_has_findings_too(harborough, staff, client):
    """Only the editions of the corporate peer challenge bring components with them."""
    a_review(
        harborough.partnership, harborough.council, title="Finance review", kind="finance",
        edition="other", by=staff.lead,
    )  # fmt: skip
    client.force_login(staff.lead)
    page = visit(client, f"{FINANCE}parts/component/add/")
    page = page.press("Save", title="Use of reserves", question="Are they used well?")
    assert "Use of reserves" in page.text

    component = Component.objects.get(title="Use of reserves")
    visit(client, f"{FINANCE}parts/section/add/").press("Save", number="3", title="Reserves")
    page = visit(client, f"{FINANCE}parts/finding/add/").press(
        "Save", component=str(component.pk), kind="area", text="They only grow."
    )

    assert "0 strengths, 1 area for improvement" in page.text
    assert "3 Reserves (0 findings)" in page.text
    with pytest.raises(StillInUse, match="findings are about it"):
        remove_part(component, by=staff.lead)


def test_components_of_an_edition_stay(harborough, staff):
    with pytest.raises(Refused, match="come with its edition"):
        add_part(harborough, "component", title="One more", by=staff.lead)
    with pytest.raises(Refused, match="come with its edition"):
        remove_part(harborough.component_set.first(), by=staff.lead)


def test_the_page_lists_the_sections_of_the_report(harborough, staff, client):
    client.force_login(staff.board_member)

    assert "4.5 Capacity to deliver (19 findings)" in visit(client, PAGE).text
