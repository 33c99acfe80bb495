from django.shortcuts import render

from laa.access import in_partnership
from laa.models import JobRun
from laa.permissions import Member, Permission


@in_partnership(Permission.SEE_JOBS)
def jobs(request, member: Member):
    """What the jobs did, newest first."""
    runs = JobRun.objects.filter(partnership=member.partnership)[:100]
    return render(request, "laa/jobs.html", {"runs": runs})
