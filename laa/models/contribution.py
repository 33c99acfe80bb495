from django.db import models


class Contribution(models.Model):
    """What one of a promise's contributors does for it, in its own words.

    Harborough's officers put it so: indicators are set at the top, and teams “define and identify
    their role in their delivery”. A contributor without a row has not said yet.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    commitment = models.ForeignKey("laa.Commitment", models.CASCADE, related_name="contributions")
    partner = models.ForeignKey("laa.Partner", models.CASCADE, related_name="contributions")
    text = models.TextField(help_text="What the partner does towards the target.")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["commitment", "partner"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "partner"], name="laa_contribution_once")
        ]

    def __str__(self) -> str:
        return f"{self.partner}’s part in {self.commitment.indicator.reference}"
