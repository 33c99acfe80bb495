"""L15: «The LSP has established a performance management sub group which plans and co-ordinates
performance monitoring and reporting for the partnership.»

A round on the agreement as published: all 65 rows, and who has not returned by name.
"""

from datetime import date
from types import SimpleNamespace

import pytest

from laa.actions.meetings import add_meeting
from laa.actions.report_considered import record_consideration
from laa.actions.return_lines import save_line
from laa.actions.rounds import open_round
from laa.models import Board, Commitment, Demonstration, ReturnLine, Role, User
from laa.queries.completeness import completeness
from tests.factories import MembershipFactory, UserFactory
from tests.page import visit
from tests.systems.conftest import stand_at
from tests.systems.issued import issued_report

pytestmark = pytest.mark.django_db

STATUTORY = Commitment.Designation.STATUTORY


@pytest.fixture
def round_(published):
    Demonstration.objects.update_or_create(
        partnership=published.partnership, defaults={"today": date(2008, 7, 2)}
    )
    published.partnership.refresh_from_db()
    return open_round(
        partnership=published.partnership,
        period="2008/09-Q1",
        opens=date(2008, 7, 1),
        due=date(2008, 7, 22),
        sign_off=date(2008, 8, 5),
        by=None,
    )


@pytest.fixture
def officer():
    return UserFactory(name="An officer")


@pytest.fixture
def entered(round_, officer):
    """The first 40 promises of the document, every line of them."""
    promises = Commitment.objects.filter(agreement__slug="luton-laa-2008-11")
    forty = list(promises.in_printed_order()[:40])
    lines = ReturnLine.objects.filter(
        round=round_, strand__indicator__in=[promise.indicator_id for promise in forty]
    )
    for line in lines.select_related("round__partnership__demonstration", "strand__indicator"):
        save_line(line, version=1, by=officer, entered=_something(line))
    return forty


def _something(line):
    if line.is_due:
        return {"figure_state": "awaiting_source", "commentary": "Published in the autumn."}
    return {"outlook": "will", "outlook_reason": "It goes well."}


@pytest.fixture
def lead(client, published):
    person = UserFactory(name="The sub group's secretary")
    MembershipFactory(partnership=published.partnership, user=person, role=Role.LEAD)
    client.force_login(person)
    return client


def leads_of(rows):
    return [row.commitment.lead.abbreviation or row.commitment.lead.name for row in rows]


def test_the_view_lists_65_rows_in_4_themes(round_):
    found = completeness(round_)

    assert len(found.rows) == 65
    assert sorted(tally.asked for _, tally in found.by_theme) == [8, 13, 18, 26]
    assert sum(row.commitment.designation == STATUTORY for row in found.rows) == 16


def test_the_council_leads_20_of_the_49_main_rows_and_all_16_statutory(round_):
    rows = completeness(round_).rows
    main = [row for row in rows if row.commitment.designation != STATUTORY]
    statutory = [row for row in rows if row.commitment.designation == STATUTORY]

    assert len(main) == 49
    assert leads_of(main).count("LBC") == 20
    assert leads_of(statutory) == ["LBC"] * 16


def test_with_40_entered_the_25_outstanding_are_named_with_their_leads(entered, round_):
    found = completeness(round_)
    outstanding = [row for row in found.rows if row.is_outstanding]

    assert (found.promises.entered, found.promises.asked) == (40, 65)
    assert len(outstanding) == 25
    assert not {row.commitment.pk for row in outstanding} & {promise.pk for promise in entered}
    assert all(row.commitment.lead and row.suppliers for row in outstanding)


def test_the_page_says_40_of_65_and_names_each_of_the_25(entered, round_, lead):
    partnership = round_.partnership.slug

    page = visit(lead, f"/{partnership}/rounds/2008/09-Q1/completeness/?which=outstanding")

    assert "40 of 65 promises entered" in page.text
    assert "25 promises" in page.text
    for row in completeness(round_).rows:
        named = f"{row.commitment.indicator.reference} {row.commitment.indicator.title}"
        assert (" ".join(named.split()) in page.text) is row.is_outstanding


def test_l15_the_calendar_of_reports_holds_the_twelve_quarters(round_, lead, published):
    """From each quarter's returns to the meeting for which its papers are due."""
    forum = Board.objects.get(slug="luton-forum")
    add_meeting(forum, held_on=date(2008, 9, 15), papers_due=date(2008, 9, 5), by=None)

    page = visit(lead, "/luton/agreements/luton-laa-2008-11/calendar/").text

    assert "12 quarters; a report on 0 of them is issued." in page
    assert (
        "Q1 2008/09 22 Jul 2008 Who has not reported, Q1 2008/09 5 Aug 2008 none issued yet "
        "Luton Forum, 15 Sep 2008papers due 5 Sep 2008" in page
    )
    assert "Q2 2008/09 not opened" in page
    assert "Q4 2010/11 not opened" in page


def test_l15_a_report_and_its_consideration_stand_in_the_calendar(round_, lead, published):
    people = SimpleNamespace(lead=User.objects.get(name="The sub group's secretary"))
    stand_at(published.partnership, date(2008, 10, 1))
    published.refresh_from_db()
    report = issued_report(published, people, "2008/09-Q1", contents=["summary"])
    record_consideration(report, cover="executive", considered_on=date(2008, 10, 1), by=people.lead)

    page = visit(lead, "/luton/agreements/luton-laa-2008-11/calendar/").text

    assert "a report on 1 of them is issued" in page
    assert "The whole agreement, Q1 2008/09: issued 1 Oct 2008 1 Oct 2008 (Executive)" in page


def test_a_board_member_sees_the_counts_and_no_names(entered, round_, client, published):
    person = UserFactory(name="A board member")
    MembershipFactory(partnership=published.partnership, user=person, role=Role.BOARD_MEMBER)
    client.force_login(person)

    page = visit(client, f"/{round_.partnership.slug}/rounds/2008/09-Q1/completeness/")

    assert "40 of 65 promises entered" in page.text
    assert "Officer" not in page.text
    outstanding = next(row for row in completeness(round_).rows if row.is_outstanding)
    assert outstanding.commitment.indicator.title not in page.text
