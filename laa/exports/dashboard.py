"""A dashboard as rows: the page's words and numbers, one row per promise and strand."""

from laa.queries.dashboard import Dashboard, Row
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


def dashboard_rows(dashboard: Dashboard) -> list[list]:
    """The head and every row; a number stays a number, no figure stays empty."""
    return [HEAD, *(_row(row) for row in dashboard.rows)]


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
