"""What the workers do: load by id, check that it is still to be done, call the action."""

import logging
from contextlib import suppress

from celery import shared_task

from laa.actions import flags
from laa.actions.imports import run_import
from laa.actions.refusals import NothingToDo
from laa.models import AgreementImport, Partnership

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
def flag_everywhere() -> None:
    """Wake a task for every partnership whose flags are behind; beat calls this by the clock."""
    for partnership in Partnership.objects.select_related("demonstration").order_by("pk"):
        if flags.needs_a_run(partnership):
            flag_partnership.delay(partnership.pk)


@shared_task
def flag_partnership(partnership_id: int) -> None:
    """Flag what is off track in one partnership, unless another worker just did."""
    partnership = (
        Partnership.objects.select_related("demonstration").filter(pk=partnership_id).first()
    )
    if partnership is None or not flags.needs_a_run(partnership):
        return
    found = flags.flag_off_track(partnership)
    log.info("flag_off_track %s: %s", partnership.slug, found.counts)
