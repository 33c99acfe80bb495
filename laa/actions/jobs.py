"""The jobs that go step by step through a partnership, by their names in the ledger."""

from laa.actions.flags import FLAG_OFF_TRACK
from laa.actions.housekeeping import HOUSEKEEPING
from laa.actions.overdue_actions import OVERDUE_ACTIONS
from laa.actions.round_jobs import OPEN_ROUNDS, REMIND_OFFICERS

JOBS = {
    job.name: job
    for job in (OPEN_ROUNDS, REMIND_OFFICERS, FLAG_OFF_TRACK, HOUSEKEEPING, OVERDUE_ACTIONS)
}
