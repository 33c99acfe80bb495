from collections.abc import Iterable
from datetime import date, timedelta

from django import forms

from laa.forms.widgets import DateInputField
from laa.models import Agreement, Commitment, Partner


class NextPlanForm(forms.Form):
    """The next plan's title and term, its themes, and who leads instead of whom."""

    title = forms.CharField(label="Title", max_length=200)
    starts = DateInputField(label="Starts on")
    ends = DateInputField(label="Ends on")
    with_boards = forms.BooleanField(
        label="The boards that oversee this plan oversee the next one too", required=False
    )

    def __init__(self, *args, agreement: Agreement, commitments: Iterable[Commitment], **kwargs):
        super().__init__(*args, **kwargs)
        starts = agreement.ends + timedelta(days=1)
        years = round((starts - agreement.starts).days / 365.25) or 1
        self.initial |= {
            "starts": starts,
            "ends": _years_on(starts, years) - timedelta(days=1),
            "with_boards": True,
        }
        self.themes = {c.theme.slug: c.theme for c in commitments}
        self.leads = {c.lead.slug: c.lead for c in commitments}
        for slug, theme in self.themes.items():
            self.fields[f"theme-{slug}"] = forms.CharField(
                label=theme.name, max_length=200, required=False, initial=theme.name
            )
        partners = agreement.partnership.partners.in_use()
        choices = [("", "Leads on"), *((p.slug, p.name) for p in partners)]
        self.partners = {partner.slug: partner for partner in partners}
        for slug, lead in self.leads.items():
            self.fields[f"lead-{slug}"] = forms.ChoiceField(
                label=lead.name, choices=choices, required=False
            )

    @property
    def theme_fields(self):
        return [self[f"theme-{slug}"] for slug in self.themes]

    @property
    def lead_fields(self):
        return [self[f"lead-{slug}"] for slug in self.leads]

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "The plan would end before it starts. Give a later day.")
        return cleaned

    @property
    def plan(self) -> dict:
        """What was asked for, but for the promises that were ticked."""
        given = self.cleaned_data
        chosen: dict[str, Partner] = {
            slug: self.partners[given[f"lead-{slug}"]]
            for slug in self.leads
            if given[f"lead-{slug}"]
        }
        return {
            "title": given["title"],
            "starts": given["starts"],
            "ends": given["ends"],
            "with_boards": given["with_boards"],
            "themes": {slug: given[f"theme-{slug}"] for slug in self.themes},
            "leads": chosen,
        }


def _years_on(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    leap = (day.month, day.day) == (2, 29)
    return (day + timedelta(days=leap)).replace(year=day.year + years)
