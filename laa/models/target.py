from dataclasses import replace

from django.db import models

from laa.models.base import (
    NaturalKey,
    OfPeriod,
    Version,
    VersionQuerySet,
    design_effect_field,
    figure_field,
    period_field,
    sample_field,
    somebody_was_asked,
    version_constraints,
)
from laa.rules import rating
from laa.rules.targets import Printed
from laa.rules.vocabulary import CellKind, CellState


class Cell(Version):
    """A baseline or target: typed, with the printed text kept for ever.

    `value` None is no number, which is not zero. `due` is by when a placeholder was to be filled.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=24, choices=CellKind)
    state = models.CharField(max_length=20, choices=CellState)
    value = figure_field()
    change = figure_field(help_text="The printed change; a reduction is negative.")
    base = models.CharField(max_length=100, blank=True, help_text="What the change is a change of.")
    secondary = figure_field(help_text="The count printed beside a rate.")
    due = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.commitment} {self.strand.key}: {self.text}"

    @property
    def promise(self) -> rating.Promise:
        return rating.Promise(self.value, CellKind(self.kind), CellState(self.state), self.text)

    @property
    def printed(self) -> Printed:
        return Printed(
            CellKind(self.kind),
            CellState(self.state),
            self.text,
            self.value,
            self.change,
            self.base,
            self.secondary,
        )

    @property
    def is_waiting(self) -> bool:
        return CellState(self.state).is_waiting


class Baseline(NaturalKey, Cell):
    """Where a promise started from."""

    natural_key_fields = (
        "partnership__slug",
        "commitment__agreement__slug",
        "commitment__indicator__slug",
        "strand__key",
        "version",
    )

    commitment = models.ForeignKey("laa.Commitment", models.CASCADE, related_name="baselines")
    strand = models.ForeignKey("laa.Strand", models.CASCADE, related_name="baselines")
    period = period_field(blank=True, help_text="Blank where none is printed.")
    sample = sample_field()
    design_effect = design_effect_field()

    objects = VersionQuerySet.as_manager()

    @property
    def promise(self) -> rating.Promise:
        return replace(super().promise, sample=self.sample, design_effect=self.design_effect)

    class Meta:
        ordering = ["commitment", "strand", "version"]
        constraints = [*version_constraints("commitment", "strand"), somebody_was_asked()]


class Target(NaturalKey, OfPeriod, Cell):
    """What was promised for a period; a cell merged over three years is one target for the span."""

    natural_key_fields = (
        "partnership__slug",
        "commitment__agreement__slug",
        "commitment__indicator__slug",
        "strand__key",
        "period",
        "version",
    )

    commitment = models.ForeignKey("laa.Commitment", models.CASCADE, related_name="targets")
    strand = models.ForeignKey("laa.Strand", models.CASCADE, related_name="targets")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["commitment", "strand", "period_start", "version"]
        constraints = version_constraints("commitment", "strand", "period")
