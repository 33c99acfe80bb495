"""Rendering an approved report to its files: each kept before the next is begun."""

from laa.actions.report_issue import (
    begin_rendering,
    files_wanted,
    finish_issue,
    keep_error,
    keep_file,
)
from laa.models import Report
from laa.reports.render import rendered

LONGEST_WHY = 500


def issue(report: Report) -> bool:
    """Render what is not rendered yet, then issue. A worker that was killed goes on from here."""
    run = begin_rendering(report)
    there = set(report.files.values_list("cover", "format"))
    try:
        for cover, format in files_wanted(report):
            if (cover.value, format.value) not in there:
                content = rendered(report.body, cover=cover, format=format)
                keep_file(report, run, cover=cover, format=format, content=content)
    except Exception as error:
        keep_error(run, f"{type(error).__name__}: {error}"[:LONGEST_WHY])
        raise
    return finish_issue(report, run)
