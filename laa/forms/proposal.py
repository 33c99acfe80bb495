"""Facts of an indicator that were proposed: set right, or confirmed."""

from django import forms
from django.utils.safestring import SafeString, mark_safe

from laa.models import Indicator
from laa.queries.proposals import FACTS, Proposal
from laa.rules.vocabulary import Accumulation, Frequency, Polarity, Unit

LONGEST_LAG = 1100
CHOICES = {
    "polarity": Polarity,
    "unit": Unit,
    "accumulates": Accumulation,
    "frequency": Frequency,
}
HINTS = {
    "polarity": "Whether more or less of it is good. A target does not tell: some are set worse "
    "than their baseline.",
    "accumulates": "What a figure for part of the year says about the year.",
    "frequency": "A change takes effect with the next round that is opened.",
    "lag_days": "Days after the period’s end at which a figure can be expected.",
}


def _days(**options) -> forms.IntegerField:
    return forms.IntegerField(
        label=FACTS["lag_days"],
        min_value=0,
        max_value=LONGEST_LAG,
        error_messages={
            "invalid": "Type a whole number of days, such as 90.",
            "min_value": "Type 0 days or more.",
            "max_value": f"Type {LONGEST_LAG:,} days or fewer: three years at most.",
        },
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4", "suffix": "days"}),
        **options,
    )


class FactsForm(forms.Form):
    """One indicator's facts, and which of the proposed ones are right.

    Every box carries what it held when the page was made, so that a save touches only what this
    person changed.
    """

    polarity = forms.ChoiceField(label="Good is", choices=Polarity, help_text=HINTS["polarity"])
    unit = forms.ChoiceField(label="Unit", choices=Unit)
    unit_detail = forms.CharField(
        label="Of what",
        required=False,
        max_length=100,
        help_text="For example: of adults; offences per 1,000 population.",
    )
    accumulates = forms.ChoiceField(
        label="Counts as", choices=Accumulation, help_text=HINTS["accumulates"]
    )
    frequency = forms.ChoiceField(
        label="How often", choices=Frequency, help_text=HINTS["frequency"]
    )
    lag_days = _days(help_text=HINTS["lag_days"])
    confirm = forms.MultipleChoiceField(
        label="These are right",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What you leave unticked stays proposed. What you change above is confirmed "
        "by that.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, proposal: Proposal):
        indicator = proposal.indicator
        initial = {
            **indicator.facts,
            "unit_detail": indicator.unit_detail,
            "confirm": indicator.proposed,
            "seen": proposal.mark,
        }
        super().__init__(data, initial=initial)
        waiting = [(fact.name, fact.label) for fact in proposal.facts if fact.is_proposed]
        self.fields["confirm"].choices = waiting
        if not waiting:
            del self.fields["confirm"]
        for name in self.fields.keys() - {"seen"}:
            self.fields[name].show_hidden_initial = True

    @classmethod
    def over(cls, data, *, proposal: Proposal) -> "FactsForm":
        """What somebody typed on an older page, over the facts as they are now.

        Boxes that they left alone show what somebody else made of them meanwhile. What is no
        longer proposed is no longer there to be ticked.
        """
        now = cls(proposal=proposal)
        typed = cls(data, proposal=proposal)
        merged = data.copy()
        merged["seen"] = proposal.mark
        for name in now.fields.keys() - {"seen"}:
            held = _texts(now[name].value())
            is_typed = name in typed.fields and typed[name]._has_changed()
            texts = data.getlist(name) if is_typed else held
            if name == "confirm":
                waiting = {value for value, _ in now.fields[name].choices}
                texts = [text for text in texts if text in waiting]
            merged.setlist(name, texts)
            merged.setlist(now[name].html_initial_name, held)
        return cls(merged, proposal=proposal)

    @property
    def hidden_initials(self) -> SafeString:
        """What each box held when the page was made."""
        boxes = (bound for bound in self if bound.field.show_hidden_initial)
        return mark_safe("".join(bound.as_hidden(only_initial=True) for bound in boxes))

    @property
    def values(self) -> dict:
        """The facts that were changed."""
        facts = (*Indicator.PROPOSABLE, "unit_detail")
        return {name: self.cleaned_data[name] for name in self.changed_data if name in facts}


def _texts(value) -> list[str]:
    """A box's value as a browser posts it."""
    if isinstance(value, list):
        return value
    return ["" if value is None else str(value)]


class FactsForAllForm(forms.Form):
    """Facts to set for many indicators at once; what is left alone stays as it is."""

    def __init__(self, data=None):
        super().__init__(data)
        for name, label in FACTS.items():
            if name in CHOICES:
                self.fields[name] = forms.ChoiceField(
                    label=label,
                    required=False,
                    choices=[("", "Leave as it is"), *CHOICES[name].choices],
                )
            else:
                self.fields[name] = _days(required=False)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.values:
            raise forms.ValidationError("Choose at least one fact to set.")
        return cleaned

    @property
    def values(self) -> dict:
        """The facts chosen; a lag of 0 days is a choice."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
