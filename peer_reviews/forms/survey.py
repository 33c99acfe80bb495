"""The forms of surveys, their waves, and the library's search."""

from django import forms

from laa.forms.numbers import NumberField
from laa.forms.widgets import DateInputField
from laa.rules.vocabulary import Polarity
from peer_reviews.models import Practice, Recommendation


class SurveyForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    measure = forms.CharField(
        label="What share is reported",
        max_length=300,
        help_text="Such as: residents satisfied with the council, in percent.",
    )
    polarity = forms.ChoiceField(
        label="Which way is good", choices=Polarity.choices[:2], widget=forms.RadioSelect
    )
    interval_months = NumberField(
        label="Months from one wave to the next", not_below=1, is_whole=True, suffix="months"
    )
    recommendation = forms.ModelChoiceField(
        label="Recommendation it belongs to",
        queryset=Recommendation.objects.none(),
        required=False,
        empty_label="None",
    )

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        found = Recommendation.objects.filter(partnership=partnership).select_related("review")
        self.fields["recommendation"].queryset = found
        if not found:
            del self.fields["recommendation"]


class WaveForm(forms.Form):
    held_on = DateInputField(label="Last day on which people answered")
    share = NumberField(label="Share found", required=False, not_below=0, suffix="%")
    sample = NumberField(label="How many answered", required=False, not_below=1, is_whole=True)
    design_effect = NumberField(
        label="Design effect",
        required=False,
        not_below=1,
        help_text="Of a weighted or clustered sample; blank is a simple random sample.",
    )
    is_comparable = forms.BooleanField(
        label="It can be compared with the wave before", required=False, initial=True
    )
    note = forms.CharField(
        label="Note",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed where it cannot be compared: what changed.",
    )

    def clean(self):
        cleaned = super().clean()
        share = cleaned.get("share")
        if share is not None and share > 100:
            self.add_error("share", f"A share is 100% at most. You typed {share:f}.")
        if not cleaned.get("is_comparable") and not cleaned.get("note", "").strip():
            self.add_error("note", "Say what changed since the wave before.")
        return cleaned


class LibraryForm(forms.Form):
    """Search in the library of practice."""

    q = forms.CharField(label="Words", max_length=200, required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Both"), *Practice.Kind.choices], required=False
    )
