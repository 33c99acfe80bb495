from django import forms

from laa.forms.seen import SeenForm
from laa.models import Partner, Partnership


class PartnerForm(SeenForm):
    """What a partner is called, and what it is part of."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="An old name goes on standing for the partner.",
    )
    abbreviation = forms.CharField(label="Abbreviation", max_length=30, required=False)
    part_of = forms.ModelChoiceField(
        label="Part of",
        queryset=Partner.objects.none(),
        required=False,
        empty_label="An organisation of its own",
        help_text="For a service: the organisation that it is within.",
    )

    def __init__(self, *args, partnership: Partnership, **kwargs):
        super().__init__(*args, **kwargs)
        others = partnership.partners.in_use()
        self.fields["part_of"].queryset = others.exclude(pk=self.row.pk) if self.row else others


class NameForm(forms.Form):
    """Another name under which documents print a partner."""

    name = forms.CharField(
        label="Another name",
        max_length=200,
        help_text="As a document prints it. Documents read from now on will know it.",
    )


class OtherPartnerForm(forms.Form):
    """Which partner is the same body as this one."""

    joined = forms.ModelChoiceField(
        label="Which other partner is the same body?",
        queryset=Partner.objects.none(),
        to_field_name="slug",
        empty_label="Choose a partner",
        error_messages={"invalid_choice": "That partner is no longer there. Choose another."},
    )

    def __init__(self, *args, kept: Partner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["joined"].queryset = kept.partnership.partners.exclude(pk=kept.pk)
