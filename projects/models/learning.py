"""What was learned, and what a report says of it: kept with the awkward truths left in."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from laa.models.base import period_field
from laa.rules import periods
from laa.rules.periods import PeriodKind
from laa.rules.vocabulary import Frequency
from projects.models.base import OfProject, must_be, where_field


class Lesson(OfProject):
    """A lesson, or a gap in what is offered: something to put into a future bid."""

    class Kind(models.TextChoices):
        LESSON = "lesson", "Lesson"
        GAP = "gap", "Gap in assistance"
        RECOMMENDATION = "recommendation", "Recommendation"

    class Level(models.TextChoices):
        NOT_SET = "", "Not set yet"
        LOCAL = "local", "Local: for a future bid"
        NATIONAL = "national", "National: for the government"

    kind = models.CharField("Kind", max_length=15, choices=Kind, default=Kind.LESSON)
    text = models.TextField("What")
    level = models.CharField("Level", max_length=10, choices=Level, blank=True, default="")
    used_in = models.CharField("Used in the bid", max_length=200, blank=True)
    where = where_field()

    class Meta:
        ordering = ["project", "kind", "pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def doubts(self) -> list[str]:
        if self.kind == self.Kind.GAP and not self.level:
            return ["Nobody has said yet whether it is local or national."]
        return []


class CaseStudy(OfProject):
    """A client's story. It is shown outside the project only with consent that still stands."""

    title = models.CharField("Title", max_length=200)
    client = models.ForeignKey(
        "projects.Client",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="casestudy_set",
        verbose_name="Client",
    )
    text = models.TextField("The story", blank=True)
    consent_on = models.DateField("Consent given on", null=True, blank=True)
    consent_from = models.CharField(
        "Consent given by", max_length=200, blank=True, help_text="Their post, not their name."
    )
    withdrawn_on = models.DateField("Consent withdrawn on", null=True, blank=True)
    where = where_field()

    class Meta:
        ordering = ["project", "pk"]
        verbose_name_plural = "case studies"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(consent_on__isnull=False),
                name="projects_casestudy_withdrawn_what_was_given",
                violation_error_message="Consent that was never given cannot be withdrawn.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_be_shown(self) -> bool:
        return bool(self.text.strip() and self.consent_on and not self.withdrawn_on)

    @property
    def doubts(self) -> list[str]:
        if not self.text.strip():
            return ["Said to be attached, and absent."]
        return [] if self.may_be_shown else ["No consent, so no report shows it."]


class Passage(OfProject):
    """What the project's report says under one heading; an empty text is said to be empty."""

    class Part(models.TextChoices):
        SUMMARY = "summary", "Summary"
        ACTIVITIES = "activities", "Activities"
        LEARNING = "learning", "Learning"
        RECOMMENDATIONS = "recommendations", "Recommendations"
        CONCLUSION = "conclusion", "Conclusion"

    part = models.CharField("Part", max_length=15, choices=Part)
    heading = models.CharField("Heading", max_length=200)
    text = models.TextField("Text", blank=True)
    position = models.PositiveSmallIntegerField("Place in the part", default=0)
    where = where_field()

    class Meta:
        ordering = ["project", "part", "position", "pk"]

    def __str__(self) -> str:
        return self.heading

    @property
    def doubts(self) -> list[str]:
        return [] if self.text.strip() else ["It is empty."]


class TargetComment(OfProject):
    """What explains an output's figures, carried into the report beside them."""

    indicator = models.ForeignKey(
        "laa.Indicator",
        models.CASCADE,
        related_name="projects_targetcomment_set",
        verbose_name="Output",
    )
    text = models.TextField("Comment")
    where = where_field()

    class Meta:
        ordering = ["project", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "indicator"],
                name="projects_targetcomment_once",
                violation_error_message="This output has a comment already. Change that one.",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Group(OfProject):
    """A group that the project must attend, or hold, month by month."""

    name = models.CharField("Name", max_length=200)
    first = period_field(verbose_name="First month", help_text="Such as 2006-12.")
    last = period_field(verbose_name="Last month", help_text="Such as 2009-03.")
    is_condition = models.BooleanField("A condition of the contract", default=False)
    where = where_field()

    class Meta:
        ordering = ["project", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self):
        for month in (self.first, self.last):
            must_be(month, PeriodKind.MONTH, "2008-04")
        if self.last < self.first:
            raise ValidationError("The last month is before the first. Check both.")

    @property
    def months(self) -> list[periods.Period]:
        """Every month from the first to the last, both counted."""
        return periods.every(
            Frequency.MONTH, periods.period(self.first).start, periods.period(self.last).end
        )


class GroupMonth(OfProject):
    """Whether the project was there in a month. No row: nobody said, which is not absence."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="month_set")
    month = period_field(verbose_name="Month", help_text="Such as 2008-04.")
    attended = models.BooleanField("Attended", default=True)
    reason = models.CharField("Why not", max_length=200, blank=True)

    class Meta:
        ordering = ["project", "group", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "month"],
                name="projects_groupmonth_once",
                violation_error_message="This month is entered already. Change that entry.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.month}"

    def clean(self):
        must_be(self.month, PeriodKind.MONTH, "2008-04")
        if self.group_id and not self.group.first <= self.month <= self.group.last:
            raise ValidationError(
                f"{self.group} runs from {self.group.first} to {self.group.last}; "
                f"{self.month} is outside that."
            )
