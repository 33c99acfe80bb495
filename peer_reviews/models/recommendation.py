from django.db import models
from django.db.models import Q

from laa.models.base import uuid_field
from peer_reviews.models.base import ReviewPart


class Recommendation(ReviewPart):
    """What the peer team recommends, by its printed number.

    `printed_owner` and `timescale` are as the report or the council's plan prints them; the owner
    and the date that count are those of the actions. `carried_from` is the same recommendation in
    the review before.
    """

    number = models.CharField(max_length=12, help_text="As printed.")
    title = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    printed_owner = models.CharField(max_length=200, blank=True)
    timescale = models.CharField(max_length=200, blank=True, help_text="As printed.")
    measure = models.TextField(blank=True, help_text="What will show that it is done.")
    indicator = models.ForeignKey(
        "laa.Indicator",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="peer_reviews_recommendations",
        help_text="The indicator that moves if it works.",
    )
    carried_from = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="carried_to"
    )

    class Meta(ReviewPart.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class RecommendationNote(models.Model):
    """What the council says of a recommendation: its answer, or how far it is.

    Never edited: the newest of each kind counts, and as at a day the newest of that day.
    """

    class Kind(models.TextChoices):
        ANSWER = "answer", "Answer"
        PROGRESS = "progress", "Progress"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "partly", "Partly accepted"
        REJECTED = "rejected", "Rejected"

    uuid = uuid_field()
    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="peer_reviews_notes"
    )
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    text = models.TextField(blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, related_name="peer_reviews_notes"
    )

    class Meta:
        ordering = ["recommendation", "said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="answer", answer__in=["accepted", "partly", "rejected"])
                | Q(kind="progress", answer=""),
                name="peer_reviews_note_answers_or_tells",
                violation_error_message="Choose accepted, partly accepted or rejected.",
            ),
            models.CheckConstraint(
                condition=Q(kind="answer", answer="accepted") | ~Q(text=""),
                name="peer_reviews_note_has_its_reason",
                violation_error_message="Say why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_answer_display() or self.text[:60]}"


class AnsweringAction(models.Model):
    """That an action of the core's plan answers a recommendation; one may answer several.

    A link that is taken off keeps its dates, so that what was said at a day can be said again.
    """

    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="peer_reviews_links"
    )
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="links")
    action = models.ForeignKey("laa.Action", models.CASCADE, related_name="peer_reviews_links")
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, related_name="peer_reviews_linked"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "laa.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="peer_reviews_ended",
    )

    class Meta:
        ordering = ["recommendation", "linked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "action"],
                condition=Q(ended_at__isnull=True),
                name="peer_reviews_link_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} answers {self.recommendation.number}"


class TeamRole(models.Model):
    """A team that has a part in a recommendation, and what it says it does; blank: not said yet."""

    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="peer_reviews_team_roles"
    )
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="teams")
    partner = models.ForeignKey(
        "laa.Partner", models.CASCADE, related_name="peer_reviews_team_roles"
    )
    text = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(
        "laa.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="peer_reviews_team_roles",
    )

    class Meta:
        ordering = ["recommendation", "partner"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "partner"], name="peer_reviews_teamrole_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner}’s part in {self.recommendation}"
