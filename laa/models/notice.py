from django.db import models

from laa.models.base import uuid_field


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership, recipient=member.user)

    def unread(self):
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """A message to a person. The row with its unique key is the truth."""

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="notices")
    recipient = models.ForeignKey("laa.User", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=250)
    text = models.TextField()
    path = models.CharField(max_length=300, blank=True, help_text="Where to go from here.")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "recipient", "key"], name="laa_notice_once"
            )
        ]

    def __str__(self) -> str:
        return self.text
