"""Issuing a report: its files are kept one by one, and once all are there it is issued for ever."""

import hashlib

from django.db import transaction

from laa import audit, clock
from laa.actions.changes import as_seen
from laa.actions.effort import count_uses
from laa.actions.refusals import Refused
from laa.models import IndicatorUse, JobRun, Report, ReportFile, User
from laa.rules.vocabulary import Cover, FileFormat

State, Kind = Report.State, IndicatorUse.Kind


@transaction.atomic
def ask_to_issue(report: Report, *, by: User) -> Report:
    """An approved report waits for a worker from now on."""
    report = as_seen(report, None)
    if report.state != State.APPROVED:
        said = report.get_state_display().lower()
        raise Refused(f"{report} is {said}. Only an approved report can be issued.")
    report.state, report.issued_by = State.ISSUING, by
    report.save()
    audit.record(
        "report.ask_to_issue",
        subject=report,
        by=by,
        partnership=report.partnership,
        after={"covers": report.covers, "sha256": report.sha256},
    )
    return report


def files_wanted(report: Report) -> list[tuple[Cover, FileFormat]]:
    return [(cover, format) for cover in report.audiences for format in FileFormat]


@transaction.atomic
def begin_rendering(report: Report) -> JobRun:
    """The run in the ledger: the one that was broken off, or a new one."""
    kept = {"report": str(report.uuid)}
    run = JobRun.objects.filter(partnership=report.partnership, kept=kept, finished_at=None).first()
    if run is None:
        run = JobRun.objects.create(
            partnership=report.partnership,
            name=f"issue_report:{report.when.short_label}",
            as_at=clock.today(report.partnership),
            started_at=clock.now(report.partnership),
            total=len(files_wanted(report)),
            kept=kept,
        )
    return run


@transaction.atomic
def keep_file(
    report: Report, run: JobRun, *, cover: Cover, format: FileFormat, content: bytes
) -> None:
    """One file more. Of two workers at the same one the first is kept."""
    file = ReportFile(
        partnership=report.partnership,
        report=report,
        cover=cover,
        format=format,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        rendered_at=clock.now(report.partnership),
        rendered_by=report.issued_by,
    )
    ReportFile.objects.bulk_create([file], ignore_conflicts=True)
    JobRun.objects.filter(pk=run.pk).update(progress=report.files.count())


def keep_error(run: JobRun, said: str) -> None:
    """Why a try broke off; the next one goes on from there."""
    JobRun.objects.filter(pk=run.pk, finished_at=None).update(error=said)


@transaction.atomic
def finish_issue(report: Report, run: JobRun) -> bool:
    """Issued, if every file is there; False if another worker just said so, or one is missing."""
    there = set(report.files.values_list("cover", "format"))
    if {(cover.value, format.value) for cover, format in files_wanted(report)} - there:
        return False
    now = clock.now(report.partnership)
    waiting = Report.objects.filter(pk=report.pk, state=State.ISSUING)
    is_mine = bool(waiting.update(state=State.ISSUED, issued_at=now))
    counts = {"files": len(there)}
    JobRun.objects.filter(pk=run.pk).update(finished_at=now, counts=counts, error="")
    if is_mine:
        audit.record(
            "report.issue",
            subject=report,
            by=report.issued_by,
            partnership=report.partnership,
            after={"sha256": report.sha256, "files": len(there)},
        )
        count_uses(_told_of(report), kind=Kind.REPORTED, partnership=report.partnership)
    return is_mine


def _told_of(report: Report):
    """The indicators of which the report tells a figure; a line without one is no use of it."""
    told = {
        promise["reference"]
        for theme in report.said["themes"]
        for promise in theme["promises"]
        if any(line["figure"] for line in promise["lines"])
    }
    return report.partnership.indicators.filter(reference__in=told)


def progress(report: Report) -> tuple[int, int]:
    """How many files are there, and of how many."""
    return report.files.count(), len(files_wanted(report))
