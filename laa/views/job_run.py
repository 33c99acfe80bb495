from functools import partial

from django.shortcuts import render

from laa.access import in_partnership
from laa.exports.people import job_rows
from laa.exports.tables import asked_for
from laa.models import Delivery, JobRun
from laa.permissions import Member, Permission


@in_partnership(Permission.SEE_JOBS)
def jobs(request, member: Member):
    """What the jobs did, newest first: when, how long, how far, and which rows failed."""
    runs = JobRun.objects.filter(partnership=member.partnership)[:100]
    if file := asked_for(request, {"jobs": partial(job_rows, runs)}, name="Jobs"):
        return file
    given_up = Delivery.objects.filter(
        partnership=member.partnership, state=Delivery.State.GIVEN_UP
    ).count()
    return render(request, "laa/jobs.html", {"runs": runs, "given_up": given_up})
