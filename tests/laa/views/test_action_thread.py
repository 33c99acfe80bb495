"""The words about an action: a question reaches its owner, and boards do not read them."""

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.plan_actions import add_action
from laa.models import Comment, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(housing_benefit, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    return add_action(plan, title="Train", priority="high", owner=cast.officer, by=cast.lead)


def at(action, part=""):
    return f"/luton/actions/{action.uuid}/{part}"


def test_a_question_reaches_the_owner_and_the_answer_whoever_asked(client, action, cast):
    client.force_login(cast.lead)
    client.post(at(action, "comments/"), {"text": "Will it be done by June?", "asks": "on"})
    query = Comment.objects.get()
    told = Notice.objects.get(recipient=cast.officer, text__contains="by June?")
    assert told.path == at(action, "comments/")

    client.force_login(cast.officer)
    client.post(at(action, "comments/"), {"text": "In May.", "answers": query.uuid})
    assert Notice.objects.filter(recipient=cast.lead, text__contains="In May.").exists()


def test_a_board_member_reads_papers_of_their_own_actions_only(client, action, cast, luton):
    client.force_login(cast.board_member)
    assert client.get(at(action, "comments/")).status_code == 403
    assert "Comments" not in client.get(at(action)).content.decode()

    own = add_action(action.plan, title="Say so", owner=cast.board_member, by=cast.lead)
    assert client.get(at(own, "comments/")).status_code == 200


def test_an_auditor_reads_and_does_not_write(client, action, cast):
    client.force_login(cast.auditor)

    assert client.get(at(action, "comments/")).status_code == 200
    assert client.post(at(action, "comments/"), {"text": "Why?"}).status_code == 403
    assert not Comment.objects.exists()


def test_nothing_written_is_said(client, action, cast):
    client.force_login(cast.officer)

    answer = client.post(at(action, "comments/"), {"text": " "})

    assert "Write what you want to say." in answer.content.decode()
