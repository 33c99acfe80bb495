"""When what follows a review is due, and on which days people are reminded. Dates in, dates out."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from peer_reviews.editions import Edition, Step


class State(StrEnum):
    """How a step stands. The value is how pages say it."""

    DONE = "Done"
    DONE_LATE = "Done late"
    OVERDUE = "Overdue"
    OPEN = "Can happen now"
    TO_COME = "To come"


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last of the month where that has no such day.

    >>> add_months(date(2018, 3, 16), 24)
    datetime.date(2020, 3, 16)
    >>> add_months(date(2023, 11, 30), 3)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Deadline:
    """A step with its dates. `opens` None: it may happen at once; `done_on` None: not yet."""

    step: Step
    opens: date | None
    about: date | None
    due: date
    done_on: date | None = None

    def state(self, today: date) -> State:
        if self.done_on:
            return State.DONE if self.done_on <= self.due else State.DONE_LATE
        if today > self.due:
            return State.OVERDUE
        if self.opens and today < self.opens:
            return State.TO_COME
        return State.OPEN

    def reminders(self) -> list[date]:
        """The days on which people are reminded, in order; the last is the day after it was due."""
        start = self.opens or self.about
        days = [self.due - timedelta(days=n) for n in self.step.remind]
        days += [start - timedelta(days=n) for n in self.step.ahead] if start else []
        return sorted({*days, self.due + timedelta(days=1)})


def deadline(step: Step, visit_ended: date, done_on: date | None = None) -> Deadline:
    due = add_months(visit_ended, step.within)
    if step.before_year:
        due = date(due.year - 1, 12, 31)
    return Deadline(
        step,
        add_months(visit_ended, step.opens) if step.opens else None,
        add_months(visit_ended, step.about) if step.about else None,
        due,
        done_on,
    )


def deadlines(
    edition: Edition, visit_ended: date, done: Mapping[str, date] | None = None
) -> list[Deadline]:
    """Every step of the edition in its order, with the day on which it happened if it did."""
    done = done or {}
    return [deadline(step, visit_ended, done.get(step.key)) for step in edition.steps]


def to_remind(each: Deadline, *, told_until: date | None, today: date) -> date | None:
    """The reminder to give today: the newest whose day has come since people were last told.

    A window, not a date to hit: after a month without the job one reminder is given, not five.
    None where the step is done, or nothing new is due. `told_until` None: nobody was told yet.
    """
    if each.done_on:
        return None
    come = [day for day in each.reminders() if day <= today]
    newest = come[-1] if come else None
    return newest if newest and (told_until is None or newest > told_until) else None


def next_due(found: Iterable[Deadline]) -> Deadline | None:
    """The step not done that is due first; None where everything is done."""
    left = [each for each in found if not each.done_on]
    return min(left, key=lambda each: each.due) if left else None
