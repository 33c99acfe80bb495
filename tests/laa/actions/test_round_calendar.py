from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from laa.actions.refusals import ChangedBySomebody, NothingToDo, Refused
from laa.actions.round_calendar import (
    add_closed_day,
    open_due_rounds,
    remove_closed_day,
    set_calendar,
)
from laa.models import AuditEvent, Demonstration, Round, RoundCalendar
from laa.models.base import mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar(luton, cast):
    return set_calendar(partnership=luton, by=cast.lead, has_year_end=True)


def stand_at(partnership, day):
    Demonstration.objects.filter(partnership=partnership).update(today=day)
    partnership.demonstration.refresh_from_db()


def opened(partnership):
    return [round_.period for round_ in open_due_rounds(partnership)]


def test_rounds_are_dated_without_weekends_and_bank_holidays(calendar, agreement):
    [*_, fourth, year] = calendar.rounds(ends=date(2009, 3, 31))

    assert (fourth.period.key, fourth.due) == ("2008/09-Q4", date(2009, 4, 23))
    assert (year.period.key, year.due) == ("2008/09", date(2009, 6, 1))


def test_nations_keep_other_holidays(calendar, agreement):
    def due():
        return calendar.rounds(ends=date(2008, 12, 31))[-1].due

    assert due() == date(2009, 1, 22)
    calendar.holidays_of = RoundCalendar.Nation.SCOTLAND
    assert due() == date(2009, 1, 23), "2 January is a holiday in Scotland"


def test_a_closed_day_makes_a_round_due_later(calendar, agreement, luton, cast):
    add_closed_day(partnership=luton, day=date(2009, 4, 9), name="Elections", by=cast.lead)

    fourth = calendar.rounds(ends=date(2009, 3, 31))[-2]

    assert fourth.due == date(2009, 4, 24)
    assert AuditEvent.objects.get(action="closedday.add").subject == "09/04/2009 Elections"


def test_a_closed_day_is_listed_once_and_can_be_removed(luton, cast):
    day = {"partnership": luton, "day": date(2009, 4, 9), "by": cast.lead}
    add_closed_day(**day, name="Elections")
    with pytest.raises(Refused, match="That day is on the list already"):
        add_closed_day(**day, name="Elections again")

    remove_closed_day(**day)

    assert not luton.closed_days.exists()
    with pytest.raises(NothingToDo, match="not on the list any more"):
        remove_closed_day(**day)


def test_days_out_of_order_are_refused_in_words(luton, cast):
    with pytest.raises(Refused, match="The days are out of order"):
        set_calendar(partnership=luton, by=cast.lead, opens_after=20, due_after=15)
    assert not RoundCalendar.objects.exists()


def test_a_calendar_somebody_else_changed_is_refused(luton, calendar, cast):
    seen = mark(calendar)
    set_calendar(partnership=luton, by=cast.lead, seen=seen, due_after=16)

    with pytest.raises(ChangedBySomebody, match="Performance lead changed"):
        set_calendar(partnership=luton, by=cast.lead, seen=seen, due_after=17)
    assert RoundCalendar.objects.get().due_after == 16


def test_the_rounds_whose_day_has_come_open_by_themselves(calendar, luton, housing_benefit):
    assert opened(luton) == ["2008/09-Q4", "2008/09"]

    fourth = Round.objects.get(period="2008/09-Q4")
    assert (fourth.opens, fourth.due) == (date(2009, 4, 1), date(2009, 4, 23))
    event = AuditEvent.objects.filter(action="round.open").last()
    assert event.actor == "The service itself"


def test_asked_twice_a_round_opens_once(calendar, luton, housing_benefit):
    open_due_rounds(luton)

    assert opened(luton) == []
    assert Round.objects.count() == 2


def test_after_a_gap_every_round_is_caught_up_with(calendar, luton, housing_benefit):
    open_due_rounds(luton)
    stand_at(luton, date(2009, 11, 2))

    assert opened(luton) == ["2009/10-Q1", "2009/10-Q2"]


def test_without_a_calendar_nothing_opens_by_itself(luton, housing_benefit):
    assert opened(luton) == []


def test_a_calendar_of_months_opens_a_round_for_every_month(calendar, luton, housing_benefit):
    calendar.every, calendar.has_year_end = RoundCalendar.Every.MONTH, False
    calendar.save()

    assert opened(luton) == ["2009-03"]
    assert [line.period for line in Round.objects.get().lines.all()] == ["2008/09-Q4"]


def test_the_command_opens_what_is_due_and_says_so(calendar, luton, housing_benefit):
    def run(**options):
        out = StringIO()
        call_command("open_due_rounds", stdout=out, **options)
        return out.getvalue().splitlines()

    assert run(partnership="luton")[0] == "luton: Q4 2008/09 is open, due 23 April 2009, 1 lines"
    assert run() == ["luton: no round to open"]
    with pytest.raises(CommandError, match="no partnership “nowhere”"):
        run(partnership="nowhere")
