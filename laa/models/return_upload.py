from datetime import timedelta

from django.db import models

from laa.models.base import uuid_field


class ReturnUploadQuerySet(models.QuerySet):
    def fresh(self, now):
        """Those that are still kept."""
        return self.filter(uploaded_at__gt=now - ReturnUpload.KEPT_FOR)


class ReturnUpload(models.Model):
    """A return's spreadsheet as it came back; nothing of it is saved until that is confirmed."""

    KEPT_FOR = timedelta(days=7)

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    quarterly_return = models.ForeignKey(
        "laa.QuarterlyReturn", models.CASCADE, related_name="uploads"
    )
    document_name = models.CharField(max_length=200)
    document_sha256 = models.CharField(max_length=64)
    document = models.BinaryField(editable=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    objects = ReturnUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.document_name
