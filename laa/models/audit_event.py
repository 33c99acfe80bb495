from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from laa.models.base import uuid_field


class AuditEvent(models.Model):
    """Who did what, before and after. No keys into live data, so that it outlives its subject."""

    uuid = uuid_field()
    at = models.DateTimeField()
    partnership_slug = models.SlugField(blank=True)
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=400, help_text="As they were called then.")
    actor_uuid = models.UUIDField(
        null=True,
        blank=True,
        help_text="The same person under every name and address; blank for the service itself.",
    )
    subject = models.CharField(max_length=300)
    subject_uuid = models.UUIDField(
        null=True, blank=True, help_text="Of a subject that has one: finds the events of a line."
    )
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["partnership_slug", "-at"], name="laa_auditevent_recent"),
            models.Index(fields=["subject_uuid", "-at"], name="laa_auditevent_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor}: {self.action} {self.subject}"
