"""H9: 3 actions agreed on 10 January 2008; the meeting of 7 February shows them with status."""

from datetime import date

import pytest

from projects.actions.contacts import record_contact
from projects.models import AgreedAction
from projects.queries.contacts import agreed_before
from tests.page import visit
from tests.projects.rows import a_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(project, cast):
    return record_contact(
        project,
        client=a_client(project),
        met_on=date(2008, 1, 10),
        note="First.",
        next="agreed",
        next_on=date(2008, 2, 7),
        agreed=[{"text": f"Step {n}"} for n in (1, 2, 3)],
        by=cast.officer,
    )


@pytest.fixture
def second(first, project, cast):
    done = first.action_set.first()
    return record_contact(
        project,
        client=first.client,
        met_on=date(2008, 2, 7),
        note="Second.",
        reviewed={done: "done"},
        by=cast.officer,
    )


def test_the_next_meeting_shows_the_three_with_status(second):
    found = [(action.text, action.get_status_display()) for action in agreed_before(second)]

    assert found == [("Step 1", "Done"), ("Step 2", "Not said yet"), ("Step 3", "Not said yet")]


def test_what_nobody_said_is_flagged(second, project, client, cast):
    client.force_login(cast.officer)

    page = visit(client, f"/luton/projects/{project.slug}/contacts/{second.uuid}/")

    assert "2 of 3: nobody has said what became of them." in page.text


def test_said_afterwards_it_is_flagged_no_more(second, project, client, cast):
    client.force_login(cast.officer)
    page = visit(client, f"/luton/projects/{project.slug}/contacts/{second.uuid}/")
    left = AgreedAction.objects.filter(status="")

    page = page.press(
        "Save what became of it", **{f"status-{action.uuid}": "dropped" for action in left}
    )

    assert "nobody has said" not in page.text


def test_the_form_of_the_next_meeting_asks_about_them(first, project, client, cast):
    client.force_login(cast.officer)

    page = visit(client, f"/luton/projects/{project.slug}/contacts/add/?client={first.client.uuid}")

    assert "Step 1 (the project)" in page.text
    assert len([name for name in page.boxes if name.startswith("status-")]) == 3
