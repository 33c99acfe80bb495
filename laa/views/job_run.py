from functools import partial

from django.shortcuts import render

from laa.access import in_partnership
from laa.exports.people import job_rows
from laa.exports.tables import asked_for
from laa.models import JobRun
from laa.permissions import Member, Permission


@in_partnership(Permission.SEE_JOBS)
def jobs(request, member: Member):
    """What the jobs did, newest first."""
    runs = JobRun.objects.filter(partnership=member.partnership)[:100]
    if file := asked_for(request, {"jobs": partial(job_rows, runs)}, name="Jobs"):
        return file
    return render(request, "laa/jobs.html", {"runs": runs})
