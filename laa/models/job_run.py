from django.db import models

from laa.models.base import uuid_field


class JobRun(models.Model):
    """What a job did for a partnership, and up to which day: the ledger it catches up from."""

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="job_runs")
    name = models.CharField(max_length=100)
    as_at = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["partnership", "name", "-started_at"], name="laa_jobrun_latest")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.partnership}, {self.as_at}"
