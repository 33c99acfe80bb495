from django import forms


class TermForm(forms.Form):
    """A term and what it means."""

    name = forms.CharField(label="Term", max_length=100)
    meaning = forms.CharField(label="What it means", max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
