from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from laa.models.base import uuid_field

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class RiskQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def open(self):
        return self.filter(closed_on__isnull=True)

    def by_score(self):
        """The highest score first, before what is done about it."""
        return self.order_by(-F("likelihood") * F("impact"), "title", "pk")


class Risk(models.Model):
    """What may keep an agreement from being kept: how likely, how bad, and what is done about it.

    Likelihood and impact are 1 (low) to 5 (high): as they are with nothing done about it, and
    after what is done, where somebody has judged that.
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
    likelihood_after = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=ONE_TO_FIVE
    )
    impact_after = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    mitigation = models.TextField(blank=True)
    owner = models.ForeignKey(
        "laa.Partner", models.PROTECT, null=True, blank=True, related_name="risks"
    )
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "-likelihood", "-impact", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="laa_risk_from_1_to_5",
                violation_error_message="Likelihood and impact are 1 to 5.",
            ),
            models.CheckConstraint(
                condition=Q(likelihood_after__isnull=True, impact_after__isnull=True)
                | Q(likelihood_after__range=(1, 5), impact_after__range=(1, 5)),
                name="laa_risk_after_from_1_to_5",
                violation_error_message="Give both likelihood and impact after what is done, from "
                "1 to 5, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def score_after(self) -> int | None:
        """None where nobody has judged what is left of it."""
        if self.likelihood_after is None or self.impact_after is None:
            return None
        return self.likelihood_after * self.impact_after
