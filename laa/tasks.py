"""What the workers do: load by id, check that it is still to be done, call the action."""

import logging

from celery import shared_task

from laa.actions import flags
from laa.models import Partnership

log = logging.getLogger(__name__)


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
