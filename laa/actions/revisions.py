"""Figures after the event: revised, confirmed as final, restated; always as versions that follow.

What was frozen stays as it was. Each rating the figure had, in whichever round and for whichever
promise, gets a version after it that says what the corrected figure means, and why.
"""

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction

from laa import audit, clock
from laa.actions.changes import clean, hold
from laa.actions.figures import next_figure
from laa.actions.ratings import freeze_again, freeze_years_again
from laa.actions.refusals import NothingToDo, ReasonMissing, Refused
from laa.actions.shared_parts import shared_totals
from laa.actions.totals import settle_totals
from laa.models import Figure, Rating, ReturnLine, SeriesBreak, Strand, User
from laa.rules import figures, periods
from laa.rules.figures import Number
from laa.rules.shared import names
from laa.rules.vocabulary import UNSURE_STATES, FigureState

NOT_OURS = (FigureState.LOADED, FigureState.FORECAST)
"""States of a figure that was never signed off."""


@transaction.atomic
def revise(
    figure: Figure, number: Number, *, by: User, reason: str, seen: int | None = None
) -> Figure:
    """Correct a figure that was signed off, without a round. `seen` is the version on the page."""
    seen_versions = None if seen is None else {figure.period: seen}
    numbers = {figure.period: number}
    return restate(figure.strand, numbers, by=by, reason=reason, seen=seen_versions)[0]


@transaction.atomic
def confirm_final(
    confirmed: Iterable[Figure], *, by: User, seen: Mapping[str, int] | None = None
) -> list[Figure]:
    """Say of estimated or provisional figures that they stand: the number stays."""
    confirmed = list(confirmed)
    if not confirmed:
        raise NothingToDo("Choose at least one figure to confirm.")
    hold(confirmed[0].partnership)
    now = [_as_it_is(one, seen.get(one.period) if seen else None) for one in confirmed]
    settled = [one for one in now if one.state not in UNSURE_STATES]
    if settled:
        state = settled[0].get_state_display().lower()
        raise NothingToDo(f"{settled[0]} is {state} already; there is nothing to confirm.")
    numbers = [(one, Number(one.value, one.numerator, one.denominator)) for one in now]
    return _follow(numbers, FigureState.FINAL, "figure.confirm", "Confirmed as final.", by)


@transaction.atomic
def restate(
    strand: Strand,
    numbers: Mapping[str, Number],
    *,
    by: User,
    reason: str,
    seen: Mapping[str, int] | None = None,
    breaks_at: str = "",
) -> list[Figure]:
    """Give periods of a series other figures, one or several at once, for one reason.

    `breaks_at` names the period from which a new definition holds, where the restatement does not
    reach back to the beginning; "" where the whole series is restated alike.
    """
    _must_have(reason, "Say why you change what was signed off; the reason is kept with it.")
    hold(strand.partnership)
    rows = Figure.objects.current().filter(strand=strand, period__in=numbers)
    current = [_as_it_is(row, seen.get(row.period) if seen else None) for row in rows]
    missing = set(numbers) - {row.period for row in current}
    if missing:
        raise Refused(f"There is no signed-off figure for {', '.join(sorted(missing))}.")
    changed = [
        (row, numbers[row.period])
        for row in current
        if (row.value, row.numerator, row.denominator) != _parts(row, numbers[row.period])
    ]
    if not changed:
        raise NothingToDo("The figures say that already. Nothing was changed.")
    if breaks_at:
        mark_break(strand, period=breaks_at, reason=reason, by=by)
    action = "figure.revise" if len(changed) == 1 else "figure.restate"
    return _follow(changed, FigureState.REVISED, action, reason, by)


@transaction.atomic
def mark_break(strand: Strand, *, period: str, reason: str, by: User) -> SeriesBreak:
    """Say that from a period on the definition is another: comparisons stop there."""
    _must_have(reason, "Say what changed in the definition or the source.")
    when = periods.period(period)
    row = SeriesBreak(
        partnership=strand.partnership,
        strand=strand,
        period=when.key,
        period_start=when.start,
        period_end=when.end,
        reason=reason.strip(),
        recorded_at=clock.now(strand.partnership),
        recorded_by=by,
    )
    clean(row)
    row.save(force_insert=True)
    audit.record(
        "seriesbreak.mark",
        subject=row,
        by=by,
        partnership=strand.partnership,
        after={"strand": str(strand), "from": when.label},
        note=row.reason,
    )
    return row


@transaction.atomic
def undo_break(row: SeriesBreak, *, by: User) -> None:
    """Take a break back: the series is one again. Figures stay as they are."""
    audit.record(
        "seriesbreak.undo",
        subject=row,
        by=by,
        partnership=row.partnership,
        before={"strand": str(row.strand), "from": row.when.label, "reason": row.reason},
    )
    row.delete()


def _must_have(reason: str, otherwise: str) -> None:
    if not reason.strip():
        raise ReasonMissing(otherwise)


def _parts(figure: Figure, number: Number) -> tuple:
    unit = figure.strand.indicator.unit
    return number.worked_out(unit), number.numerator, number.denominator


def _as_it_is(figure: Figure, seen: int | None) -> Figure:
    """The figure that stands now; refuses one that is not what somebody saw, or not to be revised.

    A line that is open for correction holds the figure: two corrections would overtake each other.
    """
    rows = Figure.objects.current().select_related(
        "strand__indicator", "strand__partnership", "partnership__demonstration"
    )
    now = rows.get(strand=figure.strand_id, period=figure.period)
    if seen is not None and now.version != seen:
        raise Refused(
            f"{now.strand}, {now.when.short_label} was changed since you opened the page. "
            "Nothing was saved; look at it again."
        )
    if now.state in NOT_OURS:
        raise Refused(
            f"{now.strand}, {now.when.short_label} was never signed off, so there is nothing to "
            "revise. Load history again under Past figures; return figures in a round."
        )
    _must_be_no_sum(now)
    held = ReturnLine.objects.filter(
        strand=now.strand_id, period=now.period, round__closed_at=None
    ).exclude(state__in=[ReturnLine.State.SIGNED_OFF, *ReturnLine.SET_ASIDE_STATES])
    if line := held.select_related("quarterly_return__partner").first():
        raise Refused(
            f"{line} is open in the return of {line.quarterly_return.partner}. "
            "Correct it there, or sign that off first."
        )
    return now


def _must_be_no_sum(figure: Figure) -> None:
    """A total follows its parts, or it would no longer be their sum."""
    total = shared_totals([figure.strand_id]).get(figure.strand_id)
    if total and total.at(figure.period, figure.period_end).is_complete:
        parts = names([part.name for part in total.parts])
        raise Refused(
            f"{figure.strand}, {figure.when.short_label} is the sum of {parts}. "
            "Revise the part that is wrong; the total follows it."
        )


def _follow(changes, state, action: str, reason: str, by: User) -> list[Figure]:
    """Write the versions that follow figures, and what they mean wherever they were rated."""
    made = [_next(figure, number, state, reason, by) for figure, number in changes]
    try:
        with transaction.atomic():
            made = Figure.objects.bulk_create(made)
    except IntegrityError:
        raise Refused(
            "Somebody else changed this figure at the same moment. Nothing was saved; "
            "look at it again."
        ) from None
    for figure in made:
        rated = Rating.objects.current().filter(strand=figure.strand, period=figure.period)
        rated = rated.select_related(
            "partnership__demonstration", "strand__indicator", "round", "commitment__indicator"
        )
        freeze_again(list(rated), figure, reason=reason, by=by)
    freeze_years_again(made, by=by)
    settle_totals(made, by=by)
    for (older, _), figure in zip(changes, made, strict=True):
        audit.record(
            action,
            subject=f"{figure.strand}, {figure.when.short_label}",
            by=by,
            partnership=figure.partnership,
            before=_told(older),
            after=_told(figure),
            note=reason,
        )
    return made


def _next(older: Figure, number: Number, state, reason: str, by: User) -> Figure:
    value, numerator, denominator = _parts(older, number)
    if value is None:
        raise Refused(f"Give a number for {older.strand}, {older.when.short_label}.")
    return next_figure(
        older,
        partnership=older.partnership,
        strand=older.strand,
        period=older.period,
        state=state,
        value=value,
        numerator=numerator,
        denominator=denominator,
        sample=older.sample,
        design_effect=older.design_effect,
        is_illustrative=older.is_illustrative or hasattr(older.partnership, "demonstration"),
        recorded_at=clock.now(older.partnership),
        recorded_by=by,
        reason=reason.strip(),
    )


def _told(figure: Figure) -> dict:
    return {"value": figures.plain(figure.value), "state": figure.get_state_display()}
