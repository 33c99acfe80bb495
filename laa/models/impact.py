from django.db import models
from django.db.models import Q

from laa.models.base import uuid_field


class ImpactAssessment(models.Model):
    """What a plan, or a whole agreement, does to one aspect of people's lives.

    The agreement expects that effects “should all be positive”, so a negative one stands out.
    """

    class Aspect(models.TextChoices):
        EQUALITY = "equality", "Equality"
        INCLUSION = "inclusion", "Inclusion and cohesion"
        CLIMATE = "climate", "Climate"

    class Effect(models.TextChoices):
        POSITIVE = "positive", "Positive"
        NEUTRAL = "neutral", "Neither"
        NEGATIVE = "negative", "Negative"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    plan = models.ForeignKey(
        "laa.ActionPlan", models.CASCADE, null=True, blank=True, related_name="impacts"
    )
    agreement = models.ForeignKey(
        "laa.Agreement", models.CASCADE, null=True, blank=True, related_name="impacts"
    )
    aspect = models.CharField(max_length=12, choices=Aspect)
    effect = models.CharField(max_length=10, choices=Effect)
    text = models.TextField()
    assessed_at = models.DateTimeField()
    assessed_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["assessed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=True) ^ Q(agreement__isnull=True),
                name="laa_impactassessment_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}: {self.get_effect_display().lower()}"
