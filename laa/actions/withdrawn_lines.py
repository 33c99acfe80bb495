"""The lines of a promise that is taken back: left out of open rounds, and asked for again."""

from laa.actions.set_aside import MAY_BE_SET_ASIDE, skip, take_back
from laa.models import Commitment, ReturnLine, User


def leave_out(commitment: Commitment, *, by: User) -> list[ReturnLine]:
    """Ask no more for what no other promise needs; what was handed in already goes its way."""
    others = Commitment.objects.kept().filter(indicator=commitment.indicator)
    if others.exclude(pk=commitment.pk).exists():
        return []
    lines = _open_lines(commitment).filter(state__in=MAY_BE_SET_ASIDE)
    return skip(lines, by=by, reason=_reason(commitment)) if lines else []


def ask_again(commitment: Commitment, *, by: User) -> list[ReturnLine]:
    """Undo it, as far as the rounds are still open."""
    lines = _open_lines(commitment).filter(
        state=ReturnLine.State.SKIPPED, set_aside_reason=_reason(commitment)
    )
    return take_back(lines, by=by) if lines else []


def _open_lines(commitment: Commitment):
    return ReturnLine.objects.filter(
        strand__indicator=commitment.indicator, round__closed_at=None
    ).select_related("round")


def _reason(commitment: Commitment) -> str:
    return f"The promise was withdrawn: {commitment.withdrawn_because}"
