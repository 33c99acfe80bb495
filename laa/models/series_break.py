from django.db import models

from laa.models.base import OfPeriod, uuid_field


class SeriesBreak(OfPeriod):
    """A change of definition: from `period` on the figures are no longer those of before.

    Direction of travel and last year's comparison stop at it, and charts show it.
    """

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="series_breaks")
    strand = models.ForeignKey("laa.Strand", models.CASCADE, related_name="breaks")
    reason = models.TextField(help_text="What changed in the definition or the source.")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["strand", "period_start"]
        constraints = [
            models.UniqueConstraint(
                fields=["strand", "period"],
                name="laa_seriesbreak_once",
                violation_error_message="A break is marked at that period already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.strand}, from {self.when.short_label}"
