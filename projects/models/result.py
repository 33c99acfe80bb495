"""What came of it: events, cohorts, support, bids, referrals, outcomes."""

from datetime import date

from django.db import models
from django.db.models import Q

from laa.models.base import figure_field
from projects.models.base import OfProject, qualifier_field, where_field
from projects.rules.qualified import Qualified, percent_said


class Event(OfProject):
    """Something held for people to come to: with places, if they were limited, and who came."""

    title = models.CharField("What", max_length=200)
    held_on = models.DateField("Held on", null=True, blank=True)
    date_text = models.CharField("Date as printed", max_length=60, blank=True)
    place = models.CharField("Place", max_length=200, blank=True)
    places = models.PositiveIntegerField(
        "Places", null=True, blank=True, help_text="Leave empty where nobody counted them."
    )
    attended = models.PositiveIntegerField("Came", null=True, blank=True)
    told_on = models.DateField(
        "Told of as past on",
        null=True,
        blank=True,
        help_text="The date of the report that says it has been held.",
    )
    where = where_field()

    class Meta:
        ordering = ["project", "held_on", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def filled_said(self) -> str:
        return percent_said(self.attended, self.places)

    @property
    def doubts(self) -> list[str]:
        if self.held_on and self.told_on and self.held_on > self.told_on:
            return [
                f"Dated {day(self.held_on)}, and told of as past in a report of "
                f"{day(self.told_on)}. One of the two dates is wrong."
            ]
        return []


def day(value: date) -> str:
    return f"{value:%-d %B %Y}"


class Cohort(OfProject):
    """A course that people are recruited to and complete, and what it cost."""

    title = models.CharField("Course", max_length=200)
    starts = models.DateField("Starts", null=True, blank=True)
    ends = models.DateField("Ends", null=True, blank=True)
    target = models.PositiveIntegerField("Target", null=True, blank=True)
    recruited = models.PositiveIntegerField("Recruited", null=True, blank=True)
    completed = models.PositiveIntegerField("Completed", null=True, blank=True)
    cost = figure_field(verbose_name="Cost (£)")
    where = where_field()

    class Meta:
        ordering = ["project", "starts", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(completed__isnull=True)
                | Q(recruited__isnull=True)
                | Q(recruited__gte=models.F("completed")),
                name="projects_cohort_no_more_complete_than_began",
                violation_error_message="More completed it than were recruited. Check both.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Support(OfProject):
    """Training, money or help that somebody got, and what it was worth; an entry of the ledger."""

    class Kind(models.TextChoices):
        TRAINING = "training", "Training"
        SPONSORSHIP = "sponsorship", "Sponsorship"
        CONSULTANCY = "consultancy", "Consultancy"
        OTHER = "other", "Other"

    kind = models.CharField("Kind", max_length=12, choices=Kind, default=Kind.TRAINING)
    title = models.CharField("What", max_length=200)
    qualifier = qualifier_field()
    value = figure_field(verbose_name="Worth (£)")
    funder = models.CharField("Who paid", max_length=200, blank=True)
    beneficiaries = models.PositiveIntegerField("For how many", null=True, blank=True)
    beneficiaries_text = models.CharField("For whom", max_length=200, blank=True)
    given_on = models.DateField("On", null=True, blank=True)
    period_text = models.CharField("When, as printed", max_length=60, blank=True)
    may_be = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="again_set",
        verbose_name="May be the same as",
        help_text="While this is set, its money is not added.",
    )
    where = where_field()

    class Meta:
        ordering = ["project", "pk"]
        verbose_name_plural = "support"

    def __str__(self) -> str:
        return self.title

    @property
    def worth(self) -> Qualified:
        return Qualified(self.value, self.qualifier, "£")

    @property
    def doubts(self) -> list[str]:
        if self.may_be_id:
            return [f"May be the same money as “{self.may_be}”, so it is not added."]
        return []


class Bid(OfProject):
    """A grant that a client applied for with the project's help."""

    class Outcome(models.TextChoices):
        OUTSTANDING = "outstanding", "Outstanding"
        WON = "won", "Won"
        LOST = "lost", "Lost"
        WITHDRAWN = "withdrawn", "Withdrawn"

    fund = models.CharField("Fund", max_length=200)
    client = models.ForeignKey(
        "projects.Client",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="bid_set",
        verbose_name="Client",
    )
    amount = figure_field(verbose_name="Amount (£)")
    handed_in_on = models.DateField("Handed in on", null=True, blank=True)
    outcome = models.CharField(
        "Outcome", max_length=12, choices=Outcome, default=Outcome.OUTSTANDING
    )
    decided_on = models.DateField("Decided on", null=True, blank=True)
    where = where_field()

    class Meta:
        ordering = ["project", "pk"]

    def __str__(self) -> str:
        return self.fund


class Referral(OfProject):
    """A client sent on to somebody who can help better."""

    client = models.ForeignKey(
        "projects.Client",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="referral_set",
        verbose_name="Client",
    )
    to = models.CharField("To whom", max_length=200)
    what_for = models.CharField("What for", max_length=200, blank=True)
    on = models.DateField("On", null=True, blank=True)
    came_of_it = models.CharField("What came of it", max_length=200, blank=True)
    where = where_field()

    class Meta:
        ordering = ["project", "on", "pk"]

    def __str__(self) -> str:
        return f"To {self.to}"


class Outcome(OfProject):
    """Something that proves an output: a job created, a mentor recruited."""

    class Kind(models.TextChoices):
        JOB = "job", "Job created"
        COMPANY = "company", "Company formed"
        MENTOR = "mentor", "Mentor recruited"
        OTHER = "other", "Other"

    kind = models.CharField("Kind", max_length=10, choices=Kind)
    client = models.ForeignKey(
        "projects.Client",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcome_set",
        verbose_name="Client",
    )
    on = models.DateField("On")
    number = models.PositiveIntegerField("How many", default=1)
    evidence = models.CharField("What proves it", max_length=200, blank=True)

    class Meta:
        ordering = ["project", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%-d %B %Y}"
