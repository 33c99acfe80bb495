from django.db import models
from django.db.models import Q

from laa.models.base import OfPeriod, uuid_field


class FlagQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def open(self):
        return self.filter(closed_at__isnull=True)


class Flag(OfPeriod):
    """Something a person must look at, found by a job in what was signed off.

    One is open per subject, strand and reason, however many periods it lasts.
    """

    class Reason(models.TextChoices):
        OFF_TRACK = "off-track", "Off track"

    class Stage(models.TextChoices):
        LEAD = "lead", "With the lead partner"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="flags")
    key = models.CharField(max_length=200)
    reason = models.CharField(max_length=20, choices=Reason)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.LEAD)
    commitment = models.ForeignKey("laa.Commitment", models.CASCADE, related_name="flags")
    strand = models.ForeignKey("laa.Strand", models.CASCADE, related_name="flags")
    rating = models.ForeignKey("laa.Rating", models.PROTECT, related_name="flags")
    text = models.TextField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.TextField(blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "key"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="laa_flag_key"),
            models.UniqueConstraint(
                fields=["commitment", "strand", "reason"],
                condition=Q(closed_at__isnull=True),
                name="laa_flag_one_open",
            ),
        ]

    def __str__(self) -> str:
        return self.key
