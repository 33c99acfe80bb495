import hashlib
import json

from django.db import models
from django.db.models import Q
from django.urls import reverse

from laa.models.base import ImmutableRow, OfPeriod, uuid_field
from laa.rules.vocabulary import Cover, FileFormat, ReportPart


class ReportQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Issued ones; those on their way for who makes them, audits, or has a step in them."""
        found = self.filter(partnership=member.partnership)
        if member.sees_reports_on_their_way:
            return found
        own_step = ReportStep.objects.filter(report=models.OuterRef("pk"), person=member.user)
        return found.filter(Q(state=Report.State.ISSUED) | models.Exists(own_step))

    def issued(self):
        return self.filter(state=Report.State.ISSUED)

    def waiting_to_be_rendered(self):
        return self.filter(state=Report.State.ISSUING)

    def listed(self):
        """What a list shows, without the bodies."""
        return self.select_related("agreement", "board").defer("body")


class Report(OfPeriod):
    """A dated account of an agreement for a board: one body under as many covers as are wanted.

    The body is composed while it is a draft, stands still from when it is put forward, and never
    changes once issued. `body` is canonical JSON, kept as its own bytes; `sha256` is of those.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_APPROVAL = "in_approval", "In approval"
        APPROVED = "approved", "Approved"
        ISSUING = "issuing", "Being issued"
        ISSUED = "issued", "Issued"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="reports")
    agreement = models.ForeignKey("laa.Agreement", models.PROTECT, related_name="reports")
    board = models.ForeignKey(
        "laa.Board", models.PROTECT, null=True, blank=True, related_name="reports"
    )
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    contents = models.JSONField(default=list, help_text="The parts it holds.")
    covers = models.JSONField(default=list, blank=True, help_text="The audiences it goes to.")
    words = models.JSONField(
        default=dict, blank=True, help_text="What people wrote for it, by part."
    )
    as_at = models.DateField(help_text="The day up to which the body takes in what was signed off.")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    attempt = models.PositiveSmallIntegerField(default=0, help_text="Times it was put forward.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("laa.User", models.PROTECT, null=True, blank=True, related_name="+")
    put_forward_at = models.DateTimeField(null=True, blank=True)
    put_forward_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "board", "period"],
                name="laa_report_once_a_board",
                violation_error_message="This board has a report on that period already.",
            ),
            models.UniqueConstraint(
                fields=["agreement", "period"],
                condition=Q(board__isnull=True),
                name="laa_report_once_without_board",
                violation_error_message="There is a report on that period already.",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(issued_at__isnull=False),
                name="laa_report_issued_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        to = f" to {self.board}" if self.board_id else ""
        return f"Report on {self.when.short_label}{to}: {self.agreement}"

    def save(self, *args, **kwargs):
        if not self._state.adding and self._was_issued():
            raise ImmutableRow(str(self))
        super().save(*args, **kwargs)

    def _was_issued(self) -> bool:
        return type(self)._base_manager.filter(pk=self.pk, state=self.State.ISSUED).exists()

    def delete(self, *args, **kwargs):
        if self._was_issued():
            raise ImmutableRow(str(self))
        return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("laa:report-detail", args=[self.partnership.slug, self.uuid])

    @property
    def is_issued(self) -> bool:
        return self.state == self.State.ISSUED

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_intact(self) -> bool:
        return hashlib.sha256(self.body.encode()).hexdigest() == self.sha256

    @property
    def said(self) -> dict:
        """The body as what it says."""
        return json.loads(self.body)

    @property
    def parts_said(self) -> list[str]:
        return [part.label for part in ReportPart if part in self.contents]

    @property
    def audiences(self) -> list[Cover]:
        return [cover for cover in Cover if cover in self.covers]


class ReportStep(models.Model):
    """One person's step in the approval of a report: when it came to them, and what they said.

    A report that is put forward again gets new steps; those of earlier attempts stay.
    """

    class Outcome(models.TextChoices):
        WAITING = "", "Waiting"
        APPROVED = "approved", "Approved"
        SENT_BACK = "sent_back", "Sent back"
        TAKEN_BACK = "taken_back", "Taken back"

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    attempt = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    is_proof_reading = models.BooleanField(default=False)
    person = models.ForeignKey("laa.User", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    comment = models.TextField(blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("laa.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["report", "attempt", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "attempt", "position"], name="laa_reportstep_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", done_at__isnull=True)
                | (~Q(outcome="") & Q(done_at__isnull=False)),
                name="laa_reportstep_done_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.position}. {self.name}"

    @property
    def is_waiting(self) -> bool:
        return self.came_at is not None and self.done_at is None


class ReportFile(models.Model):
    """A report as it was rendered when it was issued: one cover, one format. Never made anew."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    cover = models.CharField(max_length=15, choices=Cover)
    format = models.CharField(max_length=4, choices=FileFormat)
    content = models.BinaryField(editable=False)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField()
    rendered_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["report", "cover", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "cover", "format"], name="laa_reportfile_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.get_cover_display()}, {self.get_format_display()}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableRow(str(self))
        super().save(*args, **kwargs)
