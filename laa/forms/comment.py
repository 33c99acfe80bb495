from django import forms


class CommentForm(forms.Form):
    """A few words on a line or an action; who may ask gets a box for that."""

    text = forms.CharField(
        label="Your comment",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what you want to say."},
    )
    asks = forms.BooleanField(
        label="Ask for an answer",
        required=False,
    )

    def __init__(self, *args, may_ask: bool, of: str = "whoever entered it", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asks"].label = f"Ask {of} for an answer"
        self.fields["asks"].help_text = "It stays where it is; they are told."
        if not may_ask:
            del self.fields["asks"]
