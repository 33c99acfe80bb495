"""A project's promises and what came of them, read from its funding agreement in the core."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Subquery

from laa.models import Commitment, Figure, Indicator, Target
from laa.rules.vocabulary import FigureState
from projects.models import Project, TargetComment
from projects.rules.attainment import Output, YearLine
from projects.rules.qualified import number_said
from projects.rules.so_far import so_far

ESTIMATES = (FigureState.FORECAST, FigureState.ESTIMATED)


def outputs_of(project: Project, *, until: date | None = None) -> list[Output]:
    """Its headings in printed order, with a line for each year that has a target.

    `until` leaves out what tells of days after it, unless it was said by then.
    """
    if project.agreement_id is None:
        return []
    comments = TargetComment.objects.of(project).filter(indicator=OuterRef("indicator"))
    commitments = (
        Commitment.objects.kept()
        .filter(agreement=project.agreement_id)
        .select_related("indicator")
        .annotate(said=Subquery(comments.values("text")[:1]))
        .in_printed_order()
    )
    lines = _lines(project, until)
    return [
        Output(
            commitment.indicator.reference,
            commitment.indicator.title,
            tuple(lines[commitment.indicator_id]),
            commitment.said or "",
            commitment.indicator.slug,
        )
        for commitment in commitments
    ]


def output_of(project: Project, indicator: Indicator) -> Output:
    """One heading by itself."""
    comment = TargetComment.objects.of(project).filter(indicator=indicator).first()
    lines = _lines(project)[indicator.pk]
    said = comment.text if comment else ""
    return Output(indicator.reference, indicator.title, tuple(lines), said)


def _lines(project: Project, until: date | None = None) -> dict[int, list[YearLine]]:
    """By indicator: each year's target, and the current figure for the same strand and period."""
    targets = (
        Target.objects.current()
        .filter(commitment__agreement=project.agreement_id, strand__key="all")
        .select_related("strand__indicator")
        .order_by("period_start")
    )
    targets = list(targets)
    strands = {target.strand_id for target in targets}
    figures: dict[int, dict[str, Figure]] = defaultdict(dict)
    for figure in Figure.objects.current().filter(strand__in=strands):
        if until is None or _was_told(figure, until):
            figures[figure.strand_id][figure.period] = figure
    found = defaultdict(list)
    for target in targets:
        found[target.strand.indicator_id].append(_line(target, figures[target.strand_id]))
    return found


def _was_told(figure: Figure, until: date) -> bool:
    return figure.period_end <= until or (figure.as_at is not None and figure.as_at <= until)


def _line(target: Target, figures: dict[str, Figure]) -> YearLine:
    """What was told of the year; where nobody has, what its quarters or months come to so far."""
    figure = figures.get(target.period)
    if figure is None and (part := _so_far(target, figures.values())):
        value, said = part
        return YearLine(
            target.period, target.value, target.text, value, number_said(value), so_far=said
        )
    return YearLine(
        period=target.period,
        target=target.value,
        target_text=target.text,
        achieved=figure.value if figure else None,
        achieved_text=(figure.text or figure.get_state_display()) if figure else "",
        is_estimate=bool(figure) and figure.state in ESTIMATES,
        as_at=figure.as_at if figure else None,
    )


def _so_far(target: Target, figures: Iterable[Figure]):
    """Forecasts tell of no part that is over."""
    told = [(f.when, f.value) for f in figures if f.value is not None and f.state not in ESTIMATES]
    indicator = target.strand.indicator
    return so_far(told, target.when, indicator.accumulates, indicator.unit)
