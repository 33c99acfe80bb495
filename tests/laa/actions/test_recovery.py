"""Every red has something being done about it: a flag asks for it, and says when nothing is."""

from datetime import date

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.chores import without_plan
from laa.actions.flag_steps import answer, dismiss
from laa.actions.flags import flag_off_track
from laa.actions.plan_actions import add_action, close, report
from laa.actions.recovery import recover
from laa.actions.refusals import NothingToDo, Refused
from laa.models import Action, AuditEvent, Flag
from laa.rules.flagging import recovery_asked
from tests.steps import signed_off

pytestmark = pytest.mark.django_db

TODAY = date(2009, 4, 20)


@pytest.fixture
def flag(quarterly_return, cast, luton):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    return Flag.objects.get()


@pytest.fixture
def plan(housing_benefit, cast):
    return plan_improvement(housing_benefit, by=cast.lead)


def missing(luton):
    return [each.draft().text for each in without_plan(luton, TODAY)]


def test_a_red_whose_actions_are_all_closed_has_nothing_done_about_it(flag, plan, luton, cast):
    action = add_action(plan, title="Train", owner=cast.officer, by=cast.lead)
    assert missing(luton) == []

    close(action, outcome="All were trained.", by=cast.lead)

    assert missing(luton) == [
        "NI 181 is flagged (off track) and no action of its improvement plan is in hand"
    ]


@pytest.mark.parametrize(
    ("status", "is_missing"),
    [("under_way", False), ("paused", True), ("done", True), ("dropped", True)],
)
def test_only_what_is_in_hand_counts(flag, plan, luton, cast, status, is_missing):
    action = add_action(plan, title="Train", owner=cast.officer, by=cast.lead)

    report(action, status=status, text="Because.", by=cast.lead)

    assert bool(missing(luton)) is is_missing


@pytest.mark.parametrize("reason", Flag.PERFORMANCE)
def test_every_performance_reason_asks_for_a_plan(flag, luton, reason):
    Flag.objects.update(reason=reason)

    said = Flag.Reason(reason).label.lower()
    assert missing(luton) == [f"NI 181 is flagged ({said}) and there is no improvement plan"]


def test_a_closed_flag_asks_for_none(flag, luton, cast):
    dismiss(flag, reason="The figure was of another year.", by=cast.lead)

    assert missing(luton) == []


def test_two_reasons_make_one_chore(flag, luton):
    Flag.objects.create(
        partnership=luton, key="outlook-wont:x", subject="x", reason="outlook-wont",
        period=flag.period, commitment=flag.commitment, text="x", opened_at=flag.opened_at,
    )  # fmt: skip

    (text,) = missing(luton)

    assert "(off track; its owner does not expect to meet the target)" in text


@pytest.mark.parametrize(
    ("in_hand", "said"),
    [
        (0, "No action is in hand: The tPCT is asked for a recovery action."),
        (1, "1 action of its plan is in hand: The tPCT is asked whether it is enough, or for a"
            " recovery action."),
        (3, "3 actions of its plan are in hand: The tPCT is asked whether they are enough, or for"
            " a recovery action."),
    ],
)  # fmt: skip
def test_what_is_asked_says_what_is_in_hand(in_hand, said):
    assert recovery_asked("The tPCT", in_hand) == said
    answered = recovery_asked("The tPCT", in_hand, is_answered=True)
    assert answered.endswith(" in hand.") and "asked" not in answered


def test_a_recovery_action_starts_the_plan_and_answers_the_flag(flag, cast, housing_benefit):
    made = recover(flag, title="Train", owner=cast.officer, due=date(2009, 6, 1), by=cast.officer)

    assert made.plan == housing_benefit.improvement_plan.plan
    flag.refresh_from_db()
    assert flag.answer == "Recovery action: Train, by Data officer, by 1 June 2009"
    assert flag.answered_by == cast.officer
    assert flag.closed_at is None


def test_it_goes_into_the_plan_there_is_and_keeps_an_answer(flag, plan, cast):
    answer(flag, text="We know why.", by=cast.officer)

    made = recover(flag, title="Train", by=cast.officer)

    assert made.plan == plan
    flag.refresh_from_db()
    assert flag.answer == "We know why."


def test_a_closed_flag_takes_no_recovery_action(flag, cast):
    dismiss(flag, reason="Of another year.", by=cast.lead)

    with pytest.raises(NothingToDo, match="closed already"):
        recover(flag, title="Train", by=cast.officer)
    assert not Action.objects.exists()


def test_housekeeping_takes_none_and_nothing_is_half_written(flag, cast):
    Flag.objects.update(reason="no-plan")
    events = AuditEvent.objects.count()

    with pytest.raises(Refused, match="asks for no recovery action"):
        recover(flag, title="Train", by=cast.officer)
    assert AuditEvent.objects.count() == events
    assert not Action.objects.exists()
