"""What officers must put in order: found, handed on by working days, told once, closed again."""

from datetime import date, timedelta

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.assignments import assign
from laa.actions.extensions import extend
from laa.actions.flag_steps import answer, dismiss, snooze
from laa.actions.flags import flag_off_track
from laa.actions.housekeeping import HOUSEKEEPING
from laa.actions.job_runs import run_job
from laa.actions.plan_actions import add_action
from laa.actions.rounds import close_round
from laa.models import (
    AuditEvent,
    Baseline,
    Demonstration,
    Flag,
    FlagPolicy,
    Notice,
    Target,
)
from tests.factories import MembershipFactory, cell, promise
from tests.steps import enter_all, signed_off, submitted

pytestmark = pytest.mark.django_db

Reason, Stage = Flag.Reason, Flag.Stage
DUE = date(2009, 4, 30)


def move_to(luton, day):
    Demonstration.objects.filter(partnership=luton).update(today=day)
    luton.refresh_from_db()


def run(luton, day=None):
    if day:
        move_to(luton, day)
    return run_job(HOUSEKEEPING, luton)


def told(person):
    return list(Notice.objects.filter(recipient=person, key__startswith="housekeeping:"))


def placeholder(commitment, due, period="2009/10", state="pending"):
    return Target.objects.create(
        partnership=commitment.partnership,
        commitment=commitment,
        strand=commitment.indicator.strands.get(),
        period=period,
        **{**cell("set Jan 09"), "state": state, "due": due},
    )


# No return


def test_a_return_on_its_due_day_is_no_flag(quarterly_return, luton):
    assert run(luton, DUE).counts["opened"] == 0


def test_a_return_the_day_after_is_with_its_officer(quarterly_return, luton, cast):
    done = run(luton, DUE + timedelta(days=1))

    flag = Flag.objects.get()
    assert done.counts == {"opened": 1, "escalated": 0, "closed": 0, "unchanged": 0, "told": 1}
    assert flag.key == "no-return:return:2008/09-Q4:council:2008/09-Q4"
    assert flag.text == (
        "Luton Borough Council, Q4 2008/09: 1 of 1 lines not returned by 30 April 2009"
    )
    assert (flag.reason, flag.stage) == (Reason.NO_RETURN, Stage.OFFICER)
    [notice] = told(cast.officer)
    assert notice.text == f"No return by the due date: {flag.text}."
    assert notice.path == f"/luton/flags/{flag.uuid}/"
    for other in (cast.certifier, cast.lead, cast.board_member, cast.contributor):
        assert told(other) == []


def test_a_return_that_was_given_longer_is_fine_until_then(quarterly_return, luton, cast):
    extend([quarterly_return], until=date(2009, 5, 11), reason="A new system.", by=cast.lead)

    assert run(luton, date(2009, 5, 11)).counts["opened"] == 0
    assert run(luton, date(2009, 5, 12)).counts["opened"] == 1


def test_a_late_return_closes_the_flag_by_itself(quarterly_return, luton, cast):
    run(luton, DUE + timedelta(days=1))
    submitted(quarterly_return, cast)

    assert run(luton).counts["closed"] == 1
    flag = Flag.objects.get()
    assert flag.closed_because == "Everything was returned, given longer or set aside."
    trail = AuditEvent.objects.filter(action__startswith="flag.").order_by("pk")
    assert [event.action for event in trail] == ["flag.open", "flag.close"]


def test_what_was_entered_and_not_submitted_is_no_return(quarterly_return, luton, cast):
    enter_all(quarterly_return, cast)

    assert run(luton, DUE + timedelta(days=1)).counts["opened"] == 1


# Figure awaited


def test_a_figure_that_never_came_is_awaited_after_its_day(
    round_, quarterly_return, housing_benefit, luton, cast
):
    housing_benefit.indicator.lag_days = 45
    housing_benefit.indicator.save()
    close_round(round_, by=cast.lead, reason="Enough.")

    assert run(luton, date(2009, 5, 15)).counts["opened"] == 0
    assert run(luton, date(2009, 5, 16)).counts["opened"] == 1
    flag = Flag.objects.get()
    assert flag.key == "figure-awaited:figure:ni-181:all:2008/09-Q4:2008/09-Q4"
    assert flag.text == "NI 181: no figure for Q4 2008/09, expected by 15 May 2009 (not answered)"
    assert len(told(cast.officer)) == 1


def test_a_figure_that_was_signed_off_is_awaited_no_more(round_, quarterly_return, luton, cast):
    signed_off(quarterly_return, cast)
    close_round(round_, by=cast.lead)

    assert run(luton, date(2009, 6, 30)).counts["opened"] == 0


def test_while_a_return_owes_it_only_the_return_is_flagged(quarterly_return, luton):
    run(luton, date(2009, 6, 30))

    assert [flag.reason for flag in Flag.objects.all()] == [Reason.NO_RETURN]


# Placeholders


def test_luton_s_set_jan_09_is_flagged_once_january_is_over(housing_benefit, luton, cast):
    late = promise(housing_benefit.agreement, "NI 072", supplier=housing_benefit.lead)
    placeholder(late, date(2009, 1, 31))
    placeholder(late, date(2009, 12, 31), period="2010/11", state="deferred")
    Baseline.objects.create(
        partnership=luton,
        commitment=late,
        strand=late.indicator.strands.get(),
        **{**cell("Survey to be carried out Oct 2008"), "state": "pending", "due": "2008-10-31"},
    )

    run(luton)

    assert sorted(Flag.objects.values_list("text", flat=True)) == [
        "NI 072: the baseline was to be there by 31 October 2008 (pending)",
        "NI 072: the target for 2009/10 was to be there by 31 January 2009 (pending)",
    ]
    [notice] = told(cast.officer)
    assert notice.text.startswith("2 things to put in order. Placeholder past its date: NI 072")
    assert notice.path == "/luton/flags/"


def test_a_placeholder_is_fine_on_its_day_and_when_set(housing_benefit, luton):
    first = placeholder(housing_benefit, date(2009, 4, 20), period="2011/12")
    assert run(luton).counts["opened"] == 0
    assert run(luton, date(2009, 4, 21)).counts["opened"] == 1

    later = cell("*14", value="14")
    Target.objects.create(
        partnership=luton, commitment=housing_benefit, strand=first.strand, period="2011/12",
        version=2, supersedes=first, **later,
    )  # fmt: skip

    assert run(luton, date(2009, 4, 22)).counts["closed"] == 1


def test_a_term_that_is_over_waits_for_nothing(housing_benefit, luton):
    placeholder(housing_benefit, date(2009, 1, 31), period="2011/12")

    assert run(luton, date(2011, 4, 1)).counts["opened"] == 0


# Plans and owners


def test_off_track_without_a_plan_is_flagged_until_something_is_planned(
    quarterly_return, housing_benefit, luton, cast
):
    signed_off(quarterly_return, cast, "45")
    flag_off_track(luton)
    run(luton)
    flag = Flag.objects.of_housekeeping().get()
    assert flag.key == "no-plan:plan:laa:ni-181:2009/10-Q1"
    assert flag.text == "NI 181 is flagged (off track) and there is no improvement plan"

    plan = plan_improvement(housing_benefit, by=cast.lead)
    assert run(luton).counts["closed"] == 0
    add_action(plan, title="Train the assessors", owner=cast.officer, by=cast.lead)
    assert run(luton).counts["closed"] == 1


def test_on_track_needs_no_plan(quarterly_return, luton, cast):
    signed_off(quarterly_return, cast, "42")
    flag_off_track(luton)

    assert run(luton).counts["opened"] == 0


def test_an_action_without_an_owner_is_flagged_until_it_has_one(housing_benefit, luton, cast):
    plan = plan_improvement(housing_benefit, by=cast.lead)
    action = add_action(plan, title="Train the assessors", by=cast.lead)
    run(luton)
    flag = Flag.objects.get()
    assert (flag.reason, flag.action) == (Reason.OWNERLESS_ACTION, action)
    assert "nobody owns “Train the assessors”" in flag.text

    type(action).objects.filter(pk=action.pk).update(owner=cast.officer)

    assert run(luton, date(2009, 4, 21)).counts["closed"] == 1


# From officer to performance lead


@pytest.fixture
def late(quarterly_return, luton):
    """A return that was due on Thursday 30 April 2009; flagged on Friday 1 May."""
    run(luton, date(2009, 5, 1))
    return Flag.objects.get()


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        # Monday 4 May is a bank holiday.
        (date(2009, 5, 10), Stage.OFFICER),
        (date(2009, 5, 11), Stage.CERTIFIER),
        (date(2009, 5, 17), Stage.CERTIFIER),
        (date(2009, 5, 18), Stage.PERFORMANCE_LEAD),
    ],
)
def test_it_climbs_after_five_and_ten_working_days(late, luton, day, stage):
    run(luton, day)

    late.refresh_from_db()
    assert late.stage == stage


def test_each_stage_is_told_once_and_copied_to_those_below(late, luton, cast):
    for day in range(2, 31):
        run(luton, date(2009, 5, day))

    counts = [len(told(p)) for p in (cast.officer, cast.certifier, cast.lead)]
    assert counts == [3, 2, 1]
    assert "(with the performance lead now)" in told(cast.lead)[0].text
    events = AuditEvent.objects.filter(action="flag.escalate").order_by("pk")
    assert [event.after["stage"] for event in events] == ["certifier", "performance_lead"]


def test_a_partnership_chooses_its_own_days(late, luton, cast):
    FlagPolicy.objects.create(partnership=luton, certifier_after=1, lead_after=1)
    luton.refresh_from_db()
    run(luton, date(2009, 5, 5))

    late.refresh_from_db()
    assert late.stage == Stage.PERFORMANCE_LEAD
    assert [len(told(p)) for p in (cast.certifier, cast.lead)] == [1, 1]


def test_an_answer_stops_it_and_so_does_a_snooze_till_its_day(late, luton, cast):
    snooze(late, until=date(2009, 5, 20), reason="The officer is ill.", by=cast.lead)
    run(luton, date(2009, 5, 19))
    late.refresh_from_db()
    assert late.stage == Stage.OFFICER

    run(luton, date(2009, 5, 28))
    late.refresh_from_db()
    assert late.stage == Stage.CERTIFIER, "five working days after it woke, less the holiday"

    answer(late, text="It comes on Friday.", by=cast.officer)
    run(luton, date(2009, 6, 30))
    late.refresh_from_db()
    assert late.stage == Stage.CERTIFIER


def test_the_figure_s_own_officer_and_deputy_are_asked(
    quarterly_return, housing_benefit, luton, cast
):
    own, deputy = (
        MembershipFactory(partnership=luton, role="officer", partner=housing_benefit.lead).user
        for _ in range(2)
    )
    indicators = [housing_benefit.indicator]
    assign(indicators, partnership=luton, officer=own, deputy=deputy, by=cast.lead)
    run(luton, date(2009, 5, 1))
    assert [len(told(p)) for p in (own, deputy, cast.officer)] == [1, 0, 0]

    run(luton, date(2009, 5, 11))
    assert [len(told(p)) for p in (own, deputy, cast.officer)] == [2, 1, 0]


def test_where_nobody_enters_the_certifier_is_asked_at_once(quarterly_return, luton, cast):
    cast.officer.memberships.all().delete()

    run(luton, date(2009, 5, 1))

    assert len(told(cast.certifier)) == 1


def test_a_flag_that_a_person_closed_stays_closed(late, luton, cast):
    dismiss(late, reason="They left the partnership.", by=cast.lead)

    assert run(luton, date(2009, 5, 20)).counts["opened"] == 0


def test_one_that_opens_again_is_unanswered(late, quarterly_return, luton, cast):
    answer(late, text="Tomorrow.", by=cast.officer)
    extend([quarterly_return], until=date(2009, 5, 8), reason="Ill.", by=cast.lead)
    run(luton, date(2009, 5, 2))
    run(luton, date(2009, 5, 9))

    late.refresh_from_db()
    assert (late.closed_at, late.answer, late.stage) == (None, "", Stage.OFFICER)
    assert late.stage_since == date(2009, 5, 9)


def test_a_reason_that_is_switched_off_closes_and_opens_none(late, luton):
    FlagPolicy.objects.create(partnership=luton, reasons_off=["no-return"])
    luton.refresh_from_db()

    assert run(luton, date(2009, 5, 2)).counts["closed"] == 1
    late.refresh_from_db()
    assert late.closed_because == "The partnership does not flag this any more."
    assert run(luton, date(2009, 5, 3)).counts["opened"] == 0
