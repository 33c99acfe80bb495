from datetime import date

from django import forms

from laa.forms.widgets import DateInputField
from laa.models import Partner, Partnership, Role
from laa.models.membership import PARTNER_ROLES


class InvitationForm(forms.Form):
    """Who is invited, and for what part."""

    email = forms.EmailField(
        label="Email address", max_length=254, help_text="The link to sign in goes here."
    )
    name = forms.CharField(label="Name", max_length=100)
    role = forms.ChoiceField(label="Role", choices=Role, widget=forms.RadioSelect)
    partner = forms.ModelChoiceField(
        label="Partner",
        queryset=Partner.objects.none(),
        required=False,
        empty_label="Not for one partner",
        help_text="For officers, certifiers and contributors. A council’s includes its services.",
    )
    starts = DateInputField(label="First day", required=False, help_text="Empty: from today.")
    ends = DateInputField(
        label="Last day",
        required=False,
        help_text="For a deputy while somebody is away. Empty: until you end the role.",
    )

    def __init__(self, *args, partnership: Partnership, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["partner"].queryset = partnership.partners.order_by("name")

    def clean(self):
        cleaned = super().clean()
        needs_partner = cleaned.get("role") in PARTNER_ROLES
        if needs_partner and not cleaned.get("partner") and "partner" not in self.errors:
            self.add_error("partner", "Choose the partner they act for.")
        if cleaned.get("role") and not needs_partner:
            cleaned["partner"] = None
        self._check_days(cleaned)
        return cleaned

    def _check_days(self, cleaned) -> None:
        if "starts" in self.errors or "ends" in self.errors:
            return
        first, last = cleaned["starts"] or self.today, cleaned["ends"]
        if first < self.today:
            self.add_error("starts", f"{first:%-d %B %Y} is over. Give a role from today or later.")
        elif last and last < first:
            self.add_error("ends", f"The last day is before the first, {first:%-d %B %Y}.")
