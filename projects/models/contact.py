"""Meetings: one entry makes the contact note, the diary line and the actions agreed."""

from django.db import models
from django.db.models import Q

from laa.models.base import figure_field
from projects.models.base import OfProject


class Contact(OfProject):
    """A contact note: what passed between a client and the project on a day."""

    class How(models.TextChoices):
        FACE_TO_FACE = "face_to_face", "Face to face"
        TELEPHONE = "telephone", "By telephone"
        EMAIL = "email", "By e-mail"

    class Next(models.TextChoices):
        AGREED = "agreed", "On a date"
        NONE_NEEDED = "none_needed", "None is needed"
        NOT_FIXED = "not_fixed", "The client has not fixed one"

    client = models.ForeignKey("projects.Client", models.CASCADE, related_name="contact_set")
    met_on = models.DateField()
    how = models.CharField(max_length=15, choices=How, default=How.FACE_TO_FACE)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    next = models.CharField(max_length=12, choices=Next, default=Next.NOT_FIXED)
    next_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        "laa.User", models.PROTECT, related_name="projects_contacts_entered"
    )

    class Meta:
        ordering = ["project", "met_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next="agreed", next_on__isnull=False)
                | (~Q(next="agreed") & Q(next_on__isnull=True)),
                name="projects_contact_next_has_its_date",
                violation_error_message=(
                    "Give the date of the next meeting, or say that there is none."
                ),
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gte=models.F("met_on")),
                name="projects_contact_next_is_later",
                violation_error_message="The next meeting is before this one. Check both dates.",
            ),
        ]
        indexes = [models.Index(fields=["project", "met_on"], name="projects_contact_day")]

    def __str__(self) -> str:
        return f"{self.client}, {self.met_on:%-d %B %Y}"


class DiaryEntry(OfProject):
    """A line of the diary: the second record of a meeting, and of the way there."""

    day = models.DateField()
    who = models.ForeignKey("laa.User", models.PROTECT, related_name="projects_diary")
    what = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    miles = figure_field()
    contact = models.OneToOneField(
        Contact, models.SET_NULL, null=True, blank=True, related_name="diary_entry"
    )

    class Meta:
        ordering = ["project", "day", "pk"]
        verbose_name_plural = "diary entries"

    def __str__(self) -> str:
        return f"Diary, {self.day:%-d %B %Y}"


class AgreedAction(OfProject):
    """What was agreed with a client. Kept here and not in a plan, which the partnership reads."""

    class Status(models.TextChoices):
        NOT_SAID = "", "Not said yet"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    class Doer(models.TextChoices):
        PROJECT = "project", "The project"
        CLIENT = "client", "The client"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="action_set")
    text = models.CharField(max_length=300, blank=True)
    doer = models.CharField(max_length=10, choices=Doer, default=Doer.PROJECT)
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, blank=True, default="")

    class Meta:
        ordering = ["project", "contact", "pk"]

    def __str__(self) -> str:
        return f"Agreed with {self.contact}"
