from django import forms

from laa.forms.numbers import NumberField
from laa.forms.seen import SeenForm
from laa.forms.widgets import DateInputField
from laa.imports.references import read_reference
from laa.models import Indicator, Partner, Partnership, Strand
from laa.rules.vocabulary import Accumulation, Frequency, Polarity, Unit


class ReferenceForm(forms.Form):
    """By which reference an indicator is known, in its one form: “ni181” is NI 181."""

    reference = forms.CharField(
        label="Reference",
        max_length=30,
        help_text="Such as NI 181, or any reference of your own.",
    )

    def __init__(self, *args, partnership: Partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.partnership = partnership

    def clean_reference(self) -> str:
        printed = self.cleaned_data["reference"].strip()
        read = read_reference(printed, alone=True)
        reference = read.text if read and not read.rest else printed
        if self.partnership.indicators.filter(reference__iexact=reference).exists():
            raise forms.ValidationError(f"{reference} is there already. Choose another reference.")
        return reference


class IndicatorForm(SeenForm):
    """What is measured, how, and which way is good."""

    title = forms.CharField(label="Title", widget=forms.Textarea(attrs={"rows": 3}))
    definition = forms.CharField(
        label="Definition", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    why_it_matters = forms.CharField(
        label="Why it matters",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What it changes, and for whom, in words that a resident understands.",
    )
    source = forms.CharField(label="Source of the figure", max_length=200, required=False)
    polarity = forms.ChoiceField(
        label="Which way is good", choices=Polarity, widget=forms.RadioSelect
    )
    polarity_basis = forms.CharField(
        label="Who says so", max_length=200, required=False, help_text="A document, or a person."
    )
    unit = forms.ChoiceField(label="Unit", choices=Unit, widget=forms.RadioSelect)
    unit_detail = forms.CharField(
        label="Of what", max_length=100, required=False, help_text="Such as: per 100,000 people."
    )
    places = forms.IntegerField(label="Decimal places", min_value=0, max_value=6, initial=0)
    accumulates = forms.ChoiceField(
        label="What a figure for part of a year says",
        choices=Accumulation,
        widget=forms.RadioSelect,
    )
    frequency = forms.ChoiceField(
        label="How often there is a figure", choices=Frequency, widget=forms.RadioSelect
    )
    lag_days = forms.IntegerField(
        label="Days after the period until a figure can be expected",
        min_value=0,
        max_value=2000,
        initial=0,
    )
    lowest = NumberField(label="Lowest value that is possible", required=False)
    highest = NumberField(label="Highest value that is possible", required=False)
    supplier = forms.ModelChoiceField(
        label="Who owes the figure",
        queryset=Partner.objects.none(),
        empty_label="Choose a partner or service",
    )

    def __init__(self, *args, partnership: Partnership, **kwargs):
        super().__init__(*args, **kwargs)
        if self.row is None:
            self.fields["supplier"].queryset = partnership.partners.in_use()
        else:
            # Changed where open lines can follow: on the page of who enters what.
            del self.fields["supplier"]

    def clean(self):
        cleaned = super().clean()
        lowest, highest = cleaned.get("lowest"), cleaned.get("highest")
        if lowest is not None and highest is not None and highest < lowest:
            self.add_error("highest", "The highest possible value is below the lowest.")
        return cleaned


class StrandForm(SeenForm):
    """A series of an indicator, and who owes it where that is somebody else."""

    label = forms.CharField(label="Name of the strand", max_length=100)
    supplier = forms.ModelChoiceField(
        label="Who owes its figure",
        queryset=Partner.objects.none(),
        required=False,
        empty_label="The indicator’s supplier",
    )

    def __init__(self, *args, indicator: Indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = indicator.partnership.partners.in_use()
        if self.row is not None and not self.row.label:
            self.fields["label"].required = False


class DiscontinueForm(SeenForm):
    """From when on there are no figures, and why."""

    starts = DateInputField(label="From", help_text="The first day without figures.")
    reason = forms.CharField(
        label="Because",
        max_length=1000,
        help_text="Finish the sentence, such as: the Home Office ended the survey.",
        error_messages={"required": "Say why; every page on it will say so."},
    )


class PartForm(forms.Form):
    """Which strand is a part of a total, there already or new, and who returns it."""

    part = forms.ModelChoiceField(
        label="Strand",
        queryset=Strand.objects.none(),
        required=False,
        empty_label="A new one, named below",
    )
    label = forms.CharField(label="Name of a new strand", max_length=100, required=False)
    supplier = forms.ModelChoiceField(
        label="Who returns this part",
        queryset=Partner.objects.none(),
        required=False,
        empty_label="As it is; for a new one the indicator’s supplier",
    )

    def __init__(self, *args, total: Strand, **kwargs):
        super().__init__(*args, **kwargs)
        others = Strand.objects.filter(indicator=total.indicator_id, retired_on=None, part_of=None)
        self.fields["part"].queryset = others.exclude(pk=total.pk).select_related("indicator")
        self.fields["supplier"].queryset = total.partnership.partners.in_use()

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["part"] and not cleaned["label"].strip():
            self.add_error("label", "Choose a strand, or name a new one.")
        if cleaned.get("part") and cleaned.get("label", "").strip():
            self.add_error("label", "Choose a strand or name a new one, not both.")
        return cleaned
