"""Rendering what is issued to its files: a report's each kept before the next is begun."""

import hashlib
from datetime import date

from django.db import transaction

from laa import audit, clock
from laa.actions.changes import hold
from laa.actions.report_issue import (
    begin_rendering,
    files_wanted,
    finish_issue,
    keep_error,
    keep_file,
)
from laa.models import Report, User
from laa.models.issued_document import IssuedDocument
from laa.models.submission import canonical
from laa.reports.board_report import report_pdf
from laa.reports.render import rendered
from laa.reports.word_report import report_docx
from laa.rules.blocks import Document
from laa.rules.document_data import as_data

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


def issue_document(
    row: IssuedDocument, document: Document, *, as_at: date | None = None, by: User
) -> IssuedDocument:
    """Fix an app's document: its body, the hash of it, and the files that go out.

    `row` is new, with what is particular to the app on it. `as_at` None: it tells of today.
    """
    row.as_at = as_at or clock.today(row.partnership)
    row.body = canonical(as_data(document)).decode()
    row.sha256 = hashlib.sha256(row.body.encode()).hexdigest()
    row.pdf = report_pdf(document, as_at=row.as_at)
    row.docx = report_docx(document, as_at=row.as_at)
    with transaction.atomic():
        hold(row.partnership)
        row.issued_at, row.issued_by = clock.now(row.partnership), by
        row.save(force_insert=True)
        audit.record(
            f"{row._meta.model_name}.issue",
            subject=row,
            by=by,
            partnership=row.partnership,
            after={"as_at": str(row.as_at), "sha256": row.sha256},
            note=row.note,
        )
    return row
