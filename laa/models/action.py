from django.db import models
from django.db.models import Q

from laa.models.base import figure_field, uuid_field
from laa.models.evidence import EvidenceFile


class ActionQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def open(self):
        return self.filter(status__in=Action.OPEN_STATUSES)

    def overdue(self, today):
        """Past their date and not done. What is paused is overdue too, until its date is moved."""
        return self.open().exclude(status=Action.Status.DONE).filter(due__lt=today)

    def in_hand(self):
        """Being done: neither paused, nor done and waiting to be closed."""
        return self.open().exclude(status__in=[Action.Status.PAUSED, Action.Status.DONE])

    def ownerless(self):
        return self.open().filter(owner__isnull=True)


class Action(models.Model):
    """One thing to do, by one owner and a date. Its status changes only through an update.

    `owner` or `due` None: the document named none. They are listed as missing, never invented.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        UNDER_WAY = "under_way", "Under way"
        PAUSED = "paused", "Paused"
        DONE = "done", "Done"
        CLOSED = "closed", "Closed"
        DROPPED = "dropped", "Dropped"

    class Priority(models.TextChoices):
        HIGH = "high", "High"
        NORMAL = "normal", "Normal"

    OPEN_STATUSES = (Status.NOT_STARTED, Status.UNDER_WAY, Status.PAUSED, Status.DONE)
    """Done is said by the owner and stays open until it is closed with what was done."""

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="actions")
    plan = models.ForeignKey("laa.ActionPlan", models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField(help_text="Its place in the plan, from 1.")
    title = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.NORMAL)
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_STARTED)
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="actions"
    )
    partner = models.ForeignKey(
        "laa.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        help_text="For whom the owner does it.",
    )
    contributors = models.ManyToManyField("laa.Partner", blank=True, related_name="+")
    starts = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    due_text = models.CharField(max_length=200, blank=True, help_text="As a document prints it.")
    addressed_through = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="addresses"
    )
    depends_on = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="holds")
    needs_verifying = models.BooleanField(
        default=False, help_text="Closing needs evidence and a second person."
    )
    outcome = models.TextField(blank=True, help_text="What was done.")
    thread = models.OneToOneField(
        "laa.Thread", models.PROTECT, null=True, blank=True, related_name="action"
    )
    evidence = models.OneToOneField(
        "laa.EvidenceFolder", models.PROTECT, null=True, blank=True, related_name="action"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="laa_action_number"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True)
                | Q(due__isnull=True)
                | Q(due__gte=models.F("starts")),
                name="laa_action_starts_before_it_is_due",
                violation_error_message="The action is due before it starts.",
            ),
            models.CheckConstraint(
                condition=(~Q(status="closed") | (Q(closed_at__isnull=False) & ~Q(outcome=""))),
                name="laa_action_closed_with_what_was_done",
                violation_error_message="Say what was done before closing it.",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "status", "due"], name="laa_action_due")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN_STATUSES

    @property
    def is_verified_by_another(self) -> bool:
        """Whether closing takes evidence and a second person."""
        return self.needs_verifying or self.priority == self.Priority.HIGH

    @property
    def files(self):
        """What bears out that it was done, withdrawn files too."""
        files = EvidenceFile.objects.filter(folder=self.evidence_id or 0)
        return files.select_related("uploaded_by", "withdrawn_by")

    def is_overdue(self, today) -> bool:
        """Past its date and not done; an action without a date is never overdue, it is undated."""
        over = self.status in (self.Status.DONE, self.Status.CLOSED, self.Status.DROPPED)
        return not over and self.due is not None and self.due < today


class ActionUpdate(models.Model):
    """A report on an action: how it stands, and what changed. Never edited; the newest counts."""

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, models.CASCADE, related_name="updates")
    status = models.CharField(max_length=12, choices=Action.Status)
    text = models.TextField(blank=True)
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("laa.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["action", "made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.action}: {self.get_status_display()}"


class ActionMilestone(models.Model):
    """A step on the way of an action, with its date."""

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    due = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["action", "due", "pk"]

    def __str__(self) -> str:
        return self.title


class ActionInput(models.Model):
    """Money or staff days that an action takes: planned, and spent so far."""

    class Kind(models.TextChoices):
        MONEY = "money", "Money (£)"
        STAFF_DAYS = "staff_days", "Staff days"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, models.CASCADE, related_name="inputs")
    kind = models.CharField(max_length=12, choices=Kind)
    source = models.CharField(max_length=200, blank=True, help_text="Who pays, or whose days.")
    planned = figure_field()
    spent = figure_field()

    class Meta:
        ordering = ["action", "kind", "pk"]

    def __str__(self) -> str:
        return f"{self.action}: {self.get_kind_display()}"
