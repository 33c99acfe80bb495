from django.db import models

from laa.models.base import (
    OfPeriod,
    Version,
    VersionQuerySet,
    design_effect_field,
    figure_field,
    period_field,
    sample_field,
    version_constraints,
)
from laa.rules.vocabulary import Because, CellState, Comparison, FigureState, Outlook
from laa.rules.vocabulary import Rating as RatingWord


class RatingQuerySet(VersionQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)


class Rating(OfPeriod, Version):
    """What a figure meant for a commitment when it was signed off: frozen, inputs and all.

    Nothing here is looked up again: a target that changes later, or a clock that moves, leaves
    what a board was told as it was.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="ratings")
    commitment = models.ForeignKey("laa.Commitment", models.PROTECT, related_name="ratings")
    strand = models.ForeignKey("laa.Strand", models.PROTECT, related_name="ratings")
    round = models.ForeignKey("laa.Round", models.PROTECT, related_name="ratings")
    figure = models.ForeignKey(
        "laa.Figure", models.PROTECT, null=True, blank=True, related_name="ratings"
    )

    rating = models.CharField(max_length=12, choices=RatingWord)
    because = models.CharField(max_length=20, choices=Because, blank=True)
    against_baseline = models.CharField(max_length=20, choices=Comparison)
    judgement = models.CharField(max_length=12, choices=RatingWord, blank=True)
    judgement_reason = models.TextField(blank=True)
    outlook = models.CharField(max_length=12, choices=Outlook, blank=True)
    outlook_reason = models.TextField(blank=True)
    commentary = models.TextField(blank=True)
    recovery = models.TextField(blank=True, help_text="What is done about it.")
    recovery_due = models.DateField(null=True, blank=True, help_text="By when.")
    help_needed = models.TextField(blank=True, help_text="What help is needed, and whose.")

    aim = figure_field(help_text="The number it was held against: a target or a milestone.")
    is_reached = models.BooleanField(
        null=True, help_text="Whether the aim was reached; unknown where nothing was aimed at."
    )
    note = models.TextField(blank=True, help_text="How it was judged, where that needs saying.")

    figure_value = figure_field()
    figure_state = models.CharField(max_length=20, choices=FigureState)
    is_illustrative = models.BooleanField(default=False)
    target_period = period_field(blank=True)
    target_text = models.TextField(blank=True)
    target_value = figure_field()
    target_upper = figure_field(help_text="The upper end of a range.")
    target_state = models.CharField(max_length=20, choices=CellState, blank=True)
    baseline_text = models.TextField(blank=True)
    baseline_value = figure_field()
    figure_sample = sample_field()
    figure_design_effect = design_effect_field()
    baseline_sample = sample_field()
    baseline_design_effect = design_effect_field()
    rule_name = models.CharField(max_length=100)
    rule_version = models.PositiveIntegerField()

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["commitment", "strand", "period_start", "round", "version"]
        constraints = [
            *version_constraints("commitment", "strand", "period", "round"),
            models.CheckConstraint(
                condition=models.Q(rating=RatingWord.NOT_RATED) ^ models.Q(because=""),
                name="laa_rating_or_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "recorded_at"], name="laa_rating_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}, {self.strand.key}, {self.period}: {self.get_rating_display()}"
