"""What is asked when a report is issued."""

from django import forms


class IssueForm(forms.Form):
    """A second report has to say what is different in it."""

    note = forms.CharField(
        label="What is different from the report before?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is different from the report issued before."},
    )

    use_required_attribute = False

    def __init__(self, data=None, *, is_first: bool):
        super().__init__(data)
        if is_first:
            del self.fields["note"]
