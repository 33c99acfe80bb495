from django.db import models
from django.urls import reverse

from laa.models.base import NaturalKey, NaturalKeyQuerySet, starts_before_it_ends
from peer_reviews import editions


class ReviewQuerySet(NaturalKeyQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)


class Review(NaturalKey):
    """A peer team's visit to a council, and everything that came of it.

    `plan` is the core's action plan; None until the council starts one. `previous` is the review
    before this one, from which open recommendations are carried over.
    """

    natural_key_fields = ("partnership__slug", "slug")

    class Kind(models.TextChoices):
        CORPORATE = "corporate", "Corporate peer challenge"
        FINANCE = "finance", "Finance peer review"
        SERVICE = "service", "Service peer review"
        SEND_AREA = "area", "SEND area inspection"
        OTHER = "other", "Another review"

    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="peer_reviews_reviews"
    )
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CORPORATE)
    edition = models.CharField(max_length=20, choices=editions.CHOICES)
    council = models.ForeignKey(
        "laa.Partner",
        models.PROTECT,
        related_name="peer_reviews_reviews",
        help_text="Whose review it is; its people keep up the plan.",
    )
    lead = models.ForeignKey(
        "laa.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="peer_reviews_reviews",
        help_text="Who is reminded; nobody: all who may agree plans.",
    )
    starts = models.DateField(help_text="The first day on site.")
    ends = models.DateField(help_text="The last day on site; every date counts from it.")
    scope = models.TextField(blank=True, help_text="What the team was asked to look at.")
    position_statement = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    previous = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="following"
    )
    plan = models.OneToOneField(
        "laa.ActionPlan",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="peer_reviews_review",
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-ends", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"],
                name="peer_reviews_review_slug",
                violation_error_message="There is a review of that name already.",
            ),
            starts_before_it_ends("starts", "ends", "The visit ends before it starts."),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("peer_reviews:review-detail", args=[self.partnership.slug, self.slug])

    @property
    def offer(self) -> editions.Edition:
        """The edition it was held under."""
        return editions.EDITIONS[self.edition]

    @property
    def days(self) -> int:
        """How many days the team was on site."""
        return (self.ends - self.starts).days + 1


class ReviewStep(models.Model):
    """That a step of the timetable happened, and when. The steps stand in the edition."""

    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="peer_reviews_steps"
    )
    review = models.ForeignKey(Review, models.CASCADE, related_name="steps")
    key = models.SlugField(max_length=40)
    happened_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, related_name="peer_reviews_steps"
    )

    class Meta:
        ordering = ["review", "happened_on"]
        constraints = [
            models.UniqueConstraint(fields=["review", "key"], name="peer_reviews_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.happened_on:%-d %B %Y}"
