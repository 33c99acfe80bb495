from django.db import models
from django.db.models import Q

from laa.models.base import OfPeriod, uuid_field


class ReleaseQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back: public, or going to be."""
        return self.filter(withdrawn_at__isnull=True)

    def public(self, today):
        """Those that the public may read today."""
        return self.standing().filter(public_from__lte=today)


class Release(models.Model):
    """Something that the public may read from a day on, until it is taken back for a reason.

    What is taken back stays as a record of what was public, and when.
    """

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    public_from = models.DateField(help_text="The end of the embargo.")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.TextField(blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        abstract = True


def taken_back_for_a_reason() -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
        | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
        name="%(app_label)s_%(class)s_withdrawn_for_a_reason",
        violation_error_message="Say why it is taken back.",
    )


class Publication(OfPeriod, Release):
    """The decision to show one signed-off figure of a promise to the public, from a day on.

    It names the rating as it was signed off, so that a later correction is public only when that
    is published in its turn.
    """

    commitment = models.ForeignKey("laa.Commitment", models.PROTECT, related_name="publications")
    strand = models.ForeignKey("laa.Strand", models.PROTECT, related_name="publications")
    rating = models.ForeignKey("laa.Rating", models.PROTECT, related_name="publications")

    class Meta:
        ordering = ["commitment", "strand", "period_start", "published_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "strand", "period"],
                condition=Q(withdrawn_at__isnull=True),
                name="laa_publication_one_stands",
                violation_error_message="This figure is published already. Take it back first.",
            ),
            taken_back_for_a_reason(),
        ]
        indexes = [
            models.Index(fields=["partnership", "public_from"], name="laa_publication_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.commitment}, {self.strand.key}, {self.period}"

    @property
    def is_correction_waiting(self) -> bool:
        """Whether a newer version was signed off; only where `superseded_by` was fetched."""
        return hasattr(self.rating, "superseded_by")


class ReportPublication(Release):
    """The decision to show an issued report to the public, under its public cover."""

    report = models.ForeignKey("laa.Report", models.PROTECT, related_name="publications")

    class Meta:
        ordering = ["report", "published_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(withdrawn_at__isnull=True),
                name="laa_reportpublication_one_stands",
                violation_error_message="This report is published already. Take it back first.",
            ),
            taken_back_for_a_reason(),
        ]

    def __str__(self) -> str:
        return f"{self.report}, public from {self.public_from:%-d %B %Y}"
