from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from laa.models.action import Action
from laa.models.base import NaturalKey, NaturalKeyQuerySet
from laa.models.contribution import Contribution
from laa.models.flag import Flag


def _counted(actions):
    counts = actions.order_by().values("plan").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts), 0)


class CommitmentQuerySet(NaturalKeyQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def kept(self, on=None):
        """Those that still stand, or stood on a day; one that was withdrawn keeps its history."""
        stood_later = Q(withdrawn_on__gt=on) if on else Q()
        return self.filter(Q(withdrawn_on__isnull=True) | stood_later)

    def led_by(self, partner):
        """Those for which a partner, or a service within it, answers."""
        within = Q(lead__part_of=partner) | Q(lead__part_of__part_of=partner)
        return self.filter(within | Q(lead=partner))

    def with_rules(self):
        """With what it takes to say which rule is in force."""
        return self.select_related(
            "indicator",
            "agreement__rating_rule",
            "agreement__adopted_rule__rule",
            "own_rule__rule",
        )

    def with_plan_counts(self, today):
        """With their plan, and how many of its actions there are, are open, in hand, overdue.

        As `plan_actions`, `plan_open`, `plan_in_hand` and `plan_overdue`.
        """
        of_plan = Action.objects.filter(plan__improvement_plan__commitment=OuterRef("pk"))
        return self.select_related("improvement_plan__plan").annotate(
            plan_actions=_counted(of_plan),
            plan_open=_counted(of_plan.open()),
            plan_in_hand=_counted(of_plan.in_hand()),
            plan_overdue=_counted(of_plan.overdue(today)),
        )

    def with_contributions_said(self):
        """With `contributions_said`: how many contributors say what they do."""
        own = OuterRef("pk")
        said = Contribution.objects.filter(commitment=own, partner__contributes_to=own)
        counts = said.order_by().values("commitment").annotate(count=Count("pk")).values("count")
        return self.annotate(contributions_said=Coalesce(Subquery(counts), 0))

    def with_what_is_open(self):
        """With `has_flags`: whether a flag about its performance is open."""
        found = Flag.objects.open().of_performance().filter(commitment=OuterRef("pk"))
        return self.annotate(has_flags=Exists(found))

    def in_printed_order(self):
        return self.order_by("agreement", "printed_row", "indicator__reference")


class Commitment(NaturalKey):
    """An agreement's promise on an indicator, with the one partner that answers for it."""

    class Designation(models.TextChoices):
        DESIGNATED = "designated", "Designated"
        LOCAL = "local", "Local"
        STATUTORY = "statutory", "Statutory"

    natural_key_fields = ("partnership__slug", "agreement__slug", "indicator__slug")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="commitments")
    agreement = models.ForeignKey("laa.Agreement", models.CASCADE, related_name="commitments")
    indicator = models.ForeignKey("laa.Indicator", models.PROTECT, related_name="commitments")
    theme = models.ForeignKey("laa.Theme", models.PROTECT, related_name="commitments")
    designation = models.CharField(max_length=12, choices=Designation)
    lead = models.ForeignKey("laa.Partner", models.PROTECT, related_name="leads")
    contributors = models.ManyToManyField("laa.Partner", blank=True, related_name="contributes_to")
    printed_row = models.PositiveSmallIntegerField(
        default=0, help_text="Its place in the document, from 1."
    )
    printed_partners = models.TextField(blank=True, help_text="The partners' cell, word for word.")

    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "printed_row", "indicator__reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "indicator"],
                name="laa_commitment_once",
                violation_error_message="This agreement already has a promise on the indicator.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True, withdrawn_because="")
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(withdrawn_because="")),
                name="laa_commitment_withdrawn_for_a_reason",
                violation_error_message="Say why the promise is withdrawn.",
            ),
        ]

    @property
    def rule_in_force(self):
        """The rule it is rated by: its own, or its agreement's."""
        own = getattr(self, "own_rule", None)
        return own.rule if own else self.agreement.rule_in_force

    def __str__(self) -> str:
        return f"{self.agreement}: {self.indicator.reference}"
