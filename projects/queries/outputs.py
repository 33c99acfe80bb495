"""A project's promises and what came of them, read from its funding agreement in the core."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery

from laa.models import Commitment, Figure, Indicator, Target
from laa.rules.vocabulary import FigureState
from projects.models import Project, TargetComment
from projects.rules.attainment import Output, YearLine

ESTIMATES = (FigureState.FORECAST, FigureState.ESTIMATED)


def outputs_of(project: Project) -> list[Output]:
    """Its headings in printed order, with a line for each year that has a target."""
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
    lines = _lines(project)
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


def _lines(project: Project) -> dict[int, list[YearLine]]:
    """By indicator: each year's target, and the current figure for the same strand and period."""
    targets = (
        Target.objects.current()
        .filter(commitment__agreement=project.agreement_id, strand__key="all")
        .select_related("strand")
        .order_by("period_start")
    )
    targets = list(targets)
    strands = {target.strand_id for target in targets}
    figures = {
        (figure.strand_id, figure.period): figure
        for figure in Figure.objects.current().filter(strand__in=strands)
    }
    found = defaultdict(list)
    for target in targets:
        figure = figures.get((target.strand_id, target.period))
        found[target.strand.indicator_id].append(_line(target, figure))
    return found


def _line(target: Target, figure: Figure | None) -> YearLine:
    return YearLine(
        period=target.period,
        target=target.value,
        target_text=target.text,
        achieved=figure.value if figure else None,
        achieved_text=(figure.text or figure.get_state_display()) if figure else "",
        is_estimate=bool(figure) and figure.state in ESTIMATES,
        as_at=figure.as_at if figure else None,
    )
