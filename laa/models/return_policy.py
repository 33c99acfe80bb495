from django.db import models


class ReturnPolicy(models.Model):
    """What a partnership asks of its returns. One that never chose has the defaults."""

    partnership = models.OneToOneField(
        "laa.Partnership", models.CASCADE, related_name="return_policy", primary_key=True
    )
    may_certify_own = models.BooleanField(
        default=False, help_text="Whether a certifier may certify a line they entered themselves."
    )
    commentary_length = models.PositiveSmallIntegerField(
        default=400, help_text="Characters a commentary should stay within. A guide, not a limit."
    )
    needs_recovery_text = models.BooleanField(
        default=True, help_text="Whether a line that is off track must say what is done about it."
    )

    class Meta:
        ordering = ["partnership"]

    def __str__(self) -> str:
        return str(self.partnership)


def return_policy(partnership) -> ReturnPolicy:
    """The partnership's choices, or the defaults where it made none (not saved)."""
    return getattr(partnership, "return_policy", None) or ReturnPolicy(partnership=partnership)
