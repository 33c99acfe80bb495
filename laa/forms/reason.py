from django import forms


class ReasonForm(forms.Form):
    """Why something goes back to somebody; they will read it."""

    reason = forms.CharField(
        label="Reason",
        help_text="What should be put right. The officer reads it beside the line.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, so that the officer can put it right."},
    )
