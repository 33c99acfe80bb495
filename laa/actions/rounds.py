"""Opening and closing the partnership's reporting rounds."""

from collections import defaultdict
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q

from laa import audit, clock
from laa.actions.refusals import RoundIsOpenAlready
from laa.models import (
    Agreement,
    Commitment,
    Figure,
    Partnership,
    QuarterlyReturn,
    ReturnLine,
    Round,
    Strand,
    User,
)
from laa.rules import periods
from laa.rules.owed import is_due, periods_owed
from laa.rules.vocabulary import SETTLED_STATES, FigureState


def open_round(**options) -> Round:
    """Open a round, once: of two people who press together one is told that it is open."""
    try:
        with transaction.atomic():
            return _open_round(**options)
    except IntegrityError:
        raise RoundIsOpenAlready(periods.period(options["period"]).short_label) from None


def _open_round(
    *,
    partnership: Partnership,
    period: str,
    opens: date,
    due: date,
    sign_off: date,
    by: User | None,
) -> Round:
    """Open a round and make each supplier's return, with a line for every figure it owes.

    `period` is the quarter, or the year of an outturn round, that is observed.
    """
    observed = periods.period(period)
    if Round.objects.filter(partnership=partnership, period=period).exists():
        raise RoundIsOpenAlready(observed.short_label)
    round_ = Round(partnership=partnership, period=period, opens=opens, due=due, sign_off=sign_off)
    round_.period_start, round_.period_end = observed.start, observed.end
    round_.full_clean()
    round_.save()
    lines = _make_lines(round_)
    audit.record(
        "round.open",
        subject=round_,
        by=by,
        partnership=partnership,
        after={"opens": opens, "due": due, "sign_off": sign_off, "lines": len(lines)},
    )
    return round_


@transaction.atomic
def close_round(round_: Round, *, by: User, note: str = "") -> Round:
    """Close a round: what was not signed off by now stays as it is and can no longer be typed."""
    if round_.closed_at:
        return round_
    round_.closed_at, round_.closed_by = clock.now(round_.partnership), by
    round_.save(update_fields=["closed_at", "closed_by"])
    audit.record("round.close", subject=round_, by=by, partnership=round_.partnership, note=note)
    return round_


@transaction.atomic
def reopen_round(round_: Round, *, by: User, note: str = "") -> Round:
    """Undo a close, so that a late line can still be returned."""
    if not round_.closed_at:
        return round_
    before = {"closed_at": round_.closed_at}
    round_.closed_at = round_.closed_by = None
    round_.save(update_fields=["closed_at", "closed_by"])
    audit.record(
        "round.reopen",
        subject=round_,
        by=by,
        partnership=round_.partnership,
        before=before,
        note=note,
    )
    return round_


def _make_lines(round_: Round) -> list[ReturnLine]:
    strands = _strands_promised(round_)
    awaited = _awaited_periods(round_, strands)
    latest = _loaded_figures(round_, strands)
    returns: dict[int, QuarterlyReturn] = {}
    lines = []
    for strand in strands:
        for period in _owed(strand, round_, awaited[strand.pk]):
            partner_id = strand.owed_by_id
            if partner_id not in returns:
                returns[partner_id] = QuarterlyReturn.objects.create(
                    partnership=round_.partnership, round=round_, partner_id=partner_id
                )
            figure = latest.get((strand.pk, period.key))
            lines.append(_line(returns[partner_id], strand, period, figure))
    return ReturnLine.objects.bulk_create(lines)


def _strands_promised(round_: Round) -> list[Strand]:
    """The strands of every indicator on which an agreement of the time promises something.

    What is retired, and what only promises that were withdrawn speak of, is not asked for.
    """
    term = Agreement.objects.covering(round_.period_start, round_.period_end)
    return list(
        Strand.objects.filter(
            partnership=round_.partnership, retired_on=None, indicator__retired_on=None
        )
        .filter(
            indicator__commitments__agreement__in=term,
            indicator__commitments__withdrawn_on=None,
        )
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


def _awaited_periods(round_: Round, strands: list[Strand]) -> dict[int, set[str]]:
    """Periods that earlier rounds asked about and for which no figure came.

    A line still open in an earlier round is returned there, not here.
    """
    settled = Figure.objects.current().filter(
        strand=OuterRef("strand"), period=OuterRef("period"), state__in=list(SETTLED_STATES)
    )
    asked = ReturnLine.objects.filter(
        strand__in=strands, round__period_end__lt=round_.period_end
    ).filter(Q(round__closed_at__isnull=False) | Q(state=ReturnLine.State.SIGNED_OFF))
    awaited = defaultdict(set)
    for strand_id, period in asked.exclude(Exists(settled)).values_list("strand", "period"):
        awaited[strand_id].add(period)
    return awaited


def _loaded_figures(round_: Round, strands: list[Strand]) -> dict[tuple[int, str], Figure]:
    """History that was loaded for the round's own periods: it stands in the boxes to confirm."""
    rows = Figure.objects.current().filter(
        strand__in=strands,
        period_end__gte=round_.period_start,
        period_end__lte=round_.period_end,
    )
    loaded = (FigureState.LOADED, FigureState.NOT_KNOWN, FigureState.NOT_COLLECTED)
    return {(row.strand_id, row.period): row for row in rows if row.state in loaded}


def _owed(strand: Strand, round_: Round, awaited: set[str]) -> list[periods.Period]:
    agreements = [c.agreement for c in strand.indicator.commitments.all()]
    return periods_owed(
        frequency=strand.indicator.frequency,
        observed=round_.when,
        term_start=min(agreement.starts for agreement in agreements),
        term_end=max(agreement.ends for agreement in agreements),
        awaited=awaited,
    )


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
        is_due=is_due(period, lag_days=strand.indicator.lag_days, by=round_.due),
    )
    if figure:
        line.value, line.numerator = figure.value, figure.numerator
        line.denominator, line.is_illustrative = figure.denominator, figure.is_illustrative
        line.figure_state = FigureState.MEASURED if figure.value is not None else figure.state
    return line
