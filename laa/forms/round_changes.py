from django import forms

from laa.forms.widgets import DateInputField

SKIP, CARRY_OVER, TAKE_BACK = "skip", "carry-over", "take-back"


class LinesForm(forms.Form):
    """What happens to the ticked lines of a round."""

    do = forms.ChoiceField(
        label="What to do with the chosen lines",
        choices=[
            (CARRY_OVER, "Carry over: ask for them in the next round, with what is typed"),
            (SKIP, "Not this time: do not ask for them, nor for their period later"),
            (TAKE_BACK, "Take back: ask again for what was set aside"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do with the chosen lines."},
    )
    reason = forms.CharField(
        label="Reason",
        help_text="The officers read it. Not needed to take lines back.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("do") in (SKIP, CARRY_OVER) and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why, so that the officers know.")
        return cleaned


class LongerForm(forms.Form):
    """A later due date for the ticked returns."""

    until = DateInputField(label="New due date")
    reason = forms.CharField(
        label="Why they have longer",
        help_text="The officers read it.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why, so that the officers know."},
    )


class CloseForm(forms.Form):
    """Closing a round. A reason is needed where something is not signed off."""

    reason = forms.CharField(
        label="Why it is closed now",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, unfinished: int, **kwargs):
        super().__init__(*args, **kwargs)
        if unfinished:
            lines = "1 line is" if unfinished == 1 else f"{unfinished} lines are"
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = (
                f"Say why: {lines} not signed off yet."
            )
            self.fields["reason"].help_text = f"{lines} not signed off yet."
