"""What the workers do for peer reviews: the core's way of running a job, with a job of ours."""

import logging

from celery import shared_task

from laa.actions.job_runs import is_needed, run_job
from laa.models import Partnership
from peer_reviews.actions.reminders import REMINDERS

log = logging.getLogger(__name__)


@shared_task
def remind_everywhere() -> None:
    """Wake a task for every partnership whose reminders are behind; beat calls this."""
    found = Partnership.objects.exclude(peer_reviews_reviews=None, peer_reviews_surveys=None)
    for partnership in found.select_related("demonstration").order_by("pk").distinct():
        if is_needed(REMINDERS, partnership):
            remind_in_partnership.delay(partnership.pk)


@shared_task
def remind_in_partnership(partnership_id: int) -> None:
    """Give one partnership's reminders, unless another worker just did."""
    found = Partnership.objects.select_related("demonstration").filter(pk=partnership_id).first()
    if found and (run := run_job(REMINDERS, found)):
        log.info("%s %s: %s", REMINDERS.name, found.slug, run.counts)
