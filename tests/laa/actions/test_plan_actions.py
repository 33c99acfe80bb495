"""Actions: one owner, status only through updates, a close that says what was done."""

from datetime import UTC, date, datetime

import pytest

from laa.actions.action_parts import add_input, add_milestone, change_input, reach
from laa.actions.action_plans import plan_improvement
from laa.actions.people import deactivate
from laa.actions.plan_actions import (
    add_action,
    close,
    edit_action,
    let_go,
    open_again,
    report,
    take_off,
)
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.models import Action, EvidenceFolder, Notice
from laa.models.base import mark

pytestmark = pytest.mark.django_db

Status = Action.Status


@pytest.fixture
def plan(housing_benefit, cast):
    return plan_improvement(housing_benefit, by=cast.lead)


@pytest.fixture
def action(plan, cast):
    return add_action(
        plan, title="Train the assessors", owner=cast.officer, due=date(2009, 5, 1), by=cast.lead
    )


def with_evidence(action, cast):
    folder = EvidenceFolder.objects.create(partnership=action.partnership)
    folder.files.create(
        partnership=action.partnership,
        name="register.pdf",
        size=1,
        sha256="0",
        uploaded_at=datetime(2009, 4, 20, tzinfo=UTC),
        uploaded_by=cast.officer,
    )
    action.evidence = folder
    action.save()
    return action


def test_actions_are_numbered_in_their_plan(plan, cast):
    made = [add_action(plan, title=f"Step {n}", by=cast.lead) for n in (1, 2)]

    assert [action.number for action in made] == [1, 2]


def test_a_missing_owner_and_date_stay_missing(plan, cast):
    action = add_action(plan, title="To be agreed", due_text="July 2009 and ongoing", by=cast.lead)

    assert (action.owner, action.due) == (None, None)
    assert action in Action.objects.ownerless()


def test_the_owner_is_told_once(action, cast):
    notice = Notice.objects.get(recipient=cast.officer)

    assert notice.text == "You own an action now: Train the assessors, due 1 May 2009."


def test_status_changes_only_through_an_update(action, cast):
    report(action, status=Status.UNDER_WAY, text="The first ten are trained.", by=cast.officer)

    action.refresh_from_db()
    update = action.updates.get()
    assert action.status == update.status == Status.UNDER_WAY
    assert update.due_before == update.due_after == date(2009, 5, 1)


def test_a_revised_date_keeps_the_old(action, cast):
    with pytest.raises(ReasonMissing, match="Say why its date changes"):
        report(action, status=Status.UNDER_WAY, due=date(2009, 6, 1), by=cast.officer)

    report(action, status=Status.UNDER_WAY, due=date(2009, 6, 1), text="Illness.", by=cast.officer)

    action.refresh_from_db()
    update = action.updates.get()
    assert action.due == update.due_after == date(2009, 6, 1)
    assert update.due_before == date(2009, 5, 1)


def test_an_edit_does_not_move_a_date(action, cast):
    with pytest.raises(Refused, match="changes through an update"):
        edit_action(action, due=date(2009, 7, 1), by=cast.lead)


def test_an_edit_sets_a_date_that_was_missing(plan, cast):
    action = add_action(plan, title="Undated", by=cast.lead)

    assert edit_action(action, due=date(2009, 7, 1), by=cast.lead).due == date(2009, 7, 1)


@pytest.mark.parametrize("status", [Status.PAUSED, Status.DROPPED])
def test_stopping_takes_words(action, cast, status):
    with pytest.raises(ReasonMissing):
        report(action, status=status, by=cast.officer)


def test_nothing_new_is_no_update(action, cast):
    with pytest.raises(NothingToDo):
        report(action, status=Status.NOT_STARTED, by=cast.officer)


def test_a_report_cannot_close(action, cast):
    with pytest.raises(Refused, match="Choose how the action stands"):
        report(action, status=Status.CLOSED, text="Done.", by=cast.officer)


def test_of_two_reports_on_the_same_page_the_second_is_told(action, cast):
    seen = mark(action)
    report(action, status=Status.UNDER_WAY, by=cast.officer, seen=seen)

    with pytest.raises(Refused, match="since you opened the page"):
        report(action, status=Status.PAUSED, text="No.", by=cast.lead, seen=seen)


def test_closing_says_what_was_done(action, cast):
    with pytest.raises(ReasonMissing, match="Say what was done"):
        close(action, outcome=" ", by=cast.officer)

    closed = close(action, outcome="All forty are trained.", by=cast.officer)

    assert (closed.status, closed.closed_by) == (Status.CLOSED, cast.officer)
    with pytest.raises(NothingToDo):
        close(closed, outcome="Again.", by=cast.officer)
    with pytest.raises(Refused, match="is closed"):
        report(closed, status=Status.UNDER_WAY, by=cast.officer)


def test_high_priority_is_closed_with_evidence_by_a_second_person(plan, cast):
    action = add_action(plan, title="Urgent", priority="high", owner=cast.officer, by=cast.lead)

    with pytest.raises(Refused, match="needs evidence"):
        close(action, outcome="Done.", by=cast.lead)
    with_evidence(action, cast)
    with pytest.raises(Refused, match="Somebody else has to close it"):
        close(action, outcome="Done.", by=cast.officer)
    assert close(action, outcome="Done.", by=cast.lead).status == Status.CLOSED


def test_withdrawn_evidence_does_not_count(plan, cast):
    action = add_action(plan, title="Urgent", needs_verifying=True, by=cast.lead)
    with_evidence(action, cast).evidence.files.update(
        withdrawn_at=datetime(2009, 4, 20, tzinfo=UTC), withdrawn_by=cast.officer
    )

    with pytest.raises(Refused, match="needs evidence"):
        close(action, outcome="Done.", by=cast.lead)


def test_what_was_closed_is_opened_again_with_a_reason(action, cast):
    closed = close(action, outcome="All are trained.", by=cast.officer)

    with pytest.raises(ReasonMissing):
        open_again(closed, reason="", by=cast.lead)
    again = open_again(closed, reason="Ten were counted twice.", by=cast.lead)

    assert (again.status, again.closed_at) == (Status.UNDER_WAY, None)
    assert [u.status for u in again.updates.all()] == [Status.CLOSED, Status.UNDER_WAY]


def test_an_action_does_not_wait_for_itself(plan, cast):
    first = add_action(plan, title="First", by=cast.lead)
    second = add_action(plan, title="Second", depends_on=[first], by=cast.lead)

    with pytest.raises(Refused, match="would wait for itself"):
        edit_action(first, depends_on=[second], by=cast.lead)


def test_an_action_is_not_addressed_through_itself(plan, cast):
    first = add_action(plan, title="First", by=cast.lead)
    second = add_action(plan, title="Second", addressed_through=first, by=cast.lead)

    with pytest.raises(Refused, match="addressed through itself"):
        edit_action(first, addressed_through=second, by=cast.lead)


def test_an_action_due_before_it_starts_is_refused(plan, cast):
    with pytest.raises(Refused, match="due before it starts"):
        add_action(plan, title="-", starts=date(2009, 5, 2), due=date(2009, 5, 1), by=cast.lead)


def test_a_leavers_actions_have_no_owner_any_more(action, cast, luton):
    deactivate(cast.officer, partnership=luton, by=cast.administrator)

    action.refresh_from_db()
    assert action.owner is None
    assert let_go(cast.officer, partnership=luton, by=cast.lead) == []


def test_only_what_nobody_reported_on_is_taken_off(action, plan, cast):
    other = add_action(plan, title="By mistake", by=cast.lead)
    report(action, status=Status.UNDER_WAY, by=cast.officer)

    take_off(other, by=cast.lead)

    assert plan.actions.get() == action
    with pytest.raises(Refused, match="Drop it with a reason"):
        take_off(action, by=cast.lead)


def test_done_is_not_overdue_and_paused_is(action, cast):
    later = date(2009, 6, 1)
    assert action.is_overdue(later)
    assert action in Action.objects.overdue(later)

    report(action, status=Status.PAUSED, text="No money.", by=cast.officer)
    action.refresh_from_db()
    assert action.is_overdue(later)
    report(action, status=Status.DONE, by=cast.officer)
    action.refresh_from_db()
    assert not action.is_overdue(later)
    assert action not in Action.objects.overdue(later)


def test_a_step_is_reached_once(action, cast):
    step = add_milestone(action, title="Half are trained", by=cast.officer)

    assert reach(step, by=cast.officer).reached_on == date(2009, 4, 20)
    with pytest.raises(NothingToDo):
        reach(step, by=cast.officer)


def test_money_not_known_is_not_nothing(action, cast):
    row = add_input(action, kind="money", planned=5000, by=cast.lead)

    assert row.spent is None
    assert change_input(row, spent=0, by=cast.lead).spent == 0
