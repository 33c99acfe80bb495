"""A dashboard as rows: the page's words and numbers, one row per promise and strand."""

from laa.queries.dashboard import Dashboard, Row
from laa.queries.dashboard_more import More
from laa.queries.dashboard_view import Shown
from laa.rules.vocabulary import Comparison

HEAD = [
    "Reference",
    "Title",
    "Strand",
    "Theme",
    "Designation",
    "Rating",
    "Last figure",
    "Unit",
    "Period of the figure",
    "Illustrative",
    "Target as printed",
    "Against baseline",
    "Direction",
    "Outlook",
    "Lead partner",
    "Rule",
]
MORE_HEAD = [
    "Owner’s judgement",
    "Last year",
    "Year so far",
    "Against last year",
    "Plan",
    "Notes",
    "Help needed",
]
"""Of operational depth only: a board's file has no such columns."""


def dashboard_rows(dashboard: Dashboard) -> list[list]:
    """The head and every row; a number stays a number, no figure stays empty."""
    return [HEAD, *(_row(row) for row in dashboard.rows)]


def shown_rows(shown: Shown) -> list[list]:
    """The lines that are shown, as they are arranged, with all that the depth has."""
    if not shown.is_operational:
        return [HEAD, *(_row(row) for row in shown.rows)]
    return [[*HEAD, *MORE_HEAD], *([*_row(row), *_more(More(row))] for row in shown.rows)]


def heatmap_rows(shown: Shown) -> list[list]:
    """Periods as columns, and in each cell the word and the figure."""
    found = shown.heatmap
    head = ["Reference", "Title", "Strand", *(when.key for when in found.periods)]
    return [head, *(_line(line) for line in found.lines)]


def _line(line) -> list:
    indicator = line.row.commitment.indicator
    cells = [
        " ".join(filter(None, (cell.label, _figure(cell)))) if cell else None for cell in line.cells
    ]
    return [indicator.reference, indicator.title, line.row.strand_label, *cells]


def _figure(cell) -> str:
    if not cell.figure:
        return ""
    return f"({cell.figure}, illustrative)" if cell.is_illustrative else f"({cell.figure})"


def _more(more: More) -> list:
    help_needed = more.row.last_due.help_needed if more.row.last_due else ""
    return [
        more.judged,
        more.last_year,
        more.quarters_said,
        more.long_direction,
        more.plan_said,
        more.note,
        help_needed,
    ]


def _row(row: Row) -> list:
    indicator = row.commitment.indicator
    figure, rated = row.last_due, row.last_rated
    return [
        indicator.reference,
        indicator.title,
        row.strand_label,
        row.commitment.theme.name,
        row.commitment.get_designation_display(),
        row.rating_label,
        figure.value if figure else None,
        indicator.get_unit_display(),
        figure.period if figure else None,
        "illustrative" if figure and figure.is_illustrative else None,
        row.target_said,
        Comparison(rated.against_baseline).label if rated else None,
        row.direction_said,
        row.outlook,
        row.commitment.lead.name,
        row.rule_said,
    ]
