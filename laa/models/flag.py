from django.db import models
from django.db.models import Q

from laa.models.base import OfPeriod, uuid_field


class FlagQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def open(self):
        return self.filter(closed_at__isnull=True)

    def open_at(self, moment):
        """Those that were open at a moment, whatever became of them."""
        return self.filter(opened_at__lte=moment).filter(
            Q(closed_at__isnull=True) | Q(closed_at__gt=moment)
        )

    def of_performance(self):
        """What boards see; the rest is housekeeping among officers."""
        return self.filter(reason__in=Flag.PERFORMANCE)

    def of_housekeeping(self):
        return self.filter(reason__in=Flag.HOUSEKEEPING)

    def with_answerable(self):
        """With what it takes to say which partner answers for each."""
        return self.select_related(
            "commitment__agreement",
            "commitment__indicator",
            "commitment__lead",
            "strand__indicator__supplier",
            "strand__supplier",
            "quarterly_return__partner",
            "quarterly_return__round",
            "action__plan__partner",
        )


class Flag(OfPeriod):
    """Something a person must look at, found by a job.

    One is open per subject, strand and reason, however many periods it lasts. `subject` names what
    it is about in words that do not change (`commitment:luton-laa-2008-11:ni-181`); the keys beside
    it lead there. Performance flags stand on signed-off ratings only.
    """

    class Reason(models.TextChoices):
        OFF_TRACK = "off-track", "Off track"
        AT_RISK_TWICE = "at-risk-twice", "At risk several periods running"
        OFF_TRACK_TWICE = "off-track-twice", "Off track several periods running"
        OUTLOOK_WONT = "outlook-wont", "Its owner does not expect to meet the target"
        PROJECTED_MISS = "projected-miss", "Projected to miss"
        RED_STRAND = "red-strand", "A strand is off track under a total that is not"
        OVERDUE_ACTIONS = "overdue-actions", "Plan actions overdue while the figure is on track"
        NO_RETURN = "no-return", "No return by the due date"
        FIGURE_AWAITED = "figure-awaited", "Figure awaited past its expected date"
        PLACEHOLDER_PAST = "placeholder-past", "Placeholder past its date"
        NO_PLAN = "no-plan", "No improvement plan"
        OWNERLESS_ACTION = "ownerless-action", "An action without an owner"

    class Stage(models.TextChoices):
        LEAD = "lead", "With the lead partner"
        OFFICER = "officer", "With the officer"
        CERTIFIER = "certifier", "With the deputy and the certifier"
        PERFORMANCE_LEAD = "performance_lead", "With the performance lead"

    PERFORMANCE = (
        Reason.OFF_TRACK,
        Reason.AT_RISK_TWICE,
        Reason.OFF_TRACK_TWICE,
        Reason.OUTLOOK_WONT,
        Reason.PROJECTED_MISS,
        Reason.RED_STRAND,
        Reason.OVERDUE_ACTIONS,
    )
    HOUSEKEEPING = (
        Reason.NO_RETURN,
        Reason.FIGURE_AWAITED,
        Reason.PLACEHOLDER_PAST,
        Reason.NO_PLAN,
        Reason.OWNERLESS_ACTION,
    )
    LADDER = (Stage.OFFICER, Stage.CERTIFIER, Stage.PERFORMANCE_LEAD)
    """The stages through which a housekeeping flag escalates."""

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="flags")
    key = models.CharField(max_length=200)
    subject = models.CharField(max_length=150)
    reason = models.CharField(max_length=20, choices=Reason)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.LEAD)
    stage_since = models.DateField(null=True, blank=True)
    commitment = models.ForeignKey(
        "laa.Commitment", models.CASCADE, null=True, blank=True, related_name="flags"
    )
    strand = models.ForeignKey(
        "laa.Strand", models.CASCADE, null=True, blank=True, related_name="flags"
    )
    rating = models.ForeignKey(
        "laa.Rating", models.PROTECT, null=True, blank=True, related_name="flags"
    )
    quarterly_return = models.ForeignKey(
        "laa.QuarterlyReturn", models.CASCADE, null=True, blank=True, related_name="flags"
    )
    action = models.ForeignKey(
        "laa.Action", models.CASCADE, null=True, blank=True, related_name="flags"
    )
    text = models.TextField()
    opened_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    snoozed_until = models.DateField(null=True, blank=True)
    snooze_reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_because = models.TextField(blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "key"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="laa_flag_key"),
            models.UniqueConstraint(
                fields=["partnership", "subject", "reason"],
                condition=Q(closed_at__isnull=True),
                name="laa_flag_one_open",
            ),
            models.CheckConstraint(
                condition=Q(snoozed_until__isnull=True) | ~Q(snooze_reason=""),
                name="laa_flag_snoozed_for_a_reason",
                violation_error_message="Say why it can wait.",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_of_performance(self) -> bool:
        return self.reason in self.PERFORMANCE

    @property
    def answers_for_it(self):
        """The one partner that answers for it: a promise's lead, or who owes the figure or plan."""
        if self.commitment:
            return self.commitment.lead
        if self.quarterly_return:
            return self.quarterly_return.partner
        if self.action:
            return self.action.plan.partner
        return (self.strand.supplier or self.strand.indicator.supplier) if self.strand else None
