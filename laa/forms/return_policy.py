from django import forms

from laa.forms.seen import SeenForm
from laa.models import ReturnPolicy


class ReturnPolicyForm(SeenForm):
    """What a partnership asks of its returns."""

    may_certify_own = forms.BooleanField(
        label="A certifier may certify figures that they entered or submitted themselves",
        help_text="Leave it off where you can: then two people have seen every figure. Where it is "
        "on, the trail of such a line says that one person did both.",
        required=False,
    )
    needs_recovery_text = forms.BooleanField(
        label="A line that is off track must say what is done about it",
        required=False,
    )
    commentary_length = forms.IntegerField(
        label="How long a commentary should be at most",
        help_text="In characters. Officers see it as a guide; a longer text is kept all the same.",
        min_value=100,
        max_value=4000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Type a number of characters, such as 400."},
    )

    def __init__(self, *args, row: ReturnPolicy, **kwargs):
        super().__init__(*args, row=row, **kwargs)
