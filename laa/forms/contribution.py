"""What a contributor says of its part in a promise."""

from django import forms

from laa.models import Contribution, Partner
from laa.models.base import mark


class ContributionForm(forms.Form):
    """One partner's words; `seen` is what stood there when the page was opened."""

    text = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a sentence or two what you do towards the target."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, partner: Partner, said: Contribution | None):
        self.partner = partner
        initial = {"text": said.text if said else "", "seen": mark(said) if said else ""}
        is_own = data is not None and f"{partner.slug}-text" in data
        super().__init__(data if is_own else None, prefix=partner.slug, initial=initial)
        self.fields["text"].label = f"What {partner} does towards the target"
