"""The milestones of one strand's year: a box for each quarter before the last."""

from collections.abc import Sequence
from decimal import Decimal

from django import forms

from laa.forms.numbers import NumberField
from laa.models import Indicator, Milestone
from laa.rules.periods import Period
from laa.rules.vocabulary import Unit

SUFFIXES = {Unit.PERCENT: "%", Unit.DAYS: "days"}


class MilestoneForm(forms.Form):
    """A quarter left empty has no milestone. `seen` is what the page showed: period and version."""

    method = forms.ChoiceField(choices=Milestone.Method, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text="Who agreed the milestones, or why they change.",
    )

    def __init__(
        self, *args, indicator: Indicator, quarters: Sequence[Period], initial: dict, **kwargs
    ):
        super().__init__(*args, initial=initial, **kwargs)
        self.quarters = quarters
        reason = self.fields.pop("reason")
        for number, quarter in enumerate(quarters, start=1):
            self.fields[f"q{number}"] = NumberField(
                label=quarter.label,
                required=False,
                suffix=SUFFIXES.get(indicator.unit, ""),
            )
        self.fields["reason"] = reason

    @property
    def values(self) -> dict[str, Decimal | None]:
        return {
            quarter.key: self.cleaned_data[f"q{number}"]
            for number, quarter in enumerate(self.quarters, start=1)
        }

    @property
    def seen_versions(self) -> dict[str, int]:
        """What the page showed, as it says itself; nonsense is nothing seen."""
        found = {}
        for part in self.cleaned_data["seen"].split():
            period, _, version = part.partition(":")
            found[period] = int(version) if version.isdigit() else 0
        return found

    def clean_method(self):
        """A proposal that somebody changed by hand was entered."""
        chosen = self.cleaned_data["method"]
        return Milestone.Method.ENTERED if self._is_typed() else chosen

    def _is_typed(self) -> bool:
        return any(name.startswith("q") for name in self.changed_data)
