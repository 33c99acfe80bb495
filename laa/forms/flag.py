"""What somebody does with a flag."""

from django import forms

from laa.forms.seen import SeenForm
from laa.forms.widgets import DateInputField
from laa.models import Flag


class FlagForm(SeenForm):
    """The flag's own words and its reason are not what somebody says about it."""

    def __init__(self, *args, row: Flag, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        self.initial = {"seen": self.initial["seen"], "text": row.answer}


class AnswerForm(FlagForm):
    text = forms.CharField(
        label="What is done about it",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is done about it."},
    )


class SnoozeForm(FlagForm):
    until = DateInputField(label="Look at it again on")
    reason = forms.CharField(
        label="Why it can wait",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why it can wait."},
    )


class DismissForm(FlagForm):
    reason = forms.CharField(
        label="Why it is closed",
        help_text="Boards may ask. It is not opened again for the same period.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why it is closed."},
    )
