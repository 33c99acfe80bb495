"""The body of a report: what is signed off about a period, composed from what pages show too."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from laa.models import Action, Agreement, Board, Decision, Rating, Report, Risk
from laa.queries.compared import comparators_of
from laa.queries.dashboard import dashboard, usual_rule
from laa.queries.dashboard_row import Row
from laa.queries.report_lines import as_of, promise
from laa.rules import periods
from laa.rules.corrections import corrections
from laa.rules.report_contents import WHOLE, report_title
from laa.rules.report_counts import counts
from laa.rules.vocabulary import ReportPart


@dataclass(frozen=True)
class Asked:
    """What a report is to be about. `board` None: the whole agreement, for no board."""

    agreement: Agreement
    period: periods.Period
    as_at: date
    board: Board | None = None
    contents: tuple[str, ...] = WHOLE
    words: dict = field(default_factory=dict)


def report_body(asked: Asked) -> dict:
    """What the report says, as canonical JSON can hold it: texts, whole numbers, yes and no.

    It holds nothing of a later period, and no note that officers keep among themselves.
    """
    agreement = asked.agreement
    rows = _rows(asked)
    themes = _themes(rows, asked)
    issued = _issued_before(asked)
    return {
        "title": report_title(
            agreement.title, asked.period.short_label, str(asked.board) if asked.board else ""
        ),
        "partnership": {"slug": agreement.partnership.slug, "name": agreement.partnership.name},
        "agreement": _agreement(agreement, rows),
        "board": _board(asked.board),
        "period": asked.period.key,
        "period_said": asked.period.label,
        "as_at": asked.as_at.isoformat(),
        "as_at_said": f"{asked.as_at:%-d %B %Y}",
        "contents": [part.value for part in ReportPart if part in asked.contents],
        "counts": counts(themes),
        "themes": themes,
        "corrections": corrections(issued, themes, _reasons(agreement) if issued else {}),
        "report_before": issued["title"] if issued else "",
        "actions": _actions(asked) if ReportPart.ACTIONS in asked.contents else [],
        "risks": _risks(asked) if ReportPart.RISKS in asked.contents else [],
        "words": _words(asked),
    }


def _agreement(agreement: Agreement, rows: list[Row]) -> dict:
    rule = str(agreement.rule_in_force)
    made_by = usual_rule(rows) or rule
    # The terms of another rule than the one in force would be told of ratings it did not make.
    terms = agreement.rule_in_force.terms if made_by == rule else ()
    return {
        "slug": agreement.slug,
        "title": agreement.title,
        "starts": agreement.starts.isoformat(),
        "ends": agreement.ends.isoformat(),
        "term_said": f"{agreement.starts:%-d %B %Y} to {agreement.ends:%-d %B %Y}",
        "strategy": agreement.strategy,
        "strategy_ends_in": agreement.strategy_ends_in,
        "rule": made_by,
        "rule_terms": [str(term) for term in terms],
    }


def _board(board: Board | None) -> dict | None:
    return board and {"slug": board.slug, "name": board.name, "kind": board.get_kind_display()}


def themes_for(board: Board | None, agreement: Agreement):
    """The themes that a board oversees of an agreement; None is all of them."""
    if board is None or board.agreements.filter(pk=agreement.pk).exists():
        return None
    return list(board.themes.filter(agreement=agreement))


def oversees(board: Board, agreement: Agreement) -> bool:
    """Whether a board oversees the agreement, or some theme of it."""
    themes = themes_for(board, agreement)
    return themes is None or bool(themes)


def _rows(asked: Asked) -> list[Row]:
    themes = themes_for(asked.board, asked.agreement)
    found = dashboard(asked.agreement, themes=themes, today=asked.as_at)
    return [as_of(row, asked.period) for row in found.rows]


def _themes(rows: list[Row], asked: Asked) -> list[dict]:
    by_theme = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_theme[row.commitment.theme][row.commitment.pk].append(row)
    others = comparators_of({row.strand.pk for row in rows})
    until = asked.period.end
    themes = sorted(by_theme.items(), key=lambda item: (item[0].position, item[0].name))
    return [
        {
            "slug": theme.slug,
            "name": theme.name,
            "promises": [
                promise(lines[0].commitment, lines, others, until) for lines in promises.values()
            ],
        }
        for theme, promises in themes
    ]


def _issued_before(asked: Asked) -> dict | None:
    """What the last report to this board said; None where this is the first."""
    found = Report.objects.issued().filter(agreement=asked.agreement, board=asked.board)
    last = found.filter(period_end__lt=asked.period.end).order_by("-period_end").first()
    return last and last.said


def _reasons(agreement: Agreement) -> dict[tuple, str]:
    """Why ratings were changed, by line, period and round."""
    changed = Rating.objects.current().filter(commitment__agreement=agreement, version__gt=1)
    named = changed.values_list(
        "commitment__indicator__slug", "strand__key", "period", "round__period", "reason"
    )
    return {
        (f"{slug}:{strand}", period, round_): reason
        for slug, strand, period, round_, reason in named.order_by("pk")
    }


def _actions(asked: Asked) -> list[dict]:
    """What is in hand; the partner that does it stands for its people."""
    themes = themes_for(asked.board, asked.agreement)
    of_agreement = {"plan__improvement_plan__commitment__agreement": asked.agreement}
    found = Action.objects.open().filter(**of_agreement)
    if themes is not None:
        found = found.filter(plan__improvement_plan__commitment__theme__in=themes)
    found = found.select_related(
        "partner", "plan__partner", "plan__improvement_plan__commitment__indicator"
    ).order_by("plan__improvement_plan__commitment__printed_row", "number")
    return [_action(action, asked.as_at) for action in found]


def _action(action: Action, today: date) -> dict:
    return {
        "reference": action.plan.improvement_plan.commitment.indicator.reference,
        "title": action.title,
        "partner": (action.partner or action.plan.partner).name,
        "due_said": f"{action.due:%-d %B %Y}" if action.due else action.due_text or "no date",
        "status": action.get_status_display(),
        "is_overdue": action.is_overdue(today),
    }


def _risks(asked: Asked) -> list[dict]:
    themes = themes_for(asked.board, asked.agreement)
    found = Risk.objects.open().filter(agreement=asked.agreement).by_score()
    if themes is not None:
        found = found.filter(theme__in=themes)
    return [
        {
            "title": risk.title,
            "likelihood": risk.likelihood,
            "impact": risk.impact,
            "score": risk.score,
            "score_after": risk.score_after,
            "mitigation": risk.mitigation,
            "owner": risk.owner.name if risk.owner else "",
        }
        for risk in found.select_related("owner")
    ]


def _words(asked: Asked) -> dict:
    """What people wrote for it, with what was decided when the last one was considered."""
    return {**asked.words, "decided_before": _decided_before(asked)}


def _decided_before(asked: Asked) -> list[dict]:
    found = Decision.objects.filter(
        consideration__report__agreement=asked.agreement,
        consideration__report__board=asked.board,
        consideration__report__period_end__lt=asked.period.end,
        decided_on__lte=asked.as_at,
    ).select_related("partner")
    return [
        {
            "on": f"{decision.decided_on:%-d %B %Y}",
            "kind": decision.get_kind_display(),
            "text": decision.text,
            "partner": decision.partner.name if decision.partner else "",
            "due_said": f"{decision.due:%-d %B %Y}" if decision.due else "",
        }
        for decision in found.order_by("decided_on", "pk")
    ]
