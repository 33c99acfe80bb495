from django import forms

from laa.models import Partner, Partnership
from laa.queries.waiting import KINDS, Waiting


class WaitingForm(forms.Form):
    """Narrows the waiting list."""

    kind = forms.ChoiceField(label="What", required=False)
    lead = forms.ModelChoiceField(
        label="Who answers", queryset=Partner.objects.none(), required=False, empty_label="Anybody"
    )
    when = forms.ChoiceField(
        label="Until when",
        required=False,
        choices=[("", "Any time"), ("overdue", "Overdue"), ("undated", "No day named")],
    )

    def __init__(self, *args, partnership: Partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Anything"), *KINDS.items()]
        leads = Partner.objects.filter(partnership=partnership, leads__isnull=False)
        self.fields["lead"].queryset = leads.distinct().order_by("name")

    def narrow(self, found: list[Waiting]) -> list[Waiting]:
        if not self.is_valid():
            return found
        kind, lead, when = (self.cleaned_data[name] for name in ("kind", "lead", "when"))
        return [
            each
            for each in found
            if (not kind or each.kind == kind)
            and (not lead or each.commitment.lead_id == lead.pk)
            and (when != "overdue" or each.is_overdue)
            and (when != "undated" or each.due is None)
        ]
