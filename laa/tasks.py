"""What the workers do: load by id, check that it is still to be done, call the action."""

import logging
from contextlib import suppress

from celery import shared_task

from laa import digests, issuing
from laa.actions import deliveries, digest_runs
from laa.actions.imports import run_import
from laa.actions.job_runs import is_needed, run_job
from laa.actions.jobs import every_job
from laa.actions.refusals import NothingToDo
from laa.models import AgreementImport, Partnership, Report

State = AgreementImport.State

log = logging.getLogger(__name__)


@shared_task
def import_document(import_id: int) -> None:
    """Load a document that somebody queued, unless another worker just did."""
    started = AgreementImport.objects.filter(pk=import_id, state=State.QUEUED).first()
    if started is None:
        return
    with suppress(NothingToDo):
        run_import(started)


@shared_task
def import_documents() -> None:
    """Wake a task for every document still waiting: a lost message loses no import."""
    for pk in AgreementImport.objects.filter(state=State.QUEUED).values_list("pk", flat=True):
        import_document.delay(pk)


@shared_task
def run_everywhere(name: str) -> None:
    """Wake a task for every partnership in which a job is behind; beat calls this by the clock."""
    job = every_job()[name]
    for partnership in Partnership.objects.select_related("demonstration").order_by("pk"):
        if is_needed(job, partnership):
            run_in_partnership.delay(name, partnership.pk)


@shared_task
def run_in_partnership(name: str, partnership_id: int) -> None:
    """Run a job in one partnership, unless another worker just did."""
    partnership = (
        Partnership.objects.select_related("demonstration").filter(pk=partnership_id).first()
    )
    if partnership is None:
        return
    run = run_job(every_job()[name], partnership)
    if run:
        log.info("%s %s: %s", name, partnership.slug, run.counts)


@shared_task
def deliver_due() -> None:
    """Hand over the e-mails that are due; beat calls this by the minute, a commit at once."""
    counts = deliveries.deliver_all_due()
    if any(counts.values()):
        log.info("deliver_due: %s", counts)


@shared_task
def deliver(delivery_id: int) -> None:
    """Hand over one e-mail, unless it is not due or another worker has it."""
    deliveries.deliver_one(delivery_id)


@shared_task
def digest_everywhere() -> None:
    """Wake a task for every partnership whose digests of this week are still to be written."""
    for partnership in Partnership.objects.select_related("demonstration").order_by("pk"):
        if digest_runs.needs_a_run(partnership):
            digest_partnership.delay(partnership.pk)


@shared_task
def digest_partnership(partnership_id: int) -> None:
    """Write one partnership's weekly digests, unless another worker just did."""
    found = Partnership.objects.select_related("demonstration").filter(pk=partnership_id).first()
    if found and (run := digests.digest_due(found)):
        log.info("digest %s: %s", found.slug, run.counts)


@shared_task
def issue_report(report_id: int) -> None:
    """Render a report to its files and issue it, unless another worker just did."""
    waiting = Report.objects.waiting_to_be_rendered().filter(pk=report_id)
    report = waiting.select_related("partnership__demonstration", "issued_by").first()
    if report and issuing.issue(report):
        log.info("issued %s", report.uuid)


@shared_task
def issue_reports() -> None:
    """Wake a task for every report still waiting: a lost message loses no report."""
    for pk in Report.objects.waiting_to_be_rendered().values_list("pk", flat=True):
        issue_report.delay(pk)
