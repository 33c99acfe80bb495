from collections.abc import Iterable
from decimal import Decimal

from django import forms

from laa.forms.numbers import NumberField
from laa.models import Indicator

HOURS_OF_A_QUARTER = Decimal(2000)
"""More than one person works in a quarter, four times over: a slip, not an answer."""


class EffortForm(forms.Form):
    """A small box for each indicator: the hours that one return of it takes."""

    def __init__(self, indicators: Iterable[Indicator], data=None):
        super().__init__(data, prefix="effort")
        self.indicators = {indicator.slug: indicator for indicator in indicators}
        for slug, indicator in self.indicators.items():
            self.fields[slug] = NumberField(
                label=f"{indicator.reference} {indicator.title}",
                required=False,
                not_below=0,
                suffix="hours",
            )

    def clean(self):
        cleaned = super().clean()
        for slug, hours in cleaned.items():
            if hours is not None and hours > HOURS_OF_A_QUARTER:
                self.add_error(slug, f"{hours} hours is more than one return can take. Check it.")
        return cleaned

    @property
    def told(self) -> dict[Indicator, Decimal]:
        """The hours of those that were answered; 0 is an answer."""
        return {
            self.indicators[slug]: hours
            for slug, hours in self.cleaned_data.items()
            if hours is not None
        }
