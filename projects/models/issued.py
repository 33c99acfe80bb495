from django.db import models
from django.urls import reverse

from laa.models.issued_document import IssuedDocument


class IssuedReport(IssuedDocument):
    """An end-of-project report that went to the funder."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="issued")

    class Meta(IssuedDocument.Meta):
        verbose_name = "issued report"

    def __str__(self) -> str:
        return f"{self.project}: report of {self.issued_at:%-d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse(
            "projects:report-issued", args=[self.partnership.slug, self.project.slug, self.uuid]
        )
