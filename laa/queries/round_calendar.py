"""What a calendar makes next, and what it proposes to somebody who opens a round."""

from datetime import date, timedelta

from laa.actions.awaited import last_asked
from laa.models import ClosedDay, Partnership, Round, RoundCalendar
from laa.rules import periods
from laa.rules.round_calendar import Dates
from laa.rules.vocabulary import Frequency

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
    last = last_asked(calendar.partnership, Frequency(calendar.every), today)
    found = calendar.rounds(starts=min(newest, today), ends=today + AHEAD, last=last)
    return [dates for dates in found if dates.period.key not in taken][:count]


def periods_to_open(
    partnership: Partnership, calendar: RoundCalendar | None, today: date
) -> list[periods.Period]:
    """The quarters or months, and years, that have begun and have no round yet, newest first.

    Those of the agreements' terms, and after them while something is still awaited.
    """
    taken = set(Round.objects.filter(partnership=partnership).values_list("period", flat=True))
    every = Frequency(calendar.every) if calendar else Frequency.QUARTER
    terms = list(partnership.agreements.values_list("starts", "ends"))
    if not terms:
        return []
    over, last = max(ends for _, ends in terms), last_asked(partnership, every, today)
    found = set()
    for starts, ends in [*terms, (over + timedelta(days=1), last)]:
        for frequency in (every, Frequency.FINANCIAL_YEAR):
            found.update(periods.every(frequency, starts, ends))
    return sorted((p for p in found if p.start <= today and p.key not in taken), reverse=True)


def closed_days(partnership) -> list[ClosedDay]:
    return list(ClosedDay.objects.filter(partnership=partnership).order_by("day"))
