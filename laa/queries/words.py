"""How ratings and targets are said, wherever they are read."""

from laa.models import Target
from laa.rules import figures, periods
from laa.rules.targets import Resolved
from laa.rules.vocabulary import Rating as Word


def resolved_said(target: Target, resolved: Resolved, unit: str) -> str:
    """A target as it stands now: the number it comes to, or the words and what they wait for."""
    return figures.target_said(
        resolved.value,
        target.text,
        unit,
        target.state,
        upper=resolved.upper,
        waits_for=resolved.waits_for,
    )


def rated_target_said(rated, unit: str) -> str:
    """What a rating was held against, be it a row or a dashboard's point.

    Where that was a milestone, the year's target stands beside it.
    """
    said = figures.target_said(
        rated.target_value,
        rated.target_text,
        unit,
        rated.target_state,
        upper=rated.target_upper,
    )
    is_end = rated.aim in (None, rated.target_value, rated.target_upper)
    if is_end or periods.ends_its_year(periods.period(rated.period)):
        return said
    return f"a milestone of {figures.with_unit(rated.aim, unit)} ({said} for the year)"


def words_of(rated) -> str:
    """The words for a rating that was made, be it a row or a dashboard's point."""
    return rating_words(
        rated.rating,
        rated.period,
        target_period=rated.target_period,
        is_reached=rated.is_reached,
        # What was worked out says whether the aim was reached; a judgement only how it stands.
        is_judged=bool(rated.judgement) and rated.is_reached is None,
    )


def rating_words(
    rating: str,
    period: str,
    *,
    target_period: str = "",
    is_reached: bool | None = None,
    is_judged: bool = False,
) -> str:
    """ "Target met" once the target's time is over, "on track" before.

    A figure within the tolerance of a rule is on track, but it did not meet the target. Where the
    rule leaves it to the owner, the words say whose judgement it is.
    """
    if is_judged and rating != Word.NOT_RATED:
        return f"{rating_words(rating, period, target_period=target_period)}, its owner judges"
    when = periods.period(period)
    aimed = periods.period(target_period) if target_period else when
    is_open = aimed.kind == periods.PeriodKind.SPAN and when.end < aimed.end
    if is_open or not periods.ends_its_year(when):
        return Word(rating).label
    if rating == Word.ON_TRACK and is_reached is False:
        return "Target missed, within tolerance"
    return OVER.get(rating, Word(rating).label)


OVER = {
    Word.BETTER: "Target met, with room to spare",
    Word.ON_TRACK: "Target met",
    Word.AT_RISK: "Target missed (amber)",
    Word.OFF_TRACK: "Target missed",
}
"""What a rating means once the target's time is over."""
