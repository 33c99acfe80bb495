"""The calendar of reports as rows: one per quarter."""

from collections.abc import Iterable

from laa.queries.report_calendar import CalendarRow

HEAD = [
    "Quarter",
    "Returns due",
    "Sign-off by",
    "Reports",
    "Papers due",
    "Meetings",
    "Considered on",
]


def calendar_rows(rows: Iterable[CalendarRow]) -> list[list]:
    return [HEAD, *(_row(row) for row in rows)]


def _row(row: CalendarRow) -> list:
    return [
        row.when.key,
        row.round and row.round.due,
        row.round and row.round.sign_off,
        "; ".join(f"{_to(each)}: {each.get_state_display()}" for each in row.reports),
        "; ".join(f"{each.papers_due}" for each in row.meetings),
        "; ".join(f"{each}" for each in row.meetings),
        "; ".join(f"{each.considered_on}" for each in row.considered),
    ]


def _to(report) -> str:
    return str(report.board or "The whole agreement")
