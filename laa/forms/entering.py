from django import forms

from laa.models import Agreement, Partner, Partnership
from laa.queries.entering import NOBODY, officers


class EnteringFilterForm(forms.Form):
    """Narrows the list of who enters what."""

    q = forms.CharField(label="Reference or title contains", max_length=100, required=False)
    agreement = forms.ModelChoiceField(
        queryset=Agreement.objects.none(), to_field_name="slug", required=False, empty_label="Any"
    )
    supplier = forms.ModelChoiceField(
        queryset=Partner.objects.none(), to_field_name="slug", required=False, empty_label="Any"
    )
    officer = forms.ChoiceField(label="Officer or deputy", required=False)

    def __init__(self, *args, partnership: Partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = partnership.agreements.all()
        suppliers = partnership.partners.filter(supplies__retired_on=None, supplies__gt=0)
        self.fields["supplier"].queryset = suppliers.distinct()
        self.fields["officer"].choices = [
            ("", "Any"),
            (NOBODY, "Nobody, or somebody who has left"),
            *((str(person.uuid), person.name) for person in officers(partnership)),
        ]


class AssignForm(forms.Form):
    """Who shall supply and enter the chosen indicators; what is left as it is does not change."""

    supplier = forms.ModelChoiceField(
        queryset=Partner.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Leave as it is",
    )
    officer = forms.ChoiceField(required=False)
    deputy = forms.ChoiceField(required=False)

    def __init__(self, *args, partnership: Partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = partnership.partners.in_use()
        found = officers(partnership)
        self.people = {str(person.uuid): person for person in found}
        choices = [
            (str(person.uuid), f"{person.name} ({', '.join(partners)})")
            for person, partners in found.items()
        ]
        for name in ("officer", "deputy"):
            self.fields[name].choices = [("", "Leave as it is"), (NOBODY, "Nobody"), *choices]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Choose a supplier, an officer or a deputy to assign.")
        return cleaned

    @property
    def chosen(self) -> dict:
        """What changes: a partner, a person, or None for nobody."""
        return {
            name: self.people.get(value) if name != "supplier" else value
            for name, value in self.cleaned_data.items()
            if value
        }
