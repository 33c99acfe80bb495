"""L24: terms with their meanings; what is undefined, and what is used without being listed."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.template.loader import get_template

from laa.actions.glossary import define_term
from laa.actions.refusals import NothingToDo
from laa.models import AuditEvent, Role, Term
from laa.queries.glossary import read_glossary
from laa.queries.terms import PageTerms
from laa.rules.abbreviations import abbreviations
from tests.factories import MembershipFactory
from tests.page import visit
from tests.systems.conftest import stand_at
from tests.systems.issued import draft_report
from tests.systems.reporting import write_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(published):
    return MembershipFactory(partnership=published.partnership, role=Role.LEAD).user


def test_18_terms_of_which_4_have_no_meaning(published):
    found = read_glossary(published.partnership)

    assert len(found.terms) == 18
    assert [term.name for term in found.undefined] == [
        "HWRC sites",
        "MEND",
        "UKCIP",
        "WEEE Partnership",
    ]


def test_what_is_used_and_not_listed(published):
    unlisted = {each.name for each in read_glossary(published.partnership).unlisted}

    assert unlisted >= {"VAL", "OTS", "GO East", "C51"}
    assert not unlisted & {"LBC", "BLEDP", "UKCIP", "NI"}


def test_a_term_is_defined_with_a_trail(published, lead):
    define_term(partnership=published.partnership, name="MEND", meaning="A programme", by=lead)

    assert [t.name for t in read_glossary(published.partnership).undefined][1] == "UKCIP"
    event = AuditEvent.objects.get(action="term.define")
    assert (event.before, event.after) == ({"meaning": ""}, {"meaning": "A programme"})
    with pytest.raises(NothingToDo):
        define_term(partnership=published.partnership, name="MEND", meaning="A programme", by=lead)


def test_the_page_shows_them_and_the_lead_lists_one(client, published, lead):
    client.force_login(lead)
    page = visit(client, "/luton/glossary/?term=C51")
    assert "18 terms, 4 of them without a meaning" in page.text

    done = page.press("Save the term", meaning="A code of the data return")

    assert "“C51” is in the glossary" in done.text
    assert "19 terms" in done.text


def test_what_somebody_said_meanwhile_is_not_overwritten(client, published, lead):
    client.force_login(lead)
    mine, theirs = (visit(client, "/luton/glossary/?term=MEND") for _ in range(2))
    theirs.press("Save the term", meaning="A programme for families")

    refused = mine.press("Save the term", meaning="Something else")

    assert "“MEND” is in the glossary already: A programme for families" in refused.text
    assert refused.boxes["meaning"] == "Something else"
    changed = visit(client, "/luton/glossary/?term=MEND")
    assert changed.boxes["meaning"] == "A programme for families"
    assert "“MEND” is in the glossary" in changed.press("Save the term", meaning="Better").text


def test_a_guess_is_offered_and_only_saved_by_a_person(client, published, lead):
    client.force_login(lead)

    page = visit(client, "/luton/glossary/?term=CDRP")

    assert page.boxes["meaning"] == "Crime and Disorder Reduction Partnership"
    assert not Term.objects.filter(name="CDRP").exists()


def test_abbreviations_are_found_whole():
    found = abbreviations(["agreed with DCSF through GO East", "C51 125", "*NI 008 18.0%", "N/A"])

    assert found == {"DCSF": 1, "GO East": 1, "C51": 1}


def test_l24_a_terms_first_use_leads_to_the_glossary_and_an_undefined_one_says_so(
    client, published
):
    """MEND has no meaning yet: its link says so, and so does the place it leads to."""
    commitment = published.commitments.get(indicator__reference="NI 056")
    commitment.indicator.definition = "MEND and LBC YOS, then MEND again; LBC."
    commitment.indicator.save()
    client.force_login(
        MembershipFactory(partnership=published.partnership, role=Role.BOARD_MEMBER).user
    )
    answer = client.get(f"/luton/agreements/{published.slug}/indicators/ni-056/").content.decode()

    links = re.findall(r'<a class="govuk-link laa-term" href="([^"]+)" title="([^"]+)">', answer)
    assert links == [
        ("/luton/glossary/#term-mend", "Nobody has said yet what it means"),
        ("/luton/glossary/#term-lbc-yos", "LBC Youth Offending Service"),
        ("/luton/glossary/#term-lbc", "Luton Borough Council"),
    ]
    assert "MEND</a> and" in answer
    glossary = client.get("/luton/glossary/").content.decode()
    assert len(re.findall(r'<tr id="term-[\w-]+">', glossary)) == 18
    assert re.search(r'<tr id="term-mend">.*?not said yet', glossary)


def test_l24_a_report_read_on_a_page_links_its_terms_and_its_files_do_not(
    client, published, tmp_path
):
    lead = MembershipFactory(partnership=published.partnership, role=Role.LEAD).user
    stand_at(published.partnership, date(2008, 10, 1))
    published.refresh_from_db()
    people = SimpleNamespace(lead=lead)
    words = {"purpose": "LBC reports to EEDA."}
    report = draft_report(published, people, "2008/09-Q1", contents=["summary"], words=words)
    client.force_login(lead)

    page = client.get(f"{report.get_absolute_url()}read/").content.decode()

    assert 'href="/luton/glossary/#term-eeda" title="East of England Development Agency"' in page
    assert b"glossary" not in write_report(tmp_path, format="html")


def test_l24_the_dashboards_words_link_their_terms():
    told = get_template("laa/agreement_dashboard.html").template.source

    assert "{% told row.last_due.commentary %}" in told


def test_l24_a_text_without_an_abbreviation_does_not_ask_for_the_glossary(
    published, django_assert_num_queries
):
    terms = PageTerms(published.partnership)

    with django_assert_num_queries(0):
        assert terms.linked("A <b> plain text.") == "A &lt;b&gt; plain text."
    with django_assert_num_queries(1):
        assert "term-lbc" in terms.linked("Of LBC & others")
        assert terms.linked("LBC & others") == "LBC &amp; others"
