"""Rounds by the calendar, reminders and overdue actions: who is told, of what, and when."""

from datetime import date

import pytest

from laa.actions.action_plans import plan_improvement
from laa.actions.extensions import extend
from laa.actions.jobs import JOBS
from laa.actions.plan_actions import add_action, report
from laa.actions.round_calendar import set_calendar
from laa.actions.rounds import open_round
from laa.models import Round
from tests.factories import MembershipFactory, PartnerFactory, promise
from tests.jobs import days, run, told
from tests.steps import submitted

pytestmark = pytest.mark.django_db

OPEN, REMIND, *_, OVERDUE = JOBS.values()


@pytest.fixture
def plan(housing_benefit, cast):
    return plan_improvement(housing_benefit, by=cast.lead)


# Reminders


def test_officers_are_reminded_from_five_working_days_before_until_the_day(
    quarterly_return, luton, cast
):
    """Due on Thursday 30 April 2009: five working days before is Thursday 23 April."""
    run(REMIND, luton, date(2009, 4, 22))
    assert told(cast.officer, "remind:") == []

    for day in days(date(2009, 4, 23), date(2009, 5, 5)):
        run(REMIND, luton, day)

    assert told(cast.officer, "remind:") == [
        "Luton Borough Council, Q4 2008/09: 1 line to return by 30 April 2009."
    ]
    assert told(cast.certifier, "remind:") == []


def test_a_reminder_missed_by_beat_comes_as_long_as_it_helps(quarterly_return, luton, cast):
    run(REMIND, luton, date(2009, 4, 30))
    assert len(told(cast.officer, "remind:")) == 1


def test_after_the_day_nobody_is_reminded_of_what_is_flagged(quarterly_return, luton, cast):
    run(REMIND, luton, date(2009, 5, 1))
    assert told(cast.officer, "remind:") == []


def test_who_has_returned_everything_is_not_reminded(quarterly_return, luton, cast):
    submitted(quarterly_return, cast)

    run(REMIND, luton, date(2009, 4, 28))

    assert told(cast.officer, "remind:") == []


def test_longer_is_another_day_to_be_reminded_of(quarterly_return, luton, cast):
    run(REMIND, luton, date(2009, 4, 28))
    extend([quarterly_return], until=date(2009, 5, 29), reason="Ill.", by=cast.lead)
    run(REMIND, luton, date(2009, 4, 29))
    run(REMIND, luton, date(2009, 5, 28))

    assert len(told(cast.officer, "remind:")) == 2


def test_one_reminder_for_all_that_one_person_owes(luton, council, agreement, cast):
    for number in range(3):
        service = PartnerFactory(partnership=luton, slug=f"s-{number}", part_of=council)
        promise(agreement, f"NI {number:03}", supplier=service)
    open_round(
        partnership=luton, period="2008/09-Q4", opens=date(2009, 4, 1), due=date(2009, 4, 24),
        sign_off=date(2009, 5, 29), by=cast.lead,
    )  # fmt: skip

    run(REMIND, luton)

    [text] = told(cast.officer, "remind:")
    assert text.count("1 line to return by 24 April 2009") == 3


# Rounds


def test_a_round_opens_by_the_calendar_and_its_officers_hear_of_it_once(
    housing_benefit, luton, cast
):
    set_calendar(partnership=luton, by=cast.lead, has_year_end=False)
    for day in days(date(2009, 4, 20), date(2009, 4, 22)):
        run(OPEN, luton, day)

    assert [round_.period for round_ in Round.objects.all()] == ["2008/09-Q4"]
    assert told(cast.officer, "open:") == [
        "Open now. Luton Borough Council, Q4 2008/09: 1 line to return by 23 April 2009."
    ]


# Actions


def test_an_owner_is_told_once_of_each_date_that_passed(plan, luton, cast):
    action = add_action(plan, title="T", owner=cast.officer, due=date(2009, 4, 20), by=cast.lead)
    for day in days(date(2009, 4, 20), date(2009, 4, 25)):
        run(OVERDUE, luton, day)
    assert len(told(cast.officer, "overdue:")) == 1

    report(
        action, status="under_way", text="Later.", due=date(2009, 4, 27), by=cast.officer, seen=None
    )
    for day in days(date(2009, 4, 26), date(2009, 4, 29)):
        run(OVERDUE, luton, day)
    assert len(told(cast.officer, "overdue:")) == 2


def test_an_action_added_when_its_date_was_past_is_told_too(plan, luton, cast):
    run(OVERDUE, luton, date(2009, 4, 25))
    add_action(plan, title="Late", owner=cast.officer, due=date(2009, 4, 1), by=cast.lead)

    run(OVERDUE, luton)

    assert len(told(cast.officer, "overdue:")) == 1


def test_of_an_owner_who_left_the_partner_s_officers_are_told(plan, luton, cast):
    gone = MembershipFactory(partnership=luton, role="board_member", ends=date(2009, 4, 1)).user
    add_action(plan, title="Left", owner=gone, due=date(2009, 4, 1), by=cast.lead)

    run(OVERDUE, luton)

    assert told(gone, "overdue:") == []
    assert len(told(cast.officer, "overdue:")) == 1
