from datetime import timedelta

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
    progress = models.PositiveIntegerField(default=0, help_text="How many of `total` are done.")
    total = models.PositiveIntegerField(null=True, blank=True)
    reached = models.CharField(
        max_length=100, blank=True, help_text="Where a run that was stopped goes on."
    )
    problems = models.JSONField(
        default=list, blank=True, help_text="Rows that failed, each with why; the rest went on."
    )
    kept = models.JSONField(
        default=dict, blank=True, help_text="What its later steps, and the next run, must know."
    )
    error = models.TextField(
        blank=True, help_text="When and why a try broke off; the next one goes on from there."
    )

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["partnership", "name", "-started_at"], name="laa_jobrun_latest")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.partnership}, {self.as_at}"

    @property
    def duration(self) -> timedelta | None:
        """How long it took; None while it is under way or after it broke off."""
        return self.finished_at - self.started_at if self.finished_at else None

    @property
    def state_said(self) -> str:
        if self.finished_at:
            return "Finished"
        return "Broken off; it goes on with the next look" if self.error else "Under way"

    @property
    def name_said(self) -> str:
        """“flag_off_track:luton-laa” as people say it: “Flag off track: luton-laa”."""
        name, _, of = self.name.partition(":")
        said = name.replace("_", " ").capitalize()
        return f"{said}: {of}" if of else said

    @property
    def counts_said(self) -> str:
        """“3 opened, 1 told”: what it counted, and nothing of what is kept for the next run."""
        told = {name: n for name, n in self.counts.items() if n}
        # PostgreSQL keeps the names in an order of its own.
        return ", ".join(f"{told[name]} {name}" for name in sorted(told)) or "nothing to do"
