from django import forms

from laa.forms.seen import SeenForm
from laa.models import Agreement, Partner, Theme

_SCALE = {"min_value": 1, "max_value": 5}


class RiskForm(SeenForm):
    """A risk: how likely, how bad, what is done about it, and what is left then."""

    title = forms.CharField(label="Risk", max_length=200, help_text="What may happen.")
    theme = forms.ModelChoiceField(
        label="Theme",
        queryset=Theme.objects.none(),
        required=False,
        empty_label="The whole agreement",
    )
    likelihood = forms.IntegerField(
        label="Likelihood", help_text="1 (low) to 5 (high), with nothing done about it.", **_SCALE
    )
    impact = forms.IntegerField(label="Impact", help_text="1 (low) to 5 (high).", **_SCALE)
    mitigation = forms.CharField(
        label="What is done about it",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    likelihood_after = forms.IntegerField(
        label="Likelihood after what is done",
        required=False,
        help_text="Leave both empty where nobody has judged it.",
        **_SCALE,
    )
    impact_after = forms.IntegerField(label="Impact after what is done", required=False, **_SCALE)
    owner = forms.ModelChoiceField(
        label="Owner",
        queryset=Partner.objects.none(),
        required=False,
        empty_label="Nobody yet",
        help_text="The partner or service that answers for it.",
    )

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = agreement.themes.all()
        self.fields["owner"].queryset = agreement.partnership.partners.in_use()

    def clean(self):
        cleaned = super().clean()
        after = {name: cleaned.get(name) for name in ("likelihood_after", "impact_after")}
        missing = [name for name, value in after.items() if value is None]
        if len(missing) == 1 and missing[0] not in self.errors:
            self.add_error(missing[0], "Give both after what is done, or leave both empty.")
        return cleaned


class RiskClosingForm(SeenForm):
    """Why a risk is one no more."""

    reason = forms.CharField(
        label="Why it is closed",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the risk is closed; the reason is kept."},
    )
