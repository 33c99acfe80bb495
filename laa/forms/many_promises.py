from django import forms

from laa.models import Agreement, Commitment, Partner, Theme


class ManyPromisesForm(forms.Form):
    """What the chosen promises shall have; what is left as it is does not change."""

    theme = forms.ModelChoiceField(
        queryset=Theme.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Leave as it is",
    )
    lead = forms.ModelChoiceField(
        queryset=Partner.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Leave as it is",
    )
    designation = forms.ChoiceField(
        choices=[("", "Leave as it is"), *Commitment.Designation.choices], required=False
    )
    reason = forms.CharField(
        label="Or why they are withdrawn",
        help_text="Kept with each of them.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, agreement: Agreement, withdraws: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.withdraws = withdraws
        self.fields["theme"].queryset = agreement.themes.all()
        self.fields["lead"].queryset = agreement.partnership.partners.in_use()

    def clean(self):
        cleaned = super().clean()
        if self.withdraws and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", "Say why they are withdrawn.")
        elif not self.withdraws and not self.errors and not self.chosen:
            raise forms.ValidationError("Choose a theme, a lead or a designation to give them.")
        return cleaned

    @property
    def chosen(self) -> dict:
        """What changes, by name."""
        names = ("theme", "lead", "designation")
        return {name: value for name in names if (value := self.cleaned_data.get(name))}
