"""An indicator that ends: from a day on there are no figures, for a reason that every page says."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from laa import clock
from laa.actions.changes import as_seen, change
from laa.actions.flag_changes import close
from laa.actions.line_claims import audit_lines, claim, locked
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.set_aside import MAY_BE_SET_ASIDE, take_back
from laa.models import Flag, Indicator, ReturnLine, Round, User

State = ReturnLine.State


@transaction.atomic
def discontinue(
    indicator: Indicator, *, starts: date, reason: str, by: User, seen: str | None = None
) -> Indicator:
    """Ask for no figure of a period that ends on `starts` or later, whoever promised what on it.

    Open lines of such periods are set aside and open flags close, each with the reason. What was
    signed off stays as it was, and earlier periods are returned as ever.
    """
    because = reason.strip().rstrip(".")
    if not because:
        raise ReasonMissing("Say why it is discontinued; every page on it will say so.")
    indicator = as_seen(indicator, seen)
    if indicator.discontinued_because:
        raise NothingToDo(f"{indicator} is discontinued already.")
    if starts > clock.today(indicator.partnership):
        raise Refused(
            f"{starts:%-d %B %Y} is yet to come, and until then it is measured. "
            "Choose today or an earlier day."
        )
    values = {
        "retired_on": starts,
        "discontinued_because": because,
        "discontinued_at": clock.now(indicator.partnership),
        "discontinued_by": by,
    }
    change(indicator, values, action="indicator.discontinue", by=by, note=because)
    _leave_out(indicator, by)
    of_it = Q(commitment__indicator=indicator) | Q(strand__indicator=indicator)
    flags = Flag.objects.open().filter(of_it)
    for flag in flags.select_related("partnership__demonstration"):
        # Closed by nobody, so that the next run may open it again if this is taken back.
        close(flag, f"{indicator.discontinued_said}.")
    return indicator


@transaction.atomic
def take_discontinuing_back(
    indicator: Indicator, *, by: User, seen: str | None = None
) -> Indicator:
    """Measure it again as if nothing had been said, while no round has closed since.

    What was left out is asked for again. Flags open again with the next run, where there is reason.
    """
    indicator = as_seen(indicator, seen)
    if not indicator.discontinued_because:
        raise NothingToDo(f"{indicator} is measured; there is nothing to take back.")
    if round_ := _closed_since(indicator):
        raise Refused(
            f"{round_} closed since {indicator.reference} was discontinued, and its figures were "
            "told without it. If it is measured again, add it under another reference."
        )
    if left := _left_out(indicator):
        take_back(left, by=by)
    values = {
        "retired_on": None,
        "discontinued_because": "",
        "discontinued_at": None,
        "discontinued_by": None,
    }
    return change(indicator, values, action="indicator.take_discontinuing_back", by=by)


def lines_from(indicator: Indicator, starts: date):
    """The lines of open rounds for periods that end on a day or later, in whatever state."""
    return ReturnLine.objects.filter(
        strand__indicator=indicator, round__closed_at=None, period_end__gte=starts
    )


def _leave_out(indicator: Indicator, by: User) -> None:
    """Set open lines aside; refuses where somebody has handed one in."""
    done = (State.SIGNED_OFF, *ReturnLine.SET_ASIDE_STATES)
    lines = locked(lines_from(indicator, indicator.retired_on).exclude(state__in=done))
    if beyond := [line for line in lines if line.state not in MAY_BE_SET_ASIDE]:
        raise Refused(
            f"{beyond[0]} is {beyond[0].get_state_display().lower()} in the return of "
            f"{beyond[0].quarterly_return.partner}. Sign it off or have it sent back first, or "
            "choose a later day."
        )
    if lines:
        reason = _reason(indicator)
        claim(lines, MAY_BE_SET_ASIDE, state=State.SKIPPED, set_aside_reason=reason)
        audit_lines("line.skip", lines, by=by, note=reason)


def _left_out(indicator: Indicator) -> list[ReturnLine]:
    lines = lines_from(indicator, indicator.retired_on)
    return list(lines.filter(state=State.SKIPPED, set_aside_reason=_reason(indicator)))


def _reason(indicator: Indicator) -> str:
    return f"{indicator.discontinued_said}."


def _closed_since(indicator: Indicator) -> Round | None:
    if indicator.discontinued_at is None:
        return None
    closed = Round.objects.filter(
        partnership=indicator.partnership, closed_at__gte=indicator.discontinued_at
    )
    return closed.order_by("closed_at").first()
