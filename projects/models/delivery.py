"""How a project is going: milestones, money, risks, decisions."""

from django.db import models
from django.db.models import Q

from laa.models.base import figure_field, period_field
from laa.rules.periods import PeriodKind
from projects.models.base import OfProject, must_be


class Funding(OfProject):
    """A source of a project's money, and whether it is secured."""

    source = models.CharField("Source", max_length=200)
    amount = figure_field(verbose_name="Amount (£)")
    is_secured = models.BooleanField("Secured", default=False)

    class Meta:
        ordering = ["project", "source", "pk"]

    def __str__(self) -> str:
        return self.source


class Spend(OfProject):
    """What one source pays in one quarter: planned, forecast, actual. None: nobody said."""

    funding = models.ForeignKey(Funding, models.CASCADE, related_name="spend_set")
    period = period_field(verbose_name="Quarter", help_text="Such as 2008/09-Q2.")
    planned = figure_field(verbose_name="Planned (£)")
    forecast = figure_field(verbose_name="Forecast (£)")
    actual = figure_field(verbose_name="Actual (£)")

    class Meta:
        ordering = ["project", "period", "funding", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["funding", "period"],
                name="projects_spend_once",
                violation_error_message="This source has figures for that quarter already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.funding}, {self.period}"

    def clean(self):
        must_be(self.period, PeriodKind.QUARTER, "2008/09-Q2")


class Milestone(OfProject):
    """A step of delivery, or a site to be opened, with its date and what holds it up."""

    class Delay(models.TextChoices):
        NONE = "", "Nothing"
        FUNDING = "funding", "Funding"
        PARTNER = "partner", "A partner"
        PLANNING = "planning", "Planning or legal consent"
        PROCUREMENT = "procurement", "Procurement"
        STAFF = "staff", "Staff"
        DEMAND = "demand", "Little demand"
        OTHER = "other", "Something else"

    title = models.CharField("What", max_length=200)
    is_site = models.BooleanField("A site that opens", default=False)
    due = models.DateField("Planned for", null=True, blank=True)
    reached_on = models.DateField("Reached or opened on", null=True, blank=True)
    is_open = models.BooleanField(
        "Reached or open", default=False, help_text="Also where the day is not known."
    )
    delay = models.CharField(
        "Leading factor of delay", max_length=12, choices=Delay, blank=True, default=""
    )
    detail = models.TextField("Detail", blank=True)
    paid_from = models.ForeignKey(
        Funding,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="milestone_set",
        verbose_name="Paid for by",
    )

    class Meta:
        ordering = ["project", "due", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True) | Q(is_open=True),
                name="projects_milestone_reached_is_open",
                violation_error_message="It has a day on which it was reached: tick that it is.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def is_late(self, today) -> bool:
        """Past its date and not reached; without a date nothing is late."""
        return not self.is_open and self.due is not None and self.due < today


class Risk(OfProject):
    """What could go wrong, before and after what is done about it; each mark from 1 to 5."""

    title = models.CharField("What could go wrong", max_length=200)
    likelihood = models.PositiveSmallIntegerField("Likelihood before", help_text="1 to 5.")
    impact = models.PositiveSmallIntegerField("Impact before", help_text="1 to 5.")
    mitigation = models.TextField("What is done about it", blank=True)
    likelihood_after = models.PositiveSmallIntegerField(
        "Likelihood after", null=True, blank=True, help_text="1 to 5; once something is done."
    )
    impact_after = models.PositiveSmallIntegerField(
        "Impact after", null=True, blank=True, help_text="1 to 5; once something is done."
    )
    closed_on = models.DateField("Closed on", null=True, blank=True)

    class Meta:
        ordering = ["project", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5))
                & (Q(likelihood_after__isnull=True) | Q(likelihood_after__range=(1, 5)))
                & (Q(impact_after__isnull=True) | Q(impact_after__range=(1, 5))),
                name="projects_risk_marks",
                violation_error_message="Likelihood and impact are marks from 1 to 5.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def before(self) -> int:
        return self.likelihood * self.impact

    @property
    def after(self) -> int | None:
        """None until both marks are given: not yet mitigated is not zero."""
        if self.likelihood_after is None or self.impact_after is None:
            return None
        return self.likelihood_after * self.impact_after

    @property
    def doubts(self) -> list[str]:
        found = []
        if self.after is not None and not self.mitigation.strip():
            found.append("It has marks after mitigation and no mitigation.")
        if self.after is not None and self.after > self.before:
            found.append("It is marked higher after what is done about it than before.")
        return found


class Decision(OfProject):
    """What was decided, by whom and when, and what became of it."""

    decided_on = models.DateField("Decided on", null=True, blank=True)
    date_text = models.CharField(
        "Date as printed", max_length=60, blank=True, help_text="Where the day is not known."
    )
    text = models.TextField("What was decided")
    body = models.CharField("Decided by", max_length=200, blank=True)
    reason = models.TextField("Why", blank=True)

    class Meta:
        ordering = ["project", "decided_on", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
