"""The calendar: how often a partnership asks, by when, and the rounds that follow from it."""

from contextlib import suppress
from datetime import date

from django.db import transaction

from laa import audit, clock
from laa.actions.awaited import last_asked
from laa.actions.changes import as_seen, change, clean, hold, make
from laa.actions.refusals import NothingToDo, RoundIsOpenAlready
from laa.actions.rounds import open_round
from laa.models import ClosedDay, Partnership, Round, RoundCalendar, User
from laa.rules.round_calendar import Dates, to_open
from laa.rules.vocabulary import Frequency


@transaction.atomic
def set_calendar(
    *, partnership: Partnership, by: User | None, seen: str | None = None, **facts
) -> RoundCalendar:
    """Keep how often rounds are and their working days; rounds that are there keep their dates."""
    hold(partnership)
    held = RoundCalendar.objects.filter(partnership=partnership).first()
    if held is None:
        return make(
            RoundCalendar(partnership=partnership, **facts), action="roundcalendar.set", by=by
        )
    return change(as_seen(held, seen), facts, action="roundcalendar.set", by=by)


@transaction.atomic
def add_closed_day(*, partnership: Partnership, day: date, name: str, by: User | None) -> ClosedDay:
    """A day on which nobody works, beside weekends and bank holidays."""
    hold(partnership)
    closed = ClosedDay(partnership=partnership, day=day, name=name)
    clean(closed)
    closed.save()
    _record("closedday.add", closed, by)
    return closed


@transaction.atomic
def remove_closed_day(*, partnership: Partnership, day: date, by: User | None) -> ClosedDay:
    hold(partnership)
    closed = ClosedDay.objects.filter(partnership=partnership, day=day).first()
    if closed is None:
        raise NothingToDo("That day is not on the list any more.")
    _record("closedday.remove", closed, by)
    closed.delete()
    return closed


def _record(action: str, closed: ClosedDay, by: User | None) -> None:
    audit.record(action, subject=closed, by=by, partnership=closed.partnership)


def due_rounds(partnership: Partnership) -> list[Dates]:
    """The rounds whose opening day has come and that are not there yet, earliest first.

    Without a calendar nothing opens by itself. Missed days are caught up with. After the last
    agreement's end one round at a time is enough for what is still awaited.
    """
    calendar = RoundCalendar.objects.filter(partnership=partnership).first()
    if calendar is None:
        return []
    calendar.partnership = partnership
    opened = [round_.when for round_ in Round.objects.filter(partnership=partnership)]
    today = clock.today(partnership)
    last = last_asked(partnership, Frequency(calendar.every), today)
    found = to_open(calendar.rounds(ends=today, last=last), opened, today=today)
    ends = max(partnership.agreements.values_list("ends", flat=True), default=last)
    return [dates for dates in found if dates.period.end <= ends] or found[-1:]


def open_due_rounds(partnership: Partnership, *, by: User | None = None) -> list[Round]:
    """Open every round whose opening day has come. Asked again it opens nothing more."""
    rounds = []
    for dates in due_rounds(partnership):
        with suppress(RoundIsOpenAlready):
            rounds.append(open_by_calendar(partnership, dates, by=by))
    return rounds


def open_by_calendar(partnership: Partnership, dates: Dates, *, by: User | None = None) -> Round:
    return open_round(
        partnership=partnership,
        period=dates.period.key,
        opens=dates.opens,
        due=dates.due,
        sign_off=dates.sign_off,
        by=by,
    )
