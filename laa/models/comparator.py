from django.db import models

from laa.models.base import OfPeriod, figure_field
from laa.rules.figures import marked
from laa.rules.vocabulary import AreaKind, FigureState


class Comparator(OfPeriod):
    """Another area's figure for a strand and a period: England's, a region's, or a neighbour's.

    It is never rated, and compared with our own figure of the same period only.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    strand = models.ForeignKey("laa.Strand", models.CASCADE, related_name="comparators")
    area = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=AreaKind)
    state = models.CharField(max_length=20, choices=FigureState, default=FigureState.LOADED)
    value = figure_field()
    is_illustrative = models.BooleanField(default=False, help_text="Invented for a demonstration.")
    source = models.CharField(max_length=300, help_text="Who published it, and under what name.")

    class Meta:
        ordering = ["strand", "period_start", "kind", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["strand", "period", "area"],
                name="laa_comparator_once",
                violation_error_message="That area has a figure for the period already.",
            )
        ]

    @property
    def said(self) -> str:
        """The area's name, beside which it says where the figure is invented."""
        return marked(self.area, self.is_illustrative)

    def __str__(self) -> str:
        return f"{self.strand}, {self.area}, {self.when.short_label}"
