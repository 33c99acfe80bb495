"""What a report says of one promise: plain texts and whole numbers, ready to be written down."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from laa.models import Commitment, Comparator
from laa.queries.compared import compared
from laa.queries.dashboard_row import Row
from laa.queries.points import Point
from laa.queries.words import rated_target_said, words_of
from laa.rules import periods
from laa.rules.vocabulary import Because, Comparison, FigureState
from laa.rules.vocabulary import Rating as Word

AGAINST_BASELINE = {
    Comparison.BETTER: "Better than baseline",
    Comparison.SAME: "The same as the baseline",
    Comparison.WORSE: "Worse than baseline",
}


def as_of(row: Row, period: periods.Period) -> Row:
    """The row as the period's reader may know it: no later round, period or flag."""
    row.points = [
        point
        for point in row.points
        if point.period_end <= period.end and periods.period(point.round).end <= period.end
    ]
    row.flags = [flag for flag in row.flags if flag.period_end <= period.end]
    row.newest_round = period.key
    return row


def digits(value: Decimal | None) -> str:
    """A number as its bare digits, so that no reader rounds or parts them; "" where there is none.

    >>> digits(Decimal("1580.000000"))
    '1580'
    """
    if value is None:
        return ""
    return f"{value.normalize():f}" if value else "0"


def line_key(row: Row) -> str:
    """ "ni-181:all": names a line in every report of the agreement."""
    return f"{row.commitment.indicator.slug}:{row.strand.key}"


def line(row: Row, others: Iterable[Comparator], until: date) -> dict:
    """One strand of a promise, beside other areas until a day.

    Never notes that officers keep among themselves.
    """
    rated, due = row.last_rated, row.last_due
    return {
        "key": line_key(row),
        "strand": row.strand.key,
        "strand_said": row.strand_label,
        "figure": digits(due.value) if due else "",
        "figure_said": row.figure_said or "none yet",
        "figure_state": due.state if due else "",
        "is_illustrative": bool(due and due.is_illustrative and due.value is not None),
        "period": due.period if due else "",
        "period_said": due.short_period if due else "",
        "target_said": row.target_said,
        "rated_against": row.last_rated_target_said if rated else "",
        "rating": str(row.rating),
        "rating_said": row.rating_label,
        "is_fresh": row.is_fresh,
        "is_waiting": row.is_waiting,
        "against_baseline": AGAINST_BASELINE.get(rated.against_baseline, "") if rated else "",
        "direction": str(row.direction),
        "direction_said": row.direction_said,
        "outlook": row.outlook,
        "rule": row.rule_said,
        "story": due.commentary if due else "",
        "recovery": due.recovery if due else "",
        "recovery_due": f"{due.recovery_due:%-d %B %Y}" if due and due.recovery_due else "",
        "flags": [f"{flag.get_reason_display()}: {flag.text}" for flag in row.flags_said],
        "flagged": bool(row.flags),
        "awaited": row.awaited.said if row.total and row.awaited else "",
        "history": [_told(point, row) for point in row.points],
        "aims": _aims(row),
        "compared": _compared(row, others, until),
        "broken_on": row.broken_on.isoformat() if row.broken_on else "",
    }


def _told(point: Point, row: Row) -> dict:
    unit = row.commitment.indicator.unit
    has_target = point.target_text or point.target_value is not None
    return {
        "period": point.period,
        "round": point.round,
        "value": digits(point.value),
        "said": row.said(point.value) or FigureState(point.state).label,
        "state": point.state,
        "target": rated_target_said(point, unit) if has_target else "",
        "rating": str(point.rating),
        "rating_said": _rating_said(point),
        "is_illustrative": point.is_illustrative and point.value is not None,
    }


def _rating_said(point: Point) -> str:
    if point.rating == Word.NOT_RATED:
        return f"Not rated: {Because(point.because).label}"
    return words_of(point)


def _aims(row: Row) -> list[dict]:
    """The targets that are numbers by now, in order of time."""
    return [
        {"period": target.period, "value": digits(aim.value), "said": row.said(aim.value)}
        for target, aim in zip(row.targets, row.come_to, strict=True)
        if aim.value is not None
    ]


def _compared(row: Row, others: Iterable[Comparator], until: date) -> list[dict]:
    """Our figure beside the others' of the same period, the newest period first."""
    values = {point.period: point.value for point in row.points if point.value is not None}
    invented = {point.period for point in row.points if point.is_illustrative}
    indicator = row.commitment.indicator
    return [
        {
            "period": each.when.key,
            "own": digits(each.own),
            "own_said": each.own_said,
            "england_said": each.england_said,
            "region_said": each.region_said,
            "neighbours_said": each.neighbours_said,
            "place_said": each.place_said,
            "sources": each.sources,
            "others": [_other(one) for one in each.others if one.value is not None],
        }
        for each in compared(others, values, indicator, invented, until=until)
    ]


def _other(each: Comparator) -> dict:
    return {
        "kind": str(each.kind),
        "area": each.said,
        "value": digits(each.value),
        "is_illustrative": each.is_illustrative,
    }


def promise(
    commitment: Commitment, rows: list[Row], others: Mapping[int, list[Comparator]], until: date
) -> dict:
    """A promise with its lines, the plan for it, and who answers."""
    indicator = commitment.indicator
    held = getattr(commitment, "improvement_plan", None)
    return {
        "reference": indicator.reference,
        "slug": indicator.slug,
        "title": indicator.title,
        "definition": indicator.definition,
        "why_it_matters": indicator.why_it_matters,
        "unit": indicator.unit,
        "polarity": indicator.polarity,
        "polarity_said": indicator.get_polarity_display(),
        "designation": commitment.designation,
        "designation_said": commitment.get_designation_display(),
        "lead": commitment.lead.name,
        "plan": _plan(commitment, held.plan) if held else None,
        "lines": [line(row, others.get(row.strand.pk, ()), until) for row in rows],
    }


def _plan(commitment: Commitment, plan) -> dict:
    return {
        "title": plan.title,
        "status": plan.get_status_display(),
        "actions": commitment.plan_actions,
        "open": commitment.plan_open,
        "overdue": commitment.plan_overdue,
    }
