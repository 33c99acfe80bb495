from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from laa.models.base import NaturalKey, NaturalKeyQuerySet
from laa.models.series_break import SeriesBreak
from laa.rules.vocabulary import Accumulation, Frequency, Polarity, Unit


def ever_awaited(of: str = "indicator__") -> Q:
    """Rows whose indicator is asked for, be it only of a time before it was discontinued.

    `of` leads to the indicator. What is retired is asked for no more at all.
    """
    return Q(**{f"{of}retired_on": None}) | Q(**{f"{of}discontinued_because__gt": ""})


def measured_at(end: date | F, of: str = "indicator__") -> Q:
    """Rows whose indicator is asked for of a period with that last day; `of` leads to it.

    What is discontinued is still owed for the periods that ended before.
    """
    before = {f"{of}discontinued_because__gt": "", f"{of}retired_on__gt": end}
    return Q(**{f"{of}retired_on": None}) | Q(**before)


class IndicatorQuerySet(NaturalKeyQuerySet):
    def visible_to(self, member):
        return self.filter(partnership=member.partnership)

    def in_use(self):
        """Still measured. What is retired keeps its history and gets no more lines."""
        return self.filter(retired_on__isnull=True)

    def with_proposals(self):
        """Those of which a fact is only proposed."""
        return self.exclude(proposed=[])


class Indicator(NaturalKey):
    """What is measured, apart from what is promised. It exists once, whoever promises on it."""

    natural_key_fields = ("partnership__slug", "slug")

    PROPOSABLE: ClassVar[dict[str, str]] = {
        "polarity": "Good is",
        "unit": "Unit",
        "accumulates": "Counts as",
        "frequency": "How often",
        "lag_days": "Days until a figure",
    }
    """The facts that a catalogue or a reader of documents may propose, and how pages call them."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="indicators")
    reference = models.CharField(max_length=30)
    slug = models.SlugField(max_length=40, help_text="The reference as it stands in addresses.")
    title = models.TextField()
    definition = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    why_it_matters = models.TextField(blank=True, help_text="What it changes for whom.")
    polarity = models.CharField(max_length=12, choices=Polarity)
    polarity_basis = models.CharField(
        max_length=200, blank=True, help_text="Who says so: a document, or a person's judgement."
    )
    unit = models.CharField(max_length=12, choices=Unit)
    unit_detail = models.CharField(max_length=100, blank=True)
    places = models.PositiveSmallIntegerField(default=0, help_text="Decimal places as printed.")
    accumulates = models.CharField(max_length=20, choices=Accumulation)
    frequency = models.CharField(max_length=20, choices=Frequency)
    lag_days = models.PositiveSmallIntegerField(
        default=0, help_text="Days after the period's end at which a figure can be expected."
    )
    lowest = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    highest = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    supplier = models.ForeignKey(
        "laa.Partner",
        models.PROTECT,
        related_name="supplies",
        help_text="The one partner, or service in a council, that owes the figure.",
    )
    measure = models.CharField(
        max_length=100, blank=True, help_text="Names the records that compute the figure, if any."
    )

    proposed = models.JSONField(
        default=list,
        blank=True,
        help_text="The facts that nobody has confirmed yet, by name.",
    )
    retired_on = models.DateField(null=True, blank=True)
    discontinued_because = models.TextField(
        blank=True, help_text="Why there are no figures from the day on which it was retired."
    )
    discontinued_at = models.DateTimeField(null=True, blank=True)
    discontinued_by = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "reference"],
                name="laa_indicator_reference",
                violation_error_message="This partnership already uses that reference.",
            ),
            models.UniqueConstraint(fields=["partnership", "slug"], name="laa_indicator_slug"),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True)
                | Q(highest__isnull=True)
                | Q(highest__gte=models.F("lowest")),
                name="laa_indicator_lowest_below_highest",
                violation_error_message="The lowest possible value is above the highest.",
            ),
            models.CheckConstraint(
                condition=Q(discontinued_because="") | Q(retired_on__isnull=False),
                name="laa_indicator_discontinued_from_a_day",
                violation_error_message="Say from which day it is discontinued.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def clean(self):
        if set(self.proposed) - set(self.PROPOSABLE):
            names = ", ".join(self.PROPOSABLE)
            raise ValidationError({"proposed": f"Only these can be proposed: {names}."})

    def is_measured_at(self, end: date) -> bool:
        """Whether a figure is asked for of a period with that last day, as `measured_at` has it."""
        return self.retired_on is None or bool(self.discontinued_because) and self.retired_on > end

    @property
    def discontinued_said(self) -> str:
        """ "Discontinued on 1 April 2009 because the survey ended"; "" while it is measured."""
        if not self.discontinued_because:
            return ""
        return f"Discontinued on {self.retired_on:%-d %B %Y} because {self.discontinued_because}"

    @property
    def facts(self) -> dict[str, str | int]:
        """What may be proposed, by name, as it stands."""
        return {name: getattr(self, name) for name in self.PROPOSABLE}

    @property
    def proposed_said(self) -> str:
        """The facts that nobody has confirmed, as pages call them; "" where there are none."""
        return ", ".join(self.PROPOSABLE[name] for name in self.proposed)


class StrandQuerySet(NaturalKeyQuerySet):
    def asked(self):
        """Those somebody returns; a total of parts that are measured is added up instead."""
        return self.exclude(pk__in=self.model.totals())

    def with_parts(self):
        """Adds `is_total`, whether it is the sum of parts."""
        parts = self.model._base_manager.filter(part_of=models.OuterRef("pk"), retired_on=None)
        return self.annotate(is_total=models.Exists(parts))

    def with_last_break(self, moment=None):
        """Adds `broken_on`, the day since which the newest definition holds; None: ever.

        With a moment, the newest that was known of then.
        """
        breaks = SeriesBreak.objects.filter(strand=models.OuterRef("pk")).order_by("-period_start")
        if moment:
            breaks = breaks.filter(recorded_at__lte=moment)
        return self.annotate(broken_on=models.Subquery(breaks.values("period_start")[:1]))


class Strand(NaturalKey):
    """One of the series an indicator is split into; “all” where it is not split."""

    ALL = "all"

    natural_key_fields = ("partnership__slug", "indicator__slug", "key")

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="strands")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    supplier = models.ForeignKey(
        "laa.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supplies_strands",
        help_text="Where somebody else owes this strand's figure.",
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The strand whose figure is the sum of this one and its like.",
    )
    retired_on = models.DateField(null=True, blank=True)

    objects = StrandQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "position", "key"]
        constraints = [models.UniqueConstraint(fields=["indicator", "key"], name="laa_strand_key")]

    def __str__(self) -> str:
        return f"{self.indicator.reference} {self.label}".strip()

    @classmethod
    def totals(cls) -> models.QuerySet:
        """The strands, by pk, that are the sum of parts which are measured still."""
        parts = cls._base_manager.filter(part_of__isnull=False, retired_on=None)
        return parts.values("part_of")

    @property
    def owed_by_id(self) -> int:
        return self.supplier_id or self.indicator.supplier_id


class Assignment(models.Model):
    """The people in the supplying partner who enter an indicator's figures.

    Apart from the indicator, so that loading an agreement again leaves people where they are.
    """

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="+")
    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="assignment")
    officer = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    deputy = models.ForeignKey(
        "laa.User", models.PROTECT, null=True, blank=True, related_name="deputy_assignments"
    )

    class Meta:
        ordering = ["indicator"]

    def __str__(self) -> str:
        return f"{self.indicator.reference}: {self.officer}"
