"""H7: clients and contacts counted apart; the document's contradicting totals are all shown."""

from datetime import date

import pytest

from projects.actions.contacts import record_contact
from projects.queries.contacts import statistics_of
from tests.page import visit
from tests.projects.rows import a_client

pytestmark = pytest.mark.django_db


def test_both_printed_totals_stand_with_their_places(printed):
    rows = {row.topic: row for row in statistics_of(printed).rows}

    said = [(p.amount.said, p.where) for p in rows["contacts"].printed]
    assert said == [
        ("over 220", "Report of 2008, summary"),
        ("in excess of 235", "Report of 2008, section 2, 121 Surgeries"),
    ]
    assert [p.amount.said for p in rows["clients"].printed] == [
        "in excess of 85",
        "in excess of 80",
    ]
    assert rows["contacts"].differs
    assert rows["clients"].differs


def test_in_excess_of_stays_a_lower_bound(printed):
    amounts = [p.amount for r in statistics_of(printed).rows[:2] for p in r.printed]

    assert all(amount.is_lower_bound and not amount.is_exact for amount in amounts)


def test_the_page_shows_the_conflict(printed, worker, client):
    client.force_login(worker)

    page = visit(client, "/hastings-bexhill/projects/promoting-social-enterprise/clients/")

    assert "over 220 (Report of 2008, summary) in excess of 235" in page.text
    assert "The document gives two numbers. Both are shown; neither is dropped." in page.text


def test_clients_and_contacts_of_a_time(project, cast):
    one, two = a_client(project), a_client(project, name="Another")
    for client, day in ((one, 10), (one, 20), (two, 31)):
        record_contact(project, client=client, met_on=date(2008, 1, day), note="-", by=cast.officer)
    record_contact(
        project, client=two, met_on=date(2008, 1, 30), how="telephone", note="-", by=cast.officer
    )

    whole = statistics_of(project)
    first_half = statistics_of(project, ends=date(2008, 1, 20))

    assert (whole.clients, whole.contacts) == (2, 3)
    assert (first_half.clients, first_half.contacts) == (1, 2)
