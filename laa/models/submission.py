import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse

from laa.models.base import ImmutableRow, uuid_field
from laa.models.quarterly_return import QuarterlyReturn


def canonical(body: dict) -> bytes:
    """The one way to write a body down: keys in order, nothing between them, UTF-8.

    Bodies hold texts, whole numbers, yes and no; a figure is a text, so that no reader rounds it.
    """
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Of the returns they may read, whoever handed them in."""
        readable = QuarterlyReturn.objects.visible_to(member)
        return self.filter(partnership=member.partnership, quarterly_return__in=readable)

    def listed(self):
        """What a list of them shows, without all that was submitted."""
        return self.defer("body")


class Submission(models.Model):
    """Proof that lines were submitted: what was said in them, when, by whom and for whom.

    `body` is canonical JSON; `sha256` is of its bytes. Neither changes.
    """

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="submissions")
    quarterly_return = models.ForeignKey(
        "laa.QuarterlyReturn", models.PROTECT, related_name="submissions"
    )
    reference = models.CharField(max_length=40)
    body = models.JSONField(encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)
    is_on_behalf = models.BooleanField(default=False)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "reference"], name="laa_submission_reference"
            )
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableRow(f"Receipt {self}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("laa:receipt", args=[*self.quarterly_return.address, self.reference])

    @property
    def document(self) -> bytes:
        """What was submitted, as the bytes whose hash the receipt states."""
        return canonical(self.body)

    @property
    def is_intact(self) -> bool:
        """Whether the stored body still has the hash that was given out."""
        return hashlib.sha256(self.document).hexdigest() == self.sha256
