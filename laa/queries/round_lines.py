"""The lines of a round that its lead can set aside, and those that are set aside."""

from laa.actions.set_aside import MAY_BE_SET_ASIDE
from laa.models import ReturnLine, Round

SHOWN = (*MAY_BE_SET_ASIDE, *ReturnLine.SET_ASIDE_STATES)


def round_lines(round_: Round) -> list[ReturnLine]:
    """By supplier, in the order in which the agreement prints them."""
    lines = (
        ReturnLine.objects.filter(round=round_, state__in=SHOWN)
        .select_related(
            "quarterly_return__partner",
            "strand__indicator__assignment__officer",
            "strand__indicator__assignment__deputy",
        )
        .order_by(
            "quarterly_return__partner__name",
            "strand__indicator__reference",
            "strand__position",
            "period_start",
        )
    )
    found = list(lines)
    for line in found:
        line.round = line.quarterly_return.round = round_
    return found


def unfinished(round_: Round) -> int:
    """How many lines are neither signed off nor set aside."""
    done = (ReturnLine.State.SIGNED_OFF, *ReturnLine.SET_ASIDE_STATES)
    return ReturnLine.objects.filter(round=round_).exclude(state__in=done).count()
