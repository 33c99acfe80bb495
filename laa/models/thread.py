from django.db import models

from laa.models.base import uuid_field


class Audience(models.TextChoices):
    """Who may read what hangs on something: those who do the work, or boards too."""

    OPERATIONAL = "operational", "Officers, certifiers and the performance lead"
    BOARDS = "boards", "Boards too"


class Thread(models.Model):
    """The comments on one thing. What it is about holds a OneToOne to it."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="threads")
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.OPERATIONAL)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Thread {self.pk}"


class Comment(models.Model):
    """One person's words in a thread: a note, a query, or the answer to one. Never edited."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        QUERY = "query", "Query"
        ANSWER = "answer", "Answer"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.TextField()
    answers = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="answer", answers__isnull=False)
                | (~models.Q(kind="answer") & models.Q(answers__isnull=True)),
                name="laa_comment_answer_names_its_query",
            )
        ]

    def __str__(self) -> str:
        return f"{self.written_by}, {self.written_at:%d/%m/%Y}"
