from django.db import models
from django.urls import reverse

from laa.models.base import period_field
from laa.models.issued_document import IssuedDocument
from laa.rules import periods


class IssuedReport(IssuedDocument):
    """What went to the funder: the return of a quarter, or the end-of-project report."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="issued")
    quarter = period_field(blank=True, help_text="Blank: the end-of-project report.")

    class Meta(IssuedDocument.Meta):
        verbose_name = "issued report"

    def __str__(self) -> str:
        return f"{self.project}: {self.what} as at {self.as_at:%-d %B %Y}"

    @property
    def what(self) -> str:
        if not self.quarter:
            return "report"
        return f"return for {periods.period(self.quarter).short_label}"

    def get_absolute_url(self) -> str:
        return reverse(
            "projects:report-issued", args=[self.partnership.slug, self.project.slug, self.uuid]
        )
