"""H22: councils and the PCT are procurers, no clients; what came of it is shown."""

from datetime import date

import pytest

from projects.actions.contacts import record_contact
from projects.queries.contacts import clients_of, statistics_of
from tests.page import visit
from tests.projects.rows import a_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyers(project, cast):
    a_client(project)
    for name in ("Hastings Borough Council", "The primary care trust"):
        record_contact(
            project,
            new_client={"name": name, "part": "procurer", "outcome": "Little progress"},
            met_on=date(2008, 2, 1),
            note="Local procurement.",
            by=cast.officer,
        )


def test_they_are_kept_apart_from_clients(buyers, project, today):
    found = statistics_of(project)

    assert (found.clients, found.contacts, found.first_meetings) == (1, 0, 0)
    assert found.without_follow_up == []
    assert len(clients_of(project, today)) == 3


def test_what_came_of_it_is_on_the_page(buyers, project, client, cast):
    client.force_login(cast.officer)

    page = visit(client, f"/luton/projects/{project.slug}/clients/")

    assert page.text.count("Little progress") == 2
    assert page.text.count("Procurer (buys services)") == 2
