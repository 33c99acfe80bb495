from django import forms

from laa.queries.data_quality import DataQuality, Finding
from laa.rules.data_quality import Fault


class DataQualityForm(forms.Form):
    """Narrows the list of figures to look at."""

    fault = forms.ChoiceField(label="What is the matter", required=False)
    partner = forms.ChoiceField(label="Supplier", required=False)
    q = forms.CharField(label="Reference or title contains", max_length=100, required=False)

    def __init__(self, *args, found: DataQuality, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fault"].choices = [("", "Anything"), *((f.name.lower(), f) for f in Fault)]
        partners = [(partner.slug, partner.name) for partner, _ in found.by_partner]
        self.fields["partner"].choices = [("", "Any"), *partners]

    def narrow(self, findings: list[Finding]) -> list[Finding]:
        if not (self.is_bound and self.is_valid()):
            return findings
        chosen = self.cleaned_data
        return [
            each
            for each in findings
            if (not chosen["fault"] or each.fault.name.lower() == chosen["fault"])
            and (not chosen["partner"] or each.partner.slug == chosen["partner"])
            and chosen["q"].casefold() in str(each.indicator).casefold()
        ]
