from django.db import models
from django.db.models import Q

from peer_reviews.models.base import ReviewPart
from peer_reviews.models.recommendation import Recommendation
from peer_reviews.models.report import Component, Section


class Finding(ReviewPart):
    """What the team found, in short, with the paragraph of the report that says it."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        AREA = "area", "Area for improvement"

    component = models.ForeignKey(Component, models.RESTRICT, related_name="findings")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    section = models.ForeignKey(
        Section, models.RESTRICT, null=True, blank=True, related_name="findings"
    )
    paragraph = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the section, from 1."
    )
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="findings")

    class Meta(ReviewPart.Meta):
        pass

    def __str__(self) -> str:
        return self.text

    @property
    def printed_at(self) -> str:
        """Where the report says it: “4.5, paragraph 3”."""
        if not self.section:
            return ""
        if not self.paragraph:
            return self.section.number
        return f"{self.section.number}, paragraph {self.paragraph}"


class QuickWin(ReviewPart):
    """Something small to do at once. Kept apart: doing it closes no recommendation."""

    text = models.TextField()
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="quick_wins")
    outcome = models.TextField(blank=True, help_text="What was done.")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "laa.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="peer_reviews_quick_wins",
    )

    class Meta(ReviewPart.Meta):
        constraints = [
            *ReviewPart.Meta.constraints,
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(outcome=""),
                name="peer_reviews_quickwin_done_with_what",
                violation_error_message="Say what was done.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Practice(ReviewPart):
    """Something to learn from: what the team found notable, or a place to look elsewhere."""

    class Kind(models.TextChoices):
        NOTABLE = "notable", "Notable practice"
        SIGNPOST = "signpost", "Signpost to others"

    kind = models.CharField(max_length=10, choices=Kind)
    topic = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    organisations = models.TextField(blank=True, help_text="Who does it, one on each line.")
    part_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")

    class Meta(ReviewPart.Meta):
        pass

    def __str__(self) -> str:
        return self.topic

    @property
    def places(self) -> list[str]:
        return [line.strip() for line in self.organisations.splitlines() if line.strip()]
