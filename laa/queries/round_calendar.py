"""What a calendar makes next, and what it proposes to somebody who opens a round."""

from datetime import date, timedelta

from laa.models import ClosedDay, Round, RoundCalendar
from laa.rules.round_calendar import Dates

AHEAD = timedelta(days=430)
A_QUARTER = timedelta(days=92)
SHOWN = 6


def calendar_of(partnership) -> RoundCalendar | None:
    """The partnership's calendar; None where it keeps none and opens each round by hand."""
    calendar = RoundCalendar.objects.filter(partnership=partnership).first()
    if calendar:
        calendar.partnership = partnership
    return calendar


def next_rounds(calendar: RoundCalendar, *, today: date, count: int = SHOWN) -> list[Dates]:
    """The rounds to come: of the newest periods that are over and have none yet, and after."""
    rounds = Round.objects.filter(partnership=calendar.partnership).order_by()
    taken = dict(rounds.values_list("period", "period_end"))
    newest = max(taken.values(), default=today - A_QUARTER)
    found = calendar.rounds(starts=min(newest, today), ends=today + AHEAD)
    return [dates for dates in found if dates.period.key not in taken][:count]


def closed_days(partnership) -> list[ClosedDay]:
    return list(ClosedDay.objects.filter(partnership=partnership).order_by("day"))
