import hashlib
import json

from django.db import models

from laa.models.base import ImmutableRow, uuid_field


class IssuedDocument(models.Model):
    """A document of an app beside the core as it was issued: body and files stand for ever.

    `body` is the canonical JSON of the document's blocks, `sha256` is of its bytes. What changes
    afterwards goes into the next one.
    """

    uuid = uuid_field()
    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="%(app_label)s_%(class)s_set"
    )
    as_at = models.DateField(help_text="The day up to which it takes things in.")
    body = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    pdf = models.BinaryField(editable=False)
    docx = models.BinaryField(editable=False)
    note = models.TextField(blank=True, help_text="What is different from the one before.")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        "laa.User", models.PROTECT, related_name="%(app_label)s_%(class)s_issued"
    )

    class Meta:
        abstract = True
        ordering = ["-issued_at", "-pk"]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableRow(str(self))
        super().save(*args, **kwargs)

    @property
    def is_intact(self) -> bool:
        return hashlib.sha256(self.body.encode()).hexdigest() == self.sha256

    @property
    def said(self) -> dict:
        """The body as what it says."""
        return json.loads(self.body)
