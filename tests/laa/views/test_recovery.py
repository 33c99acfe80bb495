"""A flag asks for a recovery action wherever it is read, with a link for those who may plan one."""

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.flags import flag_off_track
from laa.actions.plan_actions import add_action
from laa.models import Flag
from tests.factories import MembershipFactory, PartnerFactory
from tests.page import visit
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

NOTHING = "No action is in hand: Luton Borough Council is asked for a recovery action."
PLACES = {
    "flag": "/luton/flags/{flag.uuid}/",
    "exception list": "/luton/agreements/laa/",
    "indicator": "/luton/agreements/laa/indicators/ni-181/",
}


@pytest.fixture
def flag(quarterly_return, cast, luton):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    return Flag.objects.get()


def html(client, person, path):
    client.force_login(person)
    return client.get(path).content.decode()


@pytest.mark.parametrize("role", ["board_member", "officer", "lead"])
@pytest.mark.parametrize("place", ["flag", "exception list"])
def test_everybody_reads_what_is_asked(flag, client, cast, role, place):
    assert NOTHING in html(client, getattr(cast, role), PLACES[place].format(flag=flag))


@pytest.mark.parametrize("place", PLACES)
def test_a_link_is_for_those_who_may_plan(flag, client, cast, luton, place):
    link = f'href="/luton/flags/{flag.uuid}/recover/"'
    another = PartnerFactory(partnership=luton)
    other = MembershipFactory(partnership=luton, role="officer", partner=another).user
    path = PLACES[place].format(flag=flag)

    for person in (cast.officer, cast.certifier, cast.lead):
        assert link in html(client, person, path)
    for person in (cast.board_member, cast.auditor, cast.contributor, other):
        assert link not in html(client, person, path)


def test_the_officer_answers_a_red_with_one_form(flag, client, cast, housing_benefit):
    client.force_login(cast.officer)
    page = visit(client, f"/luton/flags/{flag.uuid}/recover/")
    assert "NI 181: 45 days" in page.text

    after = page.press("Save", title="Train the assessors", owner=str(cast.officer.pk))

    assert "“Train the assessors” is in the plan, and answers the flag." in after.text
    assert "1 action of its plan is in hand" in after.text
    assert "Recovery action: Train the assessors, by Data officer" in after.text
    assert housing_benefit.improvement_plan.plan.actions.get().owner == cast.officer


def test_a_form_without_a_title_starts_no_plan(flag, client, cast, housing_benefit):
    client.force_login(cast.officer)

    visit(client, f"/luton/flags/{flag.uuid}/recover/").press("Save", title="")

    housing_benefit.refresh_from_db()
    assert not hasattr(housing_benefit, "improvement_plan")


def test_the_list_of_flags_says_what_is_asked(flag, client, cast):
    assert "Asks for a recovery action" in html(client, cast.officer, "/luton/flags/")


def test_what_is_in_hand_is_said_on_the_exception_list(flag, client, cast, housing_benefit):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    for title in ("Train", "Hire"):
        add_action(plan, title=title, by=cast.lead)

    page = html(client, cast.board_member, "/luton/agreements/laa/")

    assert "2 actions of its plan are in hand" in page


def test_the_boxes_hold_what_was_answered_and_never_the_flags_own_words(flag, client, cast):
    client.force_login(cast.lead)
    boxes = visit(client, f"/luton/flags/{flag.uuid}/").boxes
    said = {name: boxes[name] for name in ("answer-text", "snooze-reason", "dismiss-reason")}
    assert said == {"answer-text": "", "snooze-reason": "", "dismiss-reason": ""}

    visit(client, f"/luton/flags/{flag.uuid}/").press(
        "Keep the answer", **{"answer-text": "We hire."}
    )

    assert visit(client, f"/luton/flags/{flag.uuid}/").boxes["answer-text"] == "We hire."
