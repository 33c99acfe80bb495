from django.db import models
from django.db.models import Q
from django.urls import reverse

from laa.models.base import NaturalKey, NaturalKeyQuerySet, starts_before_it_ends
from projects.models.base import OfProject


class ProjectQuerySet(NaturalKeyQuerySet):
    def visible_to(self, member):
        """All of a partnership's projects may be known of; their clients may not."""
        return self.filter(partnership=member.partnership)

    def worked_on_by(self, user, today):
        """Those whose people somebody is of that day."""
        people = ProjectPerson.objects.on(today).filter(user=user)
        return self.filter(projectperson_set__in=people)

    def in_hand(self):
        return self.filter(status=Project.Status.RUNNING)


class Project(NaturalKey):
    """Something a funder pays a body to bring about, with people who work on it."""

    class Status(models.TextChoices):
        RUNNING = "running", "Running"
        PAUSED = "paused", "Paused"
        ENDED = "ended", "Ended"

    class Priority(models.TextChoices):
        HIGH = "high", "High"
        NORMAL = "normal", "Normal"
        LOW = "low", "Low"

    natural_key_fields = ("partnership__slug", "slug")

    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="projects_projects"
    )
    programme = models.ForeignKey(
        "projects.Programme", models.PROTECT, null=True, blank=True, related_name="projects"
    )
    slug = models.SlugField(max_length=100)
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.NORMAL)
    owner = models.ForeignKey(
        "laa.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_owned",
        help_text="The one person who answers for it.",
    )
    managing_body = models.ForeignKey(
        "laa.Partner", models.PROTECT, related_name="projects_managed"
    )
    funder = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    objectives = models.TextField(blank=True)
    geography = models.CharField(
        max_length=200, blank=True, help_text="Places, with commas between them."
    )
    agreement = models.OneToOneField(
        "laa.Agreement",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects_project",
        help_text="Its funding agreement: the targets, returns, ratings and flags are there.",
    )
    plan = models.OneToOneField(
        "laa.ActionPlan",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects_project",
    )
    purpose = models.TextField(
        blank=True, help_text="What it keeps clients’ details for, as clients are told."
    )
    keep_months = models.PositiveSmallIntegerField(
        default=12, help_text="Months after its end for which clients’ details are kept."
    )
    report_on = models.DateField(
        null=True, blank=True, help_text="The date of the report it was loaded from, if any."
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="projects_project_slug",
                violation_error_message="This partnership already has a project of that name.",
            ),
            starts_before_it_ends("starts", "ends", "The project ends before it starts."),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projects:project-detail", args=[self.partnership.slug, self.slug])

    def people_on(self, today) -> list:
        """Who works on it that day, and so may know its clients."""
        rows = ProjectPerson.objects.on(today).filter(project=self).select_related("user")
        return [row.user for row in rows]

    @property
    def places(self) -> set[str]:
        return {place.strip().casefold() for place in self.geography.split(",") if place.strip()}


class ProjectPersonQuerySet(models.QuerySet):
    def on(self, today):
        return self.filter(starts__lte=today).filter(Q(ends__isnull=True) | Q(ends__gte=today))


class ProjectPerson(OfProject):
    """Somebody who works on a project, and so may know its clients."""

    user = models.ForeignKey("laa.User", models.CASCADE, related_name="projects_parts")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = ProjectPersonQuerySet.as_manager()

    class Meta:
        ordering = ["project", "starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"],
                condition=Q(ends__isnull=True),
                name="projects_person_once",
            ),
            starts_before_it_ends("starts", "ends", "Their part ends before it starts."),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.project}"
