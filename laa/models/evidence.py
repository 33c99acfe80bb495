from django.db import models

from laa.models.base import uuid_field
from laa.models.thread import Audience


class EvidenceFolder(models.Model):
    """The files that bear something out. What they bear out holds a OneToOne to it."""

    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="evidence_folders"
    )
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.OPERATIONAL)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Evidence {self.pk}"


class EvidenceFile(models.Model):
    """One file as it was uploaded: kept outside what the web server serves, read through a page."""

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    folder = models.ForeignKey(EvidenceFolder, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="evidence/%Y/%m", max_length=300)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return self.name
