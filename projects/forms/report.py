"""What is asked when a report or a return is issued."""

from django import forms


class IssueForm(forms.Form):
    """A second one has to say what is different in it."""

    note = forms.CharField(
        label="What is different from the one issued before?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    use_required_attribute = False

    def __init__(self, data=None, *, is_first: bool, what: str = "report"):
        super().__init__(data)
        said = f"Say what is different from the {what} issued before."
        self.fields["note"].error_messages["required"] = said
        if is_first:
            del self.fields["note"]
