from django.db import models
from django.db.models import F, Q

from laa.models.base import OfPeriod
from laa.rules.periods import YEAR_KINDS


class RoundQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def open_on(self, today):
        return self.filter(opens__lte=today, closed_at__isnull=True)


class Round(OfPeriod):
    """A partnership's reporting quarter or year-end outturn.

    `period` is what is observed; `opens`, `due` and `sign_off` are the window in which it is
    returned. A round stays open after its dates until the performance lead closes it.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="rounds")
    opens = models.DateField()
    due = models.DateField()
    sign_off = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    closing_reason = models.TextField(
        blank=True, help_text="Why it was closed with lines that were not signed off."
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "period_start"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "period"],
                name="laa_round_once",
                violation_error_message="The round for that period is open already.",
            ),
            models.CheckConstraint(
                condition=Q(opens__gt=F("period_start"), due__gte=F("opens"))
                & Q(sign_off__gte=F("due")),
                name="laa_round_dates_in_order",
                violation_error_message=(
                    "The dates are out of order: a round opens, then returns are due, "
                    "then they are signed off."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="laa_round_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.when.short_label

    @property
    def is_year(self) -> bool:
        """Whether it asks for a year's outturn, not for a quarter."""
        return self.when.kind in YEAR_KINDS

    def is_open(self, today) -> bool:
        return self.closed_at is None and self.opens <= today
