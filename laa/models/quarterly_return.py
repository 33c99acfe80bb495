from datetime import date

from django.db import models
from django.db.models import Q

from laa.models.base import (
    OfPeriod,
    design_effect_field,
    figure_field,
    sample_field,
    somebody_was_asked,
    uuid_field,
)
from laa.rules.shared import RATIOS
from laa.rules.vocabulary import FigureState, Outlook, Rating


class QuarterlyReturnQuerySet(models.QuerySet):
    def visible_to(self, member):
        """All of the partnership's to those who read everything, else one's own partners'."""
        mine = self.filter(partnership=member.partnership)
        return mine if member.reads_all_returns else mine.filter(partner__in=member.partner_ids)


class QuarterlyReturn(models.Model):
    """All that one partner, or service in a council, owes in one round."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="returns")
    round = models.ForeignKey("laa.Round", models.CASCADE, related_name="returns")
    partner = models.ForeignKey("laa.Partner", models.PROTECT, related_name="returns")
    extended_to = models.DateField(
        null=True, blank=True, help_text="A later due date than the round's, for this return."
    )
    extension_reason = models.TextField(blank=True)

    objects = QuarterlyReturnQuerySet.as_manager()

    class Meta:
        ordering = ["round", "partner__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "partner"], name="laa_quarterlyreturn_once"),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True) | ~Q(extension_reason=""),
                name="laa_quarterlyreturn_extended_for_a_reason",
                violation_error_message="Say why the return has longer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.round}"

    @property
    def due(self) -> date:
        """The day by which it is owed: its own extension, else the round's date."""
        return self.extended_to or self.round.due

    @property
    def address(self) -> list[str]:
        """What names it in an address: partnership, period, partner."""
        return [self.partnership.slug, self.round.period, self.partner.slug]


class ReturnLineQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(quarterly_return__in=QuarterlyReturn.objects.visible_to(member))

    def in_printed_order(self):
        return self.order_by("strand__indicator__reference", "strand__position", "period_start")


class ReturnLine(OfPeriod):
    """What one return says of one strand and period, until it is signed off and for ever after.

    `version` guards against two people: a save names the version it read, and finds no row if
    somebody was quicker.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        READY = "ready", "Ready"
        SUBMITTED = "submitted", "Submitted"
        SENT_BACK = "sent_back", "Sent back"
        CERTIFIED = "certified", "Certified"
        SIGNED_OFF = "signed_off", "Signed off"
        REOPENED = "reopened", "Reopened"
        SKIPPED = "skipped", "Not asked this time"
        CARRIED_OVER = "carried_over", "Carried over to the next round"

    uuid = uuid_field()
    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="return_lines")
    quarterly_return = models.ForeignKey(QuarterlyReturn, models.CASCADE, related_name="lines")
    round = models.ForeignKey("laa.Round", models.CASCADE, related_name="lines")
    strand = models.ForeignKey("laa.Strand", models.PROTECT, related_name="return_lines")
    is_due = models.BooleanField(help_text="Whether a figure for the period can be expected yet.")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)

    figure_state = models.CharField(max_length=20, choices=FigureState, blank=True)
    value = figure_field()
    numerator = figure_field()
    denominator = figure_field()
    sample = sample_field()
    design_effect = design_effect_field()
    commentary = models.TextField(blank=True, help_text="Why the figure is what it is.")
    recovery = models.TextField(blank=True, help_text="What is done next.")
    recovery_due = models.DateField(null=True, blank=True, help_text="By when.")
    help_needed = models.TextField(blank=True, help_text="What help is needed, and whose.")
    outlook = models.CharField(max_length=12, choices=Outlook, blank=True)
    outlook_reason = models.TextField(blank=True)
    judgement = models.CharField(
        max_length=12, choices=Rating, blank=True, help_text="The owner's own view of the rating."
    )
    judgement_reason = models.TextField(blank=True)
    is_illustrative = models.BooleanField(default=False)
    question = models.TextField(blank=True, help_text="Why it was sent back or reopened.")
    set_aside_reason = models.TextField(blank=True, help_text="Why it was skipped or carried over.")
    thread = models.OneToOneField(
        "laa.Thread", models.PROTECT, null=True, blank=True, related_name="line"
    )
    evidence = models.OneToOneField(
        "laa.EvidenceFolder", models.PROTECT, null=True, blank=True, related_name="line"
    )

    entered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_submitted_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was handed in first: whether it was on time."
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_on_behalf = models.BooleanField(
        default=False, help_text="Submitted by the performance lead for the partner."
    )
    certified_at = models.DateTimeField(null=True, blank=True)
    certified_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    EDITABLE_STATES = (State.DRAFT, State.READY, State.SENT_BACK, State.REOPENED)
    SET_ASIDE_STATES = (State.SKIPPED, State.CARRIED_OVER)
    """Nothing more is asked of the line in this round, and it holds up no other."""
    PROGRESS = (
        State.SENT_BACK,
        State.REOPENED,
        State.DRAFT,
        State.READY,
        State.SUBMITTED,
        State.CERTIFIED,
        State.SIGNED_OFF,
    )
    """From least to most advanced; a return is as far as its least advanced line."""

    objects = ReturnLineQuerySet.as_manager()

    class Meta:
        ordering = ["quarterly_return", "strand", "period_start"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "strand", "period"], name="laa_returnline_once"
            ),
            somebody_was_asked(),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="laa_returnline_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="certified") | Q(certified_at__isnull=False),
                name="laa_returnline_certified_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed_off")
                | Q(signed_off_at__isnull=False, certified_at__isnull=False),
                name="laa_returnline_signed_off_after_certified",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["skipped", "carried_over"]) | ~Q(set_aside_reason=""),
                name="laa_returnline_set_aside_for_a_reason",
                violation_error_message="Say why it is skipped or carried over.",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "state"], name="laa_returnline_by_state")]

    def __str__(self) -> str:
        return f"{self.strand}, {self.when.short_label}"

    @property
    def uuid_text(self) -> str:
        return str(self.uuid)

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE_STATES

    @property
    def is_in_question(self) -> bool:
        """Whether somebody sent it back or reopened it, and waits for an answer."""
        return self.state in (self.State.SENT_BACK, self.State.REOPENED)

    @property
    def is_complete(self) -> bool:
        """A number, or a reason for none where one is due; else the outlook and why."""
        if not self.is_due:
            return bool(self.outlook and self.outlook_reason.strip())
        if not self.figure_state:
            return False
        if FigureState(self.figure_state).has_number:
            return self.value is not None and not self.lacks_counts
        return bool(self.commentary.strip())

    @property
    def is_ready(self) -> bool:
        """Whether it can be handed on, or was: a complete draft still lacks words about a red."""
        not_ready = (self.State.DRAFT, *self.SET_ASIDE_STATES)
        return self.is_complete and self.state not in not_ready

    @property
    def lacks_counts(self) -> bool:
        """Whether it is a part of a total that adds by numerator and denominator, without them."""
        if not self.strand.part_of_id or self.strand.indicator.unit not in RATIOS:
            return False
        return self.numerator is None or self.denominator is None


def state_of(lines) -> str:
    """A return's state: that of its least advanced line. None of no lines.

    What is set aside holds up no other; where nothing else is left, the return is set aside.
    """
    states = {line.state for line in lines}
    known = (*ReturnLine.PROGRESS, *ReturnLine.SET_ASIDE_STATES)
    return next((state for state in known if state in states), None)
