from django import forms
from django.db.models import Q

from laa.models import Partner, ReturnLine, Round, Theme


class SignOffFilterForm(forms.Form):
    """Narrows what waits to be signed off."""

    round = forms.ModelChoiceField(
        label="Round",
        queryset=Round.objects.none(),
        required=False,
        empty_label="All open rounds",
        to_field_name="period",
    )
    theme = forms.ModelChoiceField(
        label="Theme",
        queryset=Theme.objects.none(),
        required=False,
        empty_label="All themes",
        to_field_name="slug",
    )
    partner = forms.ModelChoiceField(
        label="Supplier",
        queryset=Partner.objects.none(),
        required=False,
        empty_label="Everybody",
        to_field_name="slug",
    )

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        certified = ReturnLine.objects.filter(
            partnership=partnership, state=ReturnLine.State.CERTIFIED
        )
        self.fields["round"].queryset = Round.objects.filter(
            partnership=partnership, closed_at=None
        ).order_by("period_end")
        self.fields["theme"].queryset = Theme.objects.filter(
            partnership=partnership,
            commitments__indicator__strands__return_lines__in=certified,
        ).distinct()
        self.fields["partner"].queryset = (
            Partner.objects.filter(partnership=partnership, returns__lines__in=certified)
            .distinct()
            .order_by("name")
        )

    @property
    def asked(self) -> Q:
        """What to show; everything where nothing, or nothing sensible, was asked."""
        if not self.is_valid():
            return Q()
        found = Q()
        if round_ := self.cleaned_data["round"]:
            found &= Q(round=round_)
        if theme := self.cleaned_data["theme"]:
            found &= Q(
                strand__indicator__commitments__theme=theme,
                strand__indicator__commitments__withdrawn_on=None,
            )
        if partner := self.cleaned_data["partner"]:
            found &= Q(quarterly_return__partner=partner)
        return found
