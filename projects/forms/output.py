from django import forms

from laa.forms.seen import SeenForm


class MeasureForm(SeenForm):
    """What an output is counted from; the entered figure stays beside it."""

    measure = forms.ChoiceField(label="Count it from", required=False)

    def __init__(self, *args, measures: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [
            ("", "What people enter, alone"),
            *measures.items(),
        ]
