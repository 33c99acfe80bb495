"""The jobs that go step by step through a partnership, by their names in the ledger."""

from django.apps import apps

from laa.actions.flags import FLAG_OFF_TRACK
from laa.actions.housekeeping import HOUSEKEEPING
from laa.actions.job_runs import Job
from laa.actions.overdue_actions import OVERDUE_ACTIONS
from laa.actions.round_jobs import OPEN_ROUNDS, REMIND_OFFICERS

JOBS = {
    job.name: job
    for job in (OPEN_ROUNDS, REMIND_OFFICERS, FLAG_OFF_TRACK, HOUSEKEEPING, OVERDUE_ACTIONS)
}


def every_job() -> dict[str, Job]:
    """By name: the core's, and those an app beside it declares as `jobs` on its AppConfig."""
    found = dict(JOBS)
    for config in apps.get_app_configs():
        found |= {job.name: job for job in getattr(config, "jobs", ())}
    return found
