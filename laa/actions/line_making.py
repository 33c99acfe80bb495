"""The lines of a round: one for every figure that is owed, and no figure owed in two places."""

from collections import defaultdict

from django.db.models import F, Prefetch, Q

from laa import audit
from laa.actions.awaited import FINISHED, strands_promised
from laa.actions.explanations import readiness
from laa.actions.line_claims import locked
from laa.actions.return_lines import ENTERED_FIELDS
from laa.models import (
    Commitment,
    Figure,
    QuarterlyReturn,
    ReturnLine,
    Round,
    RoundCalendar,
    Strand,
    User,
)
from laa.rules import periods
from laa.rules.owed import is_due, periods_owed
from laa.rules.vocabulary import SETTLED_STATES, FigureState

State = ReturnLine.State

Key = tuple[int, str]
"""A strand's pk and the key of a period: what a line is about."""

KEPT_FIELDS = (*ENTERED_FIELDS, "is_illustrative", "entered_at", "entered_by_id")
"""What was typed on a line goes along when it is carried over, with who typed it."""


def make_lines(round_: Round) -> list[ReturnLine]:
    """Make each supplier's return, with a line for everything it owes in any agreement."""
    strands = _strands_of(round_)
    awaited, carried = _awaited(round_, strands)
    elsewhere = _asked_elsewhere(round_, strands) | _answered(round_, strands)
    latest = _loaded_figures(round_, strands)
    outturns = _asks_outturns_apart(round_)
    returns: dict[int, QuarterlyReturn] = {}
    lines = []
    for strand in strands:
        for period in _owed(strand, round_, awaited[strand.pk]):
            key = (strand.pk, period.key)
            if key in elsewhere or (outturns and period.is_year and period.end <= outturns):
                continue
            if strand.owed_by_id not in returns:
                returns[strand.owed_by_id] = _return_of(round_, strand)
            line = _line(returns[strand.owed_by_id], strand, period, latest.get(key))
            lines.append(_with_what_was_typed(line, carried.get(key)))
    return ReturnLine.objects.bulk_create(lines)


def make_again(line: ReturnLine, *, by: User) -> ReturnLine | None:
    """A carried-over line in the next round, if that is open already; None if it is not.

    One that was set aside there is asked for again, with what was typed last.
    """
    following = Round.objects.filter(
        partnership_id=line.partnership_id, closed_at=None, period_end__gte=line.round.period_end
    ).exclude(pk=line.round_id)
    if line.round.is_year:
        following = following.filter(period_end__gt=line.round.period_end)
    if (round_ := following.order_by("period_end", "opens").first()) is None:
        return None
    same = round_.lines.filter(strand=line.strand, period=line.period)
    there = same.select_for_update(of=("self",)).first()
    if there is None:
        there = _line(_return_of(round_, line.strand), line.strand, line.when, None)
        _with_what_was_typed(there, line).save()
    elif there.state in ReturnLine.SET_ASIDE_STATES:
        _bring_back(there, line, by)
    return there


def _bring_back(there: ReturnLine, before: ReturnLine, by: User) -> None:
    there.state, there.set_aside_reason = State.DRAFT, ""
    there.version += 1
    is_newer = before.entered_at and (not there.entered_at or before.entered_at > there.entered_at)
    _with_what_was_typed(there, before if is_newer else there).save()
    _record("line.take_back", there, by, f"Carried over from {before.round}.")


def held_elsewhere(line: ReturnLine) -> ReturnLine | None:
    """The line of another round in which this line's figure is asked for, or was answered.

    An outlook is asked for in every round of its year; that is nothing twice.
    """
    if not line.is_due:
        return None
    others = ReturnLine.objects.filter(strand_id=line.strand_id, period=line.period, is_due=True)
    answered = Q(state=State.SIGNED_OFF, figure_state__in=sorted(SETTLED_STATES))
    return (
        others.exclude(pk=line.pk)
        .exclude(state__in=ReturnLine.SET_ASIDE_STATES)
        .filter(Q(round__closed_at=None) & ~Q(state=State.SIGNED_OFF) | answered)
        .select_related("round", "strand__indicator")
        .order_by("-round__period_end")
        .first()
    )


def settle_doubles(round_: Round, *, by: User) -> None:
    """After a round was opened again: what a newer round asks for too stays in one of them.

    It stays where somebody worked on it; where nobody or both did, in the newer round.
    """
    for line in locked(round_.lines.exclude(state__in=FINISHED)):
        other = held_elsewhere(line)
        if other is None:
            continue
        [other] = locked(ReturnLine.objects.filter(pk=other.pk))
        if is_untouched(other) and not is_untouched(line):
            remove_line(other, by=by, note=f"Returned in {round_}, which is open again.")
        else:
            reason = f"Asked for in {other.round}."
            ReturnLine.objects.filter(pk=line.pk).update(
                state=State.CARRIED_OVER, set_aside_reason=reason, version=F("version") + 1
            )
            _record("line.carry_over", line, by, reason)


def is_untouched(line: ReturnLine) -> bool:
    """Whether nobody saved anything on it since it was made."""
    return line.version == 1 and not (line.thread_id or line.evidence_id)


def remove_line(line: ReturnLine, *, by: User, note: str) -> None:
    """Take out a line that nobody touched, and its return if nothing is left in it."""
    _record("line.remove", line, by, note)
    line.delete()
    empty = QuarterlyReturn.objects.filter(pk=line.quarterly_return_id, lines=None)
    empty.filter(submissions=None).delete()


def _record(action: str, line: ReturnLine, by: User, note: str) -> None:
    audit.record(action, subject=line, by=by, partnership=line.partnership, note=note)


def _return_of(round_: Round, strand: Strand) -> QuarterlyReturn:
    found, _ = QuarterlyReturn.objects.get_or_create(
        partnership_id=round_.partnership_id, round=round_, partner_id=strand.owed_by_id
    )
    return found


def _strands_of(round_: Round) -> list[Strand]:
    """What is promised, also by agreements that are over: something of theirs may be awaited."""
    return list(
        strands_promised(round_.partnership, round_.period_end)
        .select_related("indicator")
        .prefetch_related(
            Prefetch(
                "indicator__commitments",
                queryset=Commitment.objects.kept().select_related("agreement"),
            )
        )
        .distinct()
        .order_by("indicator__reference", "position")
    )


def _awaited(round_: Round, strands: list[Strand]) -> tuple[dict[int, set[str]], dict]:
    """Periods that earlier rounds asked about and for which no figure came; carried-over lines.

    A line still open in an earlier round is returned there, not here; what was last skipped is not
    asked for again.
    """
    before = Q(round__period_end__lt=round_.period_end)
    over = Q(state=State.CARRIED_OVER, round__period_end__lte=round_.period_end)
    asked = ReturnLine.objects.filter(before | over, strand__in=strands).exclude(round=round_)
    left = Q(round__closed_at__isnull=False) | Q(state__in=FINISHED)
    settled = _settled(strands)
    last: dict[Key, ReturnLine] = {}
    for line in asked.filter(left).order_by("round__period_end", "round__opens"):
        last[line.strand_id, line.period] = line
    awaited, carried = defaultdict(set), {}
    for key, line in last.items():
        if line.state != State.SKIPPED and key not in settled:
            awaited[key[0]].add(key[1])
        if line.state == State.CARRIED_OVER:
            carried[key] = line
    return awaited, carried


def _settled(strands: list[Strand]) -> set[Key]:
    """Figures for which nobody waits any more."""
    rows = Figure.objects.current().filter(strand__in=strands, state__in=sorted(SETTLED_STATES))
    return set(rows.values_list("strand", "period"))


def _answered(round_: Round, strands: list[Strand]) -> set[Key]:
    """The round's own periods that another round has already answered and signed off."""
    rows = Figure.objects.current().filter(
        strand__in=strands,
        state__in=sorted(SETTLED_STATES),
        recorded_by__isnull=False,
        period_end__gte=round_.period_start,
    )
    return set(rows.values_list("strand", "period"))


def _asked_elsewhere(round_: Round, strands: list[Strand]) -> set[Key]:
    """Figures that another open round still asks for: they are returned there."""
    lines = ReturnLine.objects.filter(strand__in=strands, round__closed_at=None, is_due=True)
    lines = lines.exclude(round=round_).exclude(state__in=FINISHED)
    return set(lines.values_list("strand", "period"))


def _asks_outturns_apart(round_: Round):
    """The day up to which years are left to the year-end round; None where there is none."""
    if round_.is_year:
        return None
    calendar = RoundCalendar.objects.filter(partnership=round_.partnership_id, has_year_end=True)
    ends_a_year = periods.ends_its_year(round_.when)
    return round_.period_end if ends_a_year and calendar.exists() else None


def _loaded_figures(round_: Round, strands: list[Strand]) -> dict[Key, Figure]:
    """History that was loaded for the round's own periods: it stands in the boxes to confirm."""
    rows = Figure.objects.current().filter(
        strand__in=strands,
        period_end__gte=round_.period_start,
        period_end__lte=round_.period_end,
    )
    loaded = (FigureState.LOADED, FigureState.NOT_KNOWN, FigureState.NOT_COLLECTED)
    return {(row.strand_id, row.period): row for row in rows if row.state in loaded}


def _owed(strand: Strand, round_: Round, awaited: set[str]) -> list[periods.Period]:
    agreements = {c.agreement for c in strand.indicator.commitments.all()}
    owed = periods_owed(
        frequency=strand.indicator.frequency,
        observed=round_.when,
        terms=[(agreement.starts, agreement.ends) for agreement in agreements],
        awaited=awaited,
    )
    return [period for period in owed if strand.indicator.is_measured_at(period.end)]


def _line(quarterly_return, strand, period, figure: Figure | None) -> ReturnLine:
    round_ = quarterly_return.round
    line = ReturnLine(
        partnership_id=quarterly_return.partnership_id,
        quarterly_return=quarterly_return,
        round=round_,
        strand=strand,
        period=period.key,
        period_start=period.start,
        period_end=period.end,
        is_due=is_due(period, lag_days=strand.indicator.lag_days, by=quarterly_return.due),
    )
    if figure:
        line.value, line.numerator = figure.value, figure.numerator
        line.denominator, line.is_illustrative = figure.denominator, figure.is_illustrative
        line.figure_state = FigureState.MEASURED if figure.value is not None else figure.state
    return line


def _with_what_was_typed(line: ReturnLine, before: ReturnLine | None) -> ReturnLine:
    if before is not None and before.entered_at:
        for name in KEPT_FIELDS:
            setattr(line, name, getattr(before, name))
        line.state = readiness(line)
    return line
