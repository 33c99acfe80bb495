from django import forms
from django.db.models import Q

from laa.forms.seen import SeenForm
from laa.models import Agreement, Commitment, Indicator, Partner, Theme


class CommitmentForm(SeenForm):
    """A promise: on what, under which theme, and who answers for it."""

    indicator = forms.ModelChoiceField(
        label="Indicator", queryset=Indicator.objects.none(), empty_label="Choose an indicator"
    )
    theme = forms.ModelChoiceField(
        label="Theme", queryset=Theme.objects.none(), empty_label="Choose a theme"
    )
    designation = forms.ChoiceField(
        label="Designation", choices=Commitment.Designation, widget=forms.RadioSelect
    )
    lead = forms.ModelChoiceField(
        label="Lead",
        queryset=Partner.objects.none(),
        empty_label="Choose a partner or service",
        help_text="The one that answers for it.",
    )
    contributors = forms.ModelMultipleChoiceField(
        label="Contributors",
        queryset=Partner.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        partners = agreement.partnership.partners.in_use()
        self.fields["theme"].queryset = agreement.themes.all()
        self.fields["lead"].queryset = partners
        self.fields["contributors"].queryset = partners
        if self.row is None:
            free = agreement.partnership.indicators.in_use()
            self.fields["indicator"].queryset = free.exclude(commitments__agreement=agreement)
        else:
            del self.fields["indicator"]
            # A retired partner stays where it is until somebody takes it away.
            has_part = Q(retired_on=None) | Q(leads=self.row) | Q(contributes_to=self.row)
            partners = agreement.partnership.partners.filter(has_part).distinct()
            self.fields["lead"].queryset = self.fields["contributors"].queryset = partners


class WithdrawForm(SeenForm):
    """Why a promise is taken back."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        help_text="Such as: the national indicator was deleted. It is kept with the promise.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the promise is withdrawn."},
    )
