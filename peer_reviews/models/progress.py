from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from laa.models.base import uuid_field
from peer_reviews.models.review import Review


class ProgressPublication(models.Model):
    """A statement of progress as it was made public: fixed, whatever happens afterwards."""

    uuid = uuid_field()
    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="peer_reviews_publications"
    )
    review = models.ForeignKey(Review, models.CASCADE, related_name="publications")
    as_at = models.DateField()
    body = models.JSONField(encoder=DjangoJSONEncoder)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        "laa.User", models.PROTECT, related_name="peer_reviews_publications"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "laa.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="peer_reviews_withdrawn",
    )

    class Meta:
        ordering = ["review", "-published_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.review}, progress as at {self.as_at:%-d %B %Y}"


class ReportLoad(models.Model):
    """What was taken from a report's text in one go, so that it can be undone."""

    uuid = uuid_field()
    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="peer_reviews_loads"
    )
    review = models.ForeignKey(Review, models.CASCADE, related_name="loads")
    name = models.CharField(max_length=200)
    made = models.JSONField(default=dict, help_text="The keys of what was made, by kind.")
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, related_name="peer_reviews_loads"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="peer_reviews_undone"
    )

    class Meta:
        ordering = ["review", "-loaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_by__isnull=False),
                name="peer_reviews_load_undone_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.loaded_at:%d/%m/%Y}"
