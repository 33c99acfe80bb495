from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from laa.models.base import uuid_field

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class RiskQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def open(self):
        return self.filter(closed_on__isnull=True)


class Risk(models.Model):
    """What may keep an agreement from being kept: how likely, how bad, and what is done about it.

    Likelihood and impact are 1 (low) to 5 (high).
    """

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="risks")
    agreement = models.ForeignKey("laa.Agreement", models.CASCADE, related_name="risks")
    theme = models.ForeignKey(
        "laa.Theme", models.SET_NULL, null=True, blank=True, related_name="risks"
    )
    title = models.CharField(max_length=200)
    likelihood = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)
    mitigation = models.TextField(blank=True)
    owner = models.ForeignKey(
        "laa.Partner", models.PROTECT, null=True, blank=True, related_name="risks"
    )
    closed_on = models.DateField(null=True, blank=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "-likelihood", "-impact", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="laa_risk_from_1_to_5",
                violation_error_message="Likelihood and impact are 1 to 5.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def score(self) -> int:
        return self.likelihood * self.impact
