"""Rounds by the calendar: opened when their day has come, and officers reminded before they end."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from django.urls import reverse

from laa.actions.job_runs import Job, Turn
from laa.actions.officers import Officers
from laa.actions.refusals import RoundIsOpenAlready
from laa.actions.round_calendar import due_rounds, open_by_calendar
from laa.actions.telling import tell_each
from laa.models import QuarterlyReturn, ReturnLine, Round, User, closed_between, flag_policy
from laa.rules.notices import DUE
from laa.rules.working_days import working_day_before

LONGEST_BEFORE = 100
"""Calendar days for which holidays are read: more than any number of working days before."""


def open_rounds(turn: Turn) -> None:
    """Open what is due; who has something to return in it is told once, however many opened."""
    opened = []
    for dates in due_rounds(turn.partnership):
        with turn.row(dates.period.short_label), suppress(RoundIsOpenAlready):
            opened.append(open_by_calendar(turn.partnership, dates))
    turn.count("opened", len(opened))
    theirs: dict[User, list[QuarterlyReturn]] = defaultdict(list)
    for row, people in _owing(turn, {"round__in": opened}):
        with turn.row(f"return {row.pk}"):
            row.said = _said(row)
            for person in people:
                theirs[person].append(row)
    tell_each(turn, theirs.items(), _opened)


def remind_officers(turn: Turn) -> None:
    """Remind of what is still owed, from some working days before it is due until it is due.

    Once for each round and due day, whichever day of those the job is run; a return that is given
    longer has another day, of which its officers are reminded again. After the day it is flagged.
    """
    before = flag_policy(turn.partnership).remind_before
    last = turn.as_at + timedelta(days=LONGEST_BEFORE)
    closed = closed_between(turn.partnership, turn.as_at, last)
    of = {"round__closed_at": None, "round__opens__lte": turn.as_at}
    theirs: dict[tuple[User, Round, date], list[QuarterlyReturn]] = defaultdict(list)
    for row, people in _owing(turn, of):
        with turn.row(f"return {row.pk}"):
            row.said = _said(row)
            starts = working_day_before(row.due, before, closed)
            if starts <= turn.as_at <= row.due:
                for person in people:
                    theirs[person, row.round, row.due].append(row)
    tell_each(turn, [(person, returns) for (person, *_), returns in theirs.items()], _due)
    turn.count("due", len(theirs))


def _owing(turn: Turn, of: dict) -> Iterable[tuple[QuarterlyReturn, set[User]]]:
    """Returns of which something is owed, with the officers of those lines; in three queries."""
    rows = (
        ReturnLine.objects.filter(
            partnership=turn.partnership, state__in=ReturnLine.EDITABLE_STATES, **of
        )
        .select_related("quarterly_return__partner", "round", "strand__indicator__assignment")
        .order_by("round__period_end", "quarterly_return__partner__name", "pk")
    )
    officers = Officers(turn.partnership)
    returns: dict[int, tuple[QuarterlyReturn, set[User]]] = {}
    for line in rows:
        row, people = returns.setdefault(line.quarterly_return_id, (line.quarterly_return, set()))
        row.round, row.partnership = line.round, turn.partnership
        row.owed = getattr(row, "owed", 0) + 1
        assigned = getattr(line.strand.indicator, "assignment", None)
        own = officers.here([assigned.officer_id]) if assigned else set()
        people |= own or officers.entering(row.partner_id)
    return list(returns.values())


def _said(row: QuarterlyReturn) -> str:
    """“Luton Borough Council, Q4 2008/09: 12 lines to return by 30 April 2009”."""
    lines = "1 line" if row.owed == 1 else f"{row.owed} lines"
    return f"{row}: {lines} to return by {row.due:%-d %B %Y}"


def _opened(turn: Turn, returns: list[QuarterlyReturn]) -> dict:
    rounds = {row.round for row in returns}
    return _letter(turn, f"open:{_periods(rounds)}", "Open now. ", returns)


def _due(turn: Turn, returns: list[QuarterlyReturn]) -> dict:
    """A reminder of what is due in one round on one day."""
    return _letter(turn, f"remind:{returns[0].round.period}:{returns[0].due}", "", returns)


def _letter(turn: Turn, key: str, before: str, returns: list[QuarterlyReturn]) -> dict:
    text = f"{before}{'; '.join(row.said for row in returns)}."
    path = reverse("laa:work", args=[turn.partnership.slug])
    if len(returns) == 1:
        path = reverse("laa:return-detail", args=returns[0].address)
    return {"kind": DUE, "key": key, "text": text, "path": path}


def _periods(rounds: Iterable[Round]) -> str:
    return "+".join(sorted(round_.period for round_ in rounds))[:150]


OPEN_ROUNDS = Job(
    "open_rounds", (open_rounds,), ("roundcalendar.", "closedday.", "agreement.", "bundle.load")
)
REMIND_OFFICERS = Job(
    "remind_officers", (remind_officers,), ("round.", "return.", "flagpolicy.", "closedday.")
)
