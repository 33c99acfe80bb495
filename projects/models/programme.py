from django.db import models

from laa.models.base import NaturalKey, NaturalKeyQuerySet


class Programme(NaturalKey):
    """Money under which several projects run, such as the Local Enterprise Growth Initiative."""

    natural_key_fields = ("partnership__slug", "slug")

    partnership = models.ForeignKey(
        "laa.Partnership", models.CASCADE, related_name="projects_programmes"
    )
    slug = models.SlugField()
    name = models.CharField(max_length=200)
    funder = models.CharField(max_length=200, blank=True)
    set_up = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many projects were set up under it."
    )
    running = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many of those still run."
    )

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="projects_programme_slug"),
            models.CheckConstraint(
                condition=models.Q(set_up__isnull=True)
                | models.Q(running__isnull=True)
                | models.Q(set_up__gte=models.F("running")),
                name="projects_programme_no_more_run_than_were_set_up",
                violation_error_message="More projects run than were set up. Check both numbers.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def running_said(self) -> str:
        """ "17 of 18 projects"; "" where nobody said."""
        if self.set_up is None or self.running is None:
            return ""
        return f"{self.running} of {self.set_up} projects"
