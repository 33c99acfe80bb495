from django.db import models

from laa.models.base import uuid_field


class Delivery(models.Model):
    """An e-mail that is to go out: the row is the truth, the task only a wake-up.

    It is due at `due_at`; each failure puts that later, until it is given up and shown. Its times
    are the real clock's, also where a demonstration's stands still.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        GONE = "gone", "Sent"
        GIVEN_UP = "given_up", "Given up"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="deliveries")
    recipient = models.ForeignKey("laa.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=250)
    title = models.CharField(max_length=200)
    text = models.TextField()
    parts = models.JSONField(
        default=list, blank=True, help_text="Headed lists: a heading, and items of text and path."
    )
    path = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "recipient", "key"], name="laa_delivery_once"
            )
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="laa_delivery_due")]

    def __str__(self) -> str:
        return f"{self.title}, to {self.recipient}"


class NoticeChoice(models.Model):
    """What a person chose to get by e-mail from a partnership. No row: the kind's default."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    user = models.ForeignKey("laa.User", models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=40)
    by_email = models.BooleanField()

    class Meta:
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user", "kind"], name="laa_noticechoice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"
