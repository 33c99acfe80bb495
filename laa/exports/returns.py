"""Returns and rounds as rows."""

from laa.clock import day_of
from laa.queries.return_page import LineContext
from laa.queries.work import ReturnSummary

LINE_HEAD = [
    "Reference",
    "Strand",
    "Title",
    "Period",
    "Last period",
    "Same period last year",
    "Before a new definition",
    "Target",
    "Returned",
    "People who answered",
    "Design effect",
    "Unit",
    "What it is",
    "Illustrative",
    "Commentary",
    "What is done about it",
    "By when",
    "Help needed",
    "Outlook",
    "Why",
    "Judged",
    "Judged so because",
    "State",
    "Sent back or reopened because",
]


def line_rows(contexts: list[LineContext]) -> list[list]:
    """Every line of a return with what stands beside it; no figure stays empty."""
    return [LINE_HEAD, *(_line_row(context) for context in contexts)]


def _line_row(context: LineContext) -> list:
    line, indicator = context.line, context.line.strand.indicator
    before, year_ago = context.last_period, context.last_year
    return [
        indicator.reference,
        line.strand.label,
        indicator.title,
        line.period,
        before.value if before else None,
        year_ago.value if year_ago else None,
        _apart_said(context),
        context.target_said,
        line.value,
        line.sample,
        line.design_effect,
        indicator.get_unit_display(),
        line.get_figure_state_display() if line.is_due else "Not due",
        "illustrative" if line.is_illustrative and line.value is not None else None,
        line.commentary,
        line.recovery,
        line.recovery_due,
        line.help_needed,
        line.get_outlook_display(),
        line.outlook_reason,
        line.get_judgement_display(),
        line.judgement_reason,
        line.get_state_display(),
        line.question,
    ]


def _apart_said(context: LineContext) -> str | None:
    """Which of the two earlier figures are not comparable; None where both are."""
    earlier = {"last period": context.last_period, "last year": context.last_year}
    apart = [name for name, figure in earlier.items() if figure and context.is_apart(figure)]
    return ", ".join(apart) or None


ROUND_HEAD = ["Period", "Opens", "Due", "Sign-off by", "Closed"]


def round_rows(rounds) -> list[list]:
    return [
        ROUND_HEAD,
        *(
            [r.period, r.opens, r.due, r.sign_off, day_of(r.closed_at) if r.closed_at else None]
            for r in rounds
        ),
    ]


SUMMARY_HEAD = [
    "Supplier",
    "State",
    "Due",
    "Lines",
    "Ready",
    "To certify",
    "To sign off",
    "Signed off",
    "Set aside",
]


def summary_rows(summaries: list[ReturnSummary]) -> list[list]:
    return [SUMMARY_HEAD, *(_summary_row(summary) for summary in summaries)]


def _summary_row(summary: ReturnSummary) -> list:
    return [
        summary.quarterly_return.partner.name,
        summary.state_said,
        summary.due,
        summary.asked,
        summary.ready,
        summary.submitted,
        summary.certified,
        summary.signed_off,
        summary.set_aside,
    ]
