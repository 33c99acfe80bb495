from django import forms

from laa.forms.widgets import DateInputField


class PublishForm(forms.Form):
    """From when on the chosen figures are public."""

    public_from = DateInputField(
        label="Public from",
        help_text="Today, or a later day where there is an embargo.",
        error_messages={"required": "Say from which day the figures are public."},
    )


class WithdrawForm(forms.Form):
    """Why the chosen figures are taken back."""

    reason = forms.CharField(
        label="Why they are taken back",
        help_text="Kept with the record of what was public.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why the figures are taken back."},
    )


class PublishReportForm(forms.Form):
    """From when on the report is public."""

    public_from = DateInputField(
        label="Public from",
        help_text="Today, or a later day where there is an embargo.",
        error_messages={"required": "Say from which day the report is public."},
    )


class WithdrawReportForm(forms.Form):
    """Why the report is taken back."""

    reason = forms.CharField(
        label="Why it is taken back",
        help_text="Kept with the record of what was public.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why the report is taken back."},
    )
