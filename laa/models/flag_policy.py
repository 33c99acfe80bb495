from django.db import models
from django.db.models import F, Q

from laa.rules.flagging import RUNNING


class FlagPolicy(models.Model):
    """What a partnership's job looks for, and how long officers have. None chosen: the defaults."""

    partnership = models.OneToOneField(
        "laa.Partnership", models.CASCADE, related_name="flag_policy", primary_key=True
    )
    reasons_off = models.JSONField(
        default=list, blank=True, help_text="Reasons that this partnership does not flag."
    )
    periods_running = models.PositiveSmallIntegerField(
        default=RUNNING,
        help_text="How many periods one after another off track or at risk are flagged as such.",
    )
    certifier_after = models.PositiveSmallIntegerField(
        default=5, help_text="Working days with the officer before the certifier is told."
    )
    lead_after = models.PositiveSmallIntegerField(
        default=10, help_text="Working days before the performance lead is told."
    )
    remind_before = models.PositiveSmallIntegerField(
        default=5, help_text="Working days before the due date at which officers are reminded."
    )

    class Meta:
        ordering = ["partnership"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lead_after__gte=F("certifier_after")),
                name="laa_flagpolicy_stages_in_order",
                violation_error_message="The certifier is told before the performance lead.",
            ),
            models.CheckConstraint(
                condition=Q(periods_running__gte=RUNNING),
                name="laa_flagpolicy_more_than_one_period",
                violation_error_message="It takes two periods or more to be running.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.partnership)


def flag_policy(partnership) -> FlagPolicy:
    """The partnership's choices, or the defaults where it made none (not saved)."""
    return getattr(partnership, "flag_policy", None) or FlagPolicy(partnership=partnership)
