from django.db import models


class CollectionEffort(models.Model):
    """How long an indicator's figures take to collect, asked once."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    indicator = models.OneToOneField("laa.Indicator", models.CASCADE, related_name="effort")
    hours = models.DecimalField(max_digits=15, decimal_places=6, help_text="Hours for one return.")
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("laa.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["indicator"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours__gte=0), name="laa_collectioneffort_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator.reference}: {self.hours} hours"


class IndicatorUse(models.Model):
    """How often an indicator was used in a month, as a plain count that names nobody."""

    class Kind(models.TextChoices):
        OPENED = "opened", "Opened"
        EXPORTED = "exported", "Exported"
        REPORTED = "reported", "Used in a report"

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    indicator = models.ForeignKey("laa.Indicator", models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=10, choices=Kind)
    month = models.DateField(help_text="The month's first day.")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["indicator", "month", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "kind", "month"], name="laa_indicatoruse_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator.reference}, {self.month:%Y-%m}: {self.get_kind_display()}"
