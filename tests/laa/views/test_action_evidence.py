"""What bears out that an action was done: without it the button to close it leads nowhere."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from laa.actions.action_plans import plan_improvement
from laa.actions.plan_actions import add_action
from laa.models import AuditEvent
from tests.page import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(housing_benefit, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    return add_action(
        plan, title="Train the assessors", owner=cast.officer, needs_verifying=True, by=cast.lead
    )


def address(action, *more):
    return "/".join(["/luton/actions", str(action.uuid), *map(str, more), ""])


def a_file(text=b"a,b\n1,2\n", name="courses.csv"):
    return SimpleUploadedFile(name, text)


def test_the_owner_adds_it_and_a_second_person_closes(action, client, cast):
    client.force_login(cast.officer)
    client.post(address(action, "evidence"), {"files": [a_file()]})
    page = visit(client, address(action))
    assert "courses.csv" in page.text
    own = visit(client, address(action, "close")).press("Close the action", outcome="Trained.")
    assert "Somebody else has to close it" in own.text

    client.force_login(cast.lead)
    visit(client, address(action, "close")).press("Close the action", outcome="All trained.")

    action.refresh_from_db()
    assert (action.status, action.closed_by) == ("closed", cast.lead)


def test_without_a_file_nobody_closes_it(action, client, cast):
    client.force_login(cast.lead)

    page = visit(client, address(action, "close")).press("Close the action", outcome="All trained.")

    assert "needs evidence before it can be closed" in page.text


def test_a_withdrawn_file_bears_nothing_out_until_it_is_taken_back(action, client, cast):
    client.force_login(cast.lead)
    client.post(address(action, "evidence"), {"files": [a_file()]})
    page = visit(client, address(action, "evidence")).press("Withdraw: courses.csv")
    assert "is withdrawn" in page.text
    refused = visit(client, address(action, "close")).press("Close the action", outcome="Done.")
    assert "needs evidence" in refused.text

    page = visit(client, address(action, "evidence")).press("Take that back: courses.csv")

    assert "counts again" in page.text
    done = visit(client, address(action, "close")).press("Close the action", outcome="Done.")
    assert "is closed" in done.text


def test_a_file_comes_back_as_it_was_added_and_never_opens_in_the_page(action, client, cast):
    client.force_login(cast.officer)
    client.post(address(action, "evidence"), {"files": [a_file()]})
    action.refresh_from_db()

    answer = client.get(address(action, "evidence", action.files.get().uuid))

    assert answer.content == b"a,b\n1,2\n"
    assert answer["Content-Disposition"] == 'attachment; filename="courses.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_is_no_document_is_refused_in_words_and_nothing_is_kept(action, client, cast):
    client.force_login(cast.officer)

    page = client.post(
        address(action, "evidence"), {"files": [a_file(), a_file(b"MZ\x00\x01", "run.exe")]}
    )

    assert "run.exe” is no file that can be kept here" in page.content.decode()
    action.refresh_from_db()
    assert action.evidence is None


def test_board_members_do_not_see_the_officers_files(action, client, cast):
    client.force_login(cast.officer)
    client.post(address(action, "evidence"), {"files": [a_file()]})
    client.force_login(cast.board_member)
    action.refresh_from_db()

    assert "courses.csv" not in visit(client, address(action)).text
    assert client.get(address(action, "evidence", action.files.get().uuid)).status_code == 403
    assert client.get(address(action, "evidence")).status_code == 403


def test_every_file_is_in_the_trail(action, client, cast):
    client.force_login(cast.officer)
    client.post(address(action, "evidence"), {"files": [a_file()]})

    event = AuditEvent.objects.get(action="evidence.add", subject=str(action))
    assert event.after["file"] == "courses.csv"
