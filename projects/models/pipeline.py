from django.core.exceptions import ValidationError
from django.db import models

from projects.models.base import OfProject, where_field


class Pipeline(OfProject):
    """A way that clients go step by step, such as forming a company."""

    name = models.CharField("Name", max_length=100)
    stages = models.JSONField(default=list, help_text="In order; the last is what counts.")

    class Meta:
        ordering = ["project", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="projects_pipeline_name",
                violation_error_message="This project already has a pipeline of that name.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self):
        if len(set(self.stages)) != len(self.stages) or not all(self.stages):
            raise ValidationError("Each stage has a line of its own, and no two are called alike.")


class PipelineEntry(OfProject):
    """One client on a pipeline; without a client, one that a document counts and does not name."""

    pipeline = models.ForeignKey(Pipeline, models.CASCADE, related_name="entry_set")
    client = models.ForeignKey(
        "projects.Client", models.CASCADE, null=True, blank=True, related_name="pipelineentry_set"
    )
    stage = models.CharField(max_length=100)
    since = models.DateField(null=True, blank=True)
    where = where_field()

    class Meta:
        ordering = ["project", "pipeline", "pk"]
        verbose_name_plural = "pipeline entries"
        constraints = [
            models.UniqueConstraint(
                fields=["pipeline", "client"],
                name="projects_pipelineentry_once",
                violation_error_message="This client is on the pipeline already. Move it instead.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.client or 'Not named'}: {self.stage}"

    def clean(self):
        if self.pipeline_id and self.stage not in self.pipeline.stages:
            stages = ", ".join(self.pipeline.stages)
            raise ValidationError(f"“{self.stage}” is no stage of {self.pipeline}: {stages}.")


class StageChange(OfProject):
    """A step of a client along a pipeline, back or forth; the rows are its history."""

    entry = models.ForeignKey(PipelineEntry, models.CASCADE, related_name="change_set")
    stage = models.CharField(max_length=100)
    on = models.DateField()

    class Meta:
        ordering = ["project", "entry", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.entry}, {self.on:%-d %B %Y}"
