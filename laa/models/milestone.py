from django.db import models

from laa.models.base import (
    NaturalKey,
    OfPeriod,
    Version,
    VersionQuerySet,
    figure_field,
    version_constraints,
)
from laa.rules.figures import plain


class Milestone(NaturalKey, OfPeriod, Version):
    """A quarter's share of a year's target, in the way the figure builds up.

    A straight line and last year's shape are proposals that a person saved. `value` None took a
    milestone back: the quarter has none. The year's end has none either; there the target counts.
    """

    class Method(models.TextChoices):
        ENTERED = "entered", "Entered"
        STRAIGHT_LINE = "straight_line", "Straight line"
        LAST_YEAR = "last_year", "Last year’s shape"

    natural_key_fields = (
        "partnership__slug",
        "commitment__agreement__slug",
        "commitment__indicator__slug",
        "strand__key",
        "period",
        "version",
    )

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    commitment = models.ForeignKey("laa.Commitment", models.CASCADE, related_name="milestones")
    strand = models.ForeignKey("laa.Strand", models.CASCADE, related_name="milestones")
    value = figure_field()
    method = models.CharField(max_length=16, choices=Method)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["commitment", "strand", "period_start", "version"]
        constraints = version_constraints("commitment", "strand", "period")

    @property
    def said(self) -> str:
        return "taken back" if self.value is None else plain(self.value)

    def __str__(self) -> str:
        return f"{self.commitment} {self.strand.key}, {self.period}: {self.value}"
