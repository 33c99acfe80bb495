"""A report's page: its steps with the time each took, its files, what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from laa import clock
from laa.models import Consideration, Report, ReportFile, ReportStep

FORMATS = ("pdf", "docx", "xlsx", "html", "json")


@dataclass(frozen=True)
class StepRow:
    """A step with how long it took, or has been taking."""

    step: ReportStep
    took: timedelta | None

    @property
    def took_said(self) -> str:
        """ "2 days 3 hours"; "" before it came to anybody."""
        return "" if self.took is None else duration_said(self.took)


def duration_said(took: timedelta) -> str:
    """A length of time in days and hours, or in minutes where it is short.

    >>> duration_said(timedelta(days=2, hours=3))
    '2 days 3 hours'
    """
    hours = took.seconds // 3600
    parts = [_count(took.days, "day"), _count(hours, "hour")]
    if not took.days and not hours:
        return _count(took.seconds // 60, "minute") or "less than a minute"
    return " ".join(filter(None, parts))


def _count(number: int, noun: str) -> str:
    if not number:
        return ""
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def step_rows(report: Report) -> list[StepRow]:
    """All the steps of all attempts, in order, in one query."""
    now = clock.now(report.partnership)
    return [StepRow(step, _took(step, now)) for step in report.steps.select_related("person")]


def _took(step: ReportStep, now: datetime) -> timedelta | None:
    if step.came_at is None:
        return None
    return max((step.done_at or now) - step.came_at, timedelta())


def whole_time(rows: list[StepRow]) -> str:
    """How long all steps took together; "" before there is one."""
    took = [row.took for row in rows if row.took is not None]
    return duration_said(sum(took, timedelta())) if took else ""


def in_order(files: Iterable[ReportFile]) -> list[ReportFile]:
    """Files in the order in which people look for them."""
    return sorted(files, key=lambda file: FORMATS.index(file.format))


def files_by_cover(report: Report) -> list[tuple[str, list[ReportFile]]]:
    """The kept files under each cover, in the order of audiences; empty before it is issued."""
    if not report.is_issued:
        return []
    files = in_order(report.files.defer("content"))
    return [
        (cover.label, [file for file in files if file.cover == cover]) for cover in report.audiences
    ]


def considerations(report: Report) -> list[Consideration]:
    found = report.considerations.select_related("meeting__board", "recorded_by")
    return list(found.prefetch_related("decisions__partner"))
