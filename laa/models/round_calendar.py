from datetime import date
from functools import lru_cache

import holidays
from django.db import models
from django.db.models import F, Max, Min, Q

from laa.rules import periods
from laa.rules.round_calendar import Dates, Days, dates_of, periods_asked
from laa.rules.vocabulary import Frequency


class RoundCalendar(models.Model):
    """When a partnership's rounds open and close: the days each of its rounds is given.

    Days are working days after the observed period's end, without weekends, the bank holidays of
    `holidays_of` and the partnership's own closed days.
    """

    class Every(models.TextChoices):
        QUARTER = Frequency.QUARTER.value, "Every quarter"
        MONTH = Frequency.MONTH.value, "Every month"

    class Nation(models.TextChoices):
        ENGLAND = "ENG", "England"
        NORTHERN_IRELAND = "NIR", "Northern Ireland"
        SCOTLAND = "SCT", "Scotland"
        WALES = "WLS", "Wales"

    partnership = models.OneToOneField(
        "laa.Partnership", models.CASCADE, related_name="round_calendar", primary_key=True
    )
    every = models.CharField(max_length=20, choices=Every, default=Every.QUARTER)
    holidays_of = models.CharField(max_length=3, choices=Nation, default=Nation.ENGLAND)
    opens_after = models.PositiveSmallIntegerField(default=1)
    due_after = models.PositiveSmallIntegerField(default=15)
    sign_off_after = models.PositiveSmallIntegerField(default=25)
    has_year_end = models.BooleanField(
        default=True, help_text="Whether a round of its own asks for the year’s outturns."
    )
    year_end_due_after = models.PositiveSmallIntegerField(default=40)
    year_end_sign_off_after = models.PositiveSmallIntegerField(default=50)

    class Meta:
        ordering = ["partnership"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_after__gte=1, due_after__gte=F("opens_after"))
                & Q(sign_off_after__gte=F("due_after"))
                & Q(year_end_due_after__gte=F("opens_after"))
                & Q(year_end_sign_off_after__gte=F("year_end_due_after")),
                name="laa_roundcalendar_days_in_order",
                violation_error_message=(
                    "The days are out of order: a round opens, then returns are due, "
                    "then they are signed off."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.get_every_display().lower()}"

    def days(self, *, is_year: bool) -> Days:
        """The working days of its rounds; a year's outturn is given longer."""
        if is_year:
            return Days(self.opens_after, self.year_end_due_after, self.year_end_sign_off_after)
        return Days(self.opens_after, self.due_after, self.sign_off_after)

    def closed_days(self) -> set[date]:
        """The partnership's own, to be read once and handed on."""
        return set(self.partnership.closed_days.values_list("day", flat=True))

    def dates_of(self, period: periods.Period, own: set[date]) -> Dates:
        """When a period's round opens, is due and is final. `own` are the closed days."""
        closed = own | bank_holidays(self.holidays_of, period.end.year)
        return dates_of(period, self.days(is_year=period.is_year), closed)

    def rounds(self, *, ends: date, starts: date = date.min, last: date = date.min) -> list[Dates]:
        """The rounds of the periods of the agreements' terms that end between two days.

        `last` is the last day of the periods that are asked about, where it is after all terms.
        """
        terms = self.partnership.agreements.aggregate(starts=Min("starts"), ends=Max("ends"))
        if terms["starts"] is None:
            return []
        asked = periods_asked(
            Frequency(self.every),
            has_year_end=self.has_year_end,
            starts=max(starts, terms["starts"]),
            ends=min(ends, max(last, terms["ends"])),
        )
        own = self.closed_days()
        return [self.dates_of(period, own) for period in asked]


@lru_cache(maxsize=256)
def bank_holidays(nation: str, year: int) -> frozenset[date]:
    """A nation's bank holidays of a year and the next, in which its last periods are returned."""
    found = holidays.country_holidays("GB", subdiv=nation, years=(year, year + 1))
    return frozenset(found)


def closed_between(partnership, first: date, last: date) -> set[date]:
    """The days on which nobody works there, weekends apart; England's without a calendar."""
    calendar = RoundCalendar.objects.filter(partnership=partnership).first() or RoundCalendar()
    calendar.partnership = partnership
    years = range(first.year, last.year + 1)
    return calendar.closed_days().union(*(bank_holidays(calendar.holidays_of, y) for y in years))


class ClosedDay(models.Model):
    """A day on which the partnership does not work, beside weekends and bank holidays."""

    partnership = models.ForeignKey("laa.Partnership", models.CASCADE, related_name="closed_days")
    day = models.DateField()
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "day"],
                name="laa_closedday_once",
                violation_error_message="That day is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
