from django.db import models

from laa.models.base import (
    design_effect_field,
    figure_field,
    sample_field,
    somebody_was_asked,
    uuid_field,
)
from laa.rules.vocabulary import Polarity


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)


class Survey(models.Model):
    """A question that residents or staff are asked again and again."""

    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="peer_reviews_surveys"
    )
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=200)
    measure = models.CharField(max_length=300, help_text="What share of whom is reported.")
    polarity = models.CharField(max_length=12, choices=Polarity.choices[:2])
    interval_months = models.PositiveSmallIntegerField(
        help_text="How long after one wave the next is due."
    )
    recommendation = models.ForeignKey(
        "peer_reviews.Recommendation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="surveys",
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="peer_reviews_survey_slug"
            ),
            models.CheckConstraint(
                condition=models.Q(interval_months__gte=1),
                name="peer_reviews_survey_comes_again",
                violation_error_message="The next wave comes at least a month after the last.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SurveyWave(models.Model):
    """One time the survey was held: the share found, and how many answered.

    `share` None: held, not reported yet. `is_comparable` False: the question or the method changed
    since the wave before, and `note` says how.
    """

    uuid = uuid_field()
    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="peer_reviews_waves"
    )
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="waves")
    held_on = models.DateField(help_text="The last day on which people answered.")
    share = figure_field(help_text="Percent, 0 to 100.")
    sample = sample_field()
    design_effect = design_effect_field()
    is_comparable = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, related_name="peer_reviews_waves"
    )

    class Meta:
        ordering = ["survey", "held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "held_on"],
                name="peer_reviews_wave_once",
                violation_error_message="There is a wave of that day already.",
            ),
            somebody_was_asked(),
            models.CheckConstraint(
                condition=models.Q(share__isnull=True) | models.Q(share__gte=0, share__lte=100),
                name="peer_reviews_wave_share_of_a_whole",
                violation_error_message="A share lies between 0 and 100 percent.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_comparable=True) | ~models.Q(note=""),
                name="peer_reviews_wave_break_is_explained",
                violation_error_message="Say what changed since the wave before.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey}, {self.held_on:%-d %B %Y}"
