"""What officers must put in order, and who is asked next when nobody answers.

Open peers chase late returns by a list that somebody has to look at. Here what is late climbs: its
officer first, then the deputy and the certifier, then the performance lead, by working days.
"""

from collections.abc import Container
from datetime import date, timedelta
from enum import StrEnum

from laa.rules.working_days import working_day_after


class Chore(StrEnum):
    """Why an officer must look at something; the same words as the flags' reasons."""

    NO_RETURN = "no-return"
    FIGURE_AWAITED = "figure-awaited"
    PLACEHOLDER_PAST = "placeholder-past"
    NO_PLAN = "no-plan"
    OWNERLESS_ACTION = "ownerless-action"


class Step(StrEnum):
    """With whom it is; the same words as the flags' stages."""

    OFFICER = "officer"
    CERTIFIER = "certifier"
    PERFORMANCE_LEAD = "performance_lead"


def climbed(
    step: str,
    since: date,
    *,
    today: date,
    certifier_after: int,
    lead_after: int,
    closed: Container[date],
) -> tuple[str, date]:
    """With whom it is today and since when, if it came to `step` on `since`.

    Both numbers are working days since the officer was asked. The days are those on which it should
    have moved, whenever somebody looks: a look a fortnight late says what daily looks would.
    """
    if step == Step.OFFICER and (day := _after(since, certifier_after, closed)) <= today:
        step, since = Step.CERTIFIER, day
    if step == Step.CERTIFIER:
        day = _after(since, lead_after - certifier_after, closed)
        if day <= today:
            step, since = Step.PERFORMANCE_LEAD, day
    return step, since


def _after(since: date, days: int, closed: Container[date]) -> date:
    return working_day_after(since, days, closed) if days > 0 else since


def opened_on(last_day: date, *, looked_last: date | None, today: date) -> date:
    """Since when it is with the officer: the day after the last on which nothing was amiss.

    What came to pass since the last look counts from its own day. What lies further back was not
    seen then, and nobody was told: it counts from today, and so does everything at the first look.
    """
    late_since = last_day + timedelta(days=1)
    if looked_last is None or late_since <= looked_last:
        return today
    return min(late_since, today)
