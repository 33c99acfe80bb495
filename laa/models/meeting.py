from django.db import models
from django.db.models import F, Q

from laa.models.base import uuid_field
from laa.rules.vocabulary import Cover


class Meeting(models.Model):
    """A board's meeting: when it is held, and by when its papers are due."""

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="meetings")
    board = models.ForeignKey("laa.Board", models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    papers_due = models.DateField()
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["held_on", "board"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "held_on"],
                name="laa_meeting_once",
                violation_error_message="This board meets on that day already.",
            ),
            models.CheckConstraint(
                condition=Q(papers_due__lte=F("held_on")),
                name="laa_meeting_papers_before",
                violation_error_message="Papers are due on the day of the meeting or before it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.held_on:%-d %B %Y}"


class Consideration(models.Model):
    """That a report was considered: on which day, under which cover, and what came of it."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    report = models.ForeignKey("laa.Report", models.CASCADE, related_name="considerations")
    cover = models.CharField(max_length=15, choices=Cover)
    considered_on = models.DateField()
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="considerations"
    )
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["considered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "cover", "considered_on"],
                name="laa_consideration_once",
                violation_error_message="That is recorded already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_cover_display()}, {self.considered_on:%-d %B %Y}"


class Decision(models.Model):
    """What was decided, or is to be done, when a report was considered or a board met."""

    class Kind(models.TextChoices):
        DECISION = "decision", "Decision"
        ACTION = "action", "Action"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="decisions")
    consideration = models.ForeignKey(
        Consideration, models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.DECISION)
    text = models.TextField()
    partner = models.ForeignKey(
        "laa.Partner", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due = models.DateField(null=True, blank=True)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="laa_decision_says_something",
                violation_error_message="Say what was decided.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.decided_on:%-d %B %Y}: {self.text[:60]}"
